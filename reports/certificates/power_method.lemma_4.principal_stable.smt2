; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(declare-fun lambda_d () Real)
(assert
 (>= n 1.0))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (and (<= (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x82 (+ 1.0 lambda_1)))
(let ((?x68 (ite (>= ?x82 0.0) ?x82 (- ?x82))))
(let ((?x85 (* (- 1.0) ?x68)))
(let (($x53 (and (distinct ?x68 0.0) true)))
(let (($x102 (and (and $x53 (> (* ?x68 (+ 1.0 ?x68)) 0.0)) (and $x53 (< (* ?x68 (+ 1.0 ?x85)) 0.0)) (and $x53 (> (* ?x68 (+ 1.0 ?x68 lambda_j)) 0.0)) (and $x53 (< (* ?x68 (+ 1.0 lambda_j ?x85)) 0.0)))))
(not $x102)))))))
(check-sat)
