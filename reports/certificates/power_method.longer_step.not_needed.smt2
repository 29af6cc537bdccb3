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
 (and (<= (+ (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x427 (+ 1.0 lambda_1)))
(let ((?x172 (ite (>= ?x427 0.0) ?x427 (- ?x427))))
(let ((?x161 (* (- 1.0) ?x172)))
(let (($x392 (and (distinct ?x172 0.0) true)))
(let (($x93 (and (and $x392 (> (* ?x172 (+ 1.0 ?x172)) 0.0)) (and $x392 (< (* ?x172 (+ 1.0 ?x161)) 0.0)) (and $x392 (> (* ?x172 (+ 1.0 ?x172 lambda_j)) 0.0)) (and $x392 (< (* ?x172 (+ 1.0 lambda_j ?x161)) 0.0)))))
(not $x93)))))))
(check-sat)
