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
 (let ((?x168 (+ 1.0 lambda_1)))
(let ((?x440 (ite (>= ?x168 0.0) ?x168 (- ?x168))))
(let ((?x136 (* (- 1.0) ?x440)))
(let (($x439 (and (distinct ?x440 0.0) true)))
(let (($x228 (and (and $x439 (> (* ?x440 (+ 1.0 ?x440)) 0.0)) (and $x439 (< (* ?x440 (+ 1.0 ?x136)) 0.0)) (and $x439 (> (* ?x440 (+ 1.0 ?x440 lambda_j)) 0.0)) (and $x439 (< (* ?x440 (+ 1.0 lambda_j ?x136)) 0.0)))))
(not $x228)))))))
(check-sat)
