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
 (and (> (+ 1.0 lambda_k) 0.0)))
(assert
 (let ((?x387 (+ 1.0 lambda_k)))
(let ((?x347 (ite (>= ?x387 0.0) ?x387 (- ?x387))))
(let (($x34 (and (distinct ?x347 0.0) true)))
(let (($x28 (or (and $x34 (> (* ?x347 (+ 1.0 lambda_1 (* (- 1.0) ?x347))) 0.0)) (and $x34 (< (* ?x347 (+ 1.0 ?x347 lambda_1)) 0.0)))))
(let (($x320 (and (> ?x387 0.0))))
(not (and $x320 $x28))))))))
(check-sat)
