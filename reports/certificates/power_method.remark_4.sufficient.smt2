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
 (let ((?x413 (+ 1.0 lambda_1)))
(let ((?x416 (ite (>= ?x413 0.0) ?x413 (- ?x413))))
(let ((?x421 (* (- 1.0) ?x416)))
(let (($x371 (and (distinct ?x416 0.0) true)))
(let (($x393 (and (and $x371 (> (* ?x416 (+ 1.0 ?x416)) 0.0)) (and $x371 (< (* ?x416 (+ 1.0 ?x421)) 0.0)) (and $x371 (> (* ?x416 (+ 1.0 ?x416 lambda_j)) 0.0)) (and $x371 (< (* ?x416 (+ 1.0 lambda_j ?x421)) 0.0)))))
(not $x393)))))))
(check-sat)
