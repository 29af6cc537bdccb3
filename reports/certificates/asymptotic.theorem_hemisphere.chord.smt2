; Is there a violation of asymptotic.theorem_hemisphere.chord among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun r () Real)
(declare-fun s () Real)
(declare-fun c () Real)
(assert
 (and (>= (+ (- 1.0) r) 0.0)))
(assert
 (and (>= (+ (- 1.0) s) 0.0)))
(assert
 (and (<= (+ (- 1.0) c) 0.0)))
(assert
 (let ((?x1 (+ 2.0 (* (- 1.0) (* r r)) (* (- 1.0) (* s s)) (* (- 2.0) c) (* 2.0 c r s))))
(not (and (<= ?x1 0.0)))))
(check-sat)
