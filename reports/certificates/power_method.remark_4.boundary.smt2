; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun lambda_1 () Real)
(declare-fun lambda_d () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (= (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (not (and (= (+ 2.0 lambda_1 lambda_d) 0.0))))
(check-sat)
