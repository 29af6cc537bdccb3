; Is there a violation of beyond.causal_identity_steps.gain among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun t () Real)
(declare-fun N () Real)
(declare-fun c () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> t 0.0)))
(assert
 (and (> N 0.0)))
(assert
 (let ((?x1 (* (- 1.0) (* t t))))
 (let ((?x2 (* (- 1.0) (* alpha alpha))))
 (let ((?x3 (* N N)))
 (and (= (+ ?x3 ?x2 ?x1 (* (- 2.0) alpha c t)) 0.0))))))
(assert
 (and (and (> (+ 1.0 c) 0.0)) (and (< (+ (- 1.0) c) 0.0))))
(assert
 (not (and (> (+ t (* alpha c) (* (- 1.0) N c)) 0.0))))
(check-sat)
