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
 (let (($x364 (<= (+ lambda_d (* (- 1.0) lambda_k)) 0.0)))
 (and $x364)))
(assert
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (and (> (+ 1.0 lambda_k) 0.0)))
(assert
 (let ((?x324 (+ 1.0 lambda_k)))
(let ((?x23 (ite (>= ?x324 0.0) ?x324 (- ?x324))))
(let (($x585 (and (distinct ?x23 0.0) true)))
(let (($x467 (or (and $x585 (> (* ?x23 (+ 1.0 lambda_1 (* (- 1.0) ?x23))) 0.0)) (and $x585 (< (* ?x23 (+ 1.0 ?x23 lambda_1)) 0.0)))))
(let (($x283 (and (> ?x324 0.0))))
(not (and $x283 $x467))))))))
(check-sat)
