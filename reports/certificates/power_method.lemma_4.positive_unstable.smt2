; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_d () Real)
(assert
 (>= n 2.0))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_k (* (- 1.0) lambda_1)) 0.0)))
(assert
 (and (<= (+ lambda_d (* (- 1.0) lambda_k)) 0.0)))
(assert
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (and (> (+ 1.0 lambda_k) 0.0)))
(assert
 (let ((?x26 (+ 1.0 lambda_k)))
(let ((?x7 (ite (>= ?x26 0.0) ?x26 (- ?x26))))
(let (($x87 (and (distinct ?x7 0.0) true)))
(let (($x83 (or (and $x87 (> (* ?x7 (+ 1.0 lambda_1 (* (- 1.0) ?x7))) 0.0)) (and $x87 (< (* ?x7 (+ 1.0 ?x7 lambda_1)) 0.0)))))
(let (($x82 (and (> ?x26 0.0))))
(not (and $x82 $x83))))))))
(check-sat)
