; Is there a violation of multistability.remark_1.limit among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(declare-fun r () Real)
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (or (and (> r 0.0)) (and (< r 0.0))))
(assert
 (let (($x1 (< (* 2.0 (* r r) (+ lambda_j (* (- 1.0) lambda_1))) 0.0)))
(not (and $x1))))
(check-sat)
