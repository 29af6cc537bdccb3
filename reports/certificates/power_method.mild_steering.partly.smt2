; Is there a violation of power_method.mild_steering.partly among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun b_square () Real)
(assert
 (and (> b_square 0.0)))
(assert
 (not (and (< (* (- 1.0) b_square) 0.0))))
(check-sat)
