; Is there a violation of asymptotic.theorem_causal_identity.between among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun delta () Real)
(declare-fun c () Real)
(declare-fun e () Real)
(assert
 (and (and (<= (+ (- 1.0) delta) 0.0)) (and (> delta 0.0))))
(assert
 (and (and (>= (+ 1.0 c (* (- 1.0) delta)) 0.0)) (and (<= (+ (- 1.0) c delta) 0.0))))
(assert
 (and (<= (+ (* (- 1.0) delta) (* 4.0 e)) 0.0)))
(assert
 (let (($x1 (>= (+ 2.0 (* (- 1.0) delta) (* (- 4.0) e) (* (- 2.0) (* c c))) 0.0)))
(not (and $x1))))
(check-sat)
