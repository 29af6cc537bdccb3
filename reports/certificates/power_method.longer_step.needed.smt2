; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_d () Real)
(assert
 (>= n 1.0))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (> (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x427 (+ 1.0 lambda_1)))
(let ((?x172 (ite (>= ?x427 0.0) ?x427 (- ?x427))))
(let (($x392 (and (distinct ?x172 0.0) true)))
(let (($x89 (or (and $x392 (> (* ?x172 (+ 1.0 lambda_d (* (- 1.0) ?x172))) 0.0)) (and $x392 (< (* ?x172 (+ 1.0 ?x172 lambda_d)) 0.0)))))
(not $x89))))))
(check-sat)
