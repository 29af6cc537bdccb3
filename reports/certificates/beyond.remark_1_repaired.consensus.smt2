; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun n () Real)
(declare-fun lambda_k () Real)
(assert
 (>= n 2.0))
(assert
 (let (($x1 (and (> (+ 1.0 lambda_k) 0.0))))
 (and $x1 (and (< (+ (- 1.0) lambda_k) 0.0)))))
(assert
 (let (($x1 (and (> (+ 1.0 lambda_k) 0.0))))
(not $x1)))
(check-sat)
