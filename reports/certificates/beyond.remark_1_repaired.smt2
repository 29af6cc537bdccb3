; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_k () Real)
(assert
 (>= m 1.0))
(assert
 (>= rest 1.0))
(assert
 (let (($x75 (and (> (+ 1.0 lambda_k) 0.0))))
 (and $x75 (and (< (+ (- 1.0) lambda_k) 0.0)))))
(assert
 (let ((?x415 (+ m rest)))
(let (($x374 (> (* ?x415 (+ m rest (* lambda_k (+ m (* (- 1.0) rest))))) 0.0)))
(let (($x327 (and (distinct ?x415 0.0) true)))
(let (($x352 (> (* ?x415 (+ m rest (* lambda_k (+ rest (* (- 1.0) m))))) 0.0)))
(let (($x75 (and (> (+ 1.0 lambda_k) 0.0))))
(not (and $x75 (and $x327 $x352) (and $x327 $x374)))))))))
(check-sat)
