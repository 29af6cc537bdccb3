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
 (let ((?x386 (+ 1.0 lambda_1)))
(let ((?x421 (ite (>= ?x386 0.0) ?x386 (- ?x386))))
(let ((?x427 (* (- 1.0) ?x421)))
(let (($x387 (and (distinct ?x421 0.0) true)))
(let (($x403 (and (and $x387 (> (* ?x421 (+ 1.0 ?x421)) 0.0)) (and $x387 (< (* ?x421 (+ 1.0 ?x427)) 0.0)) (and $x387 (> (* ?x421 (+ 1.0 ?x421 lambda_j)) 0.0)) (and $x387 (< (* ?x421 (+ 1.0 lambda_j ?x427)) 0.0)))))
(not $x403)))))))
(check-sat)
