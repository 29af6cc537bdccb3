; Is there a violation of power_method.remark_4.boundary among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun lambda_d () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (= (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (not (and (= (+ 2.0 lambda_1 lambda_d) 0.0))))
(check-sat)
