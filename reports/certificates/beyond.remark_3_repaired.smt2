; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(declare-fun lambda_d () Real)
(assert
 (>= n 2.0))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (and (< (+ lambda_d (* (- 1.0) lambda_j)) 0.0)) (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0))))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x363 (+ 1.0 lambda_d)))
(let ((?x75 (ite (>= ?x363 0.0) ?x363 (- ?x363))))
(let ((?x49 (* (- 1.0) ?x75)))
(let (($x369 (and (distinct ?x75 0.0) true)))
(let (($x493 (and (and (< ?x363 0.0)) (and $x369 (> (* ?x75 (+ 1.0 ?x75)) 0.0)) (and $x369 (< (* ?x75 (+ 1.0 ?x49)) 0.0)) (and $x369 (> (* ?x75 (+ 1.0 ?x75 lambda_1)) 0.0)) (and $x369 (> (* ?x75 (+ 1.0 ?x75 lambda_j)) 0.0)) (and $x369 (< (* ?x75 (+ 1.0 lambda_1 ?x49)) 0.0)) (and $x369 (< (* ?x75 (+ 1.0 lambda_j ?x49)) 0.0)))))
(not (not $x493))))))))
(check-sat)
