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
 (let (($x306 (<= (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
 (and $x306)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x66 (+ 1.0 lambda_1)))
(let ((?x376 (ite (>= ?x66 0.0) ?x66 (- ?x66))))
(let ((?x195 (* (- 1.0) ?x376)))
(let (($x313 (and (distinct ?x376 0.0) true)))
(let (($x107 (and (and $x313 (> (* ?x376 (+ 1.0 ?x376)) 0.0)) (and $x313 (< (* ?x376 (+ 1.0 ?x195)) 0.0)) (and $x313 (> (* ?x376 (+ 1.0 ?x376 lambda_j)) 0.0)) (and $x313 (< (* ?x376 (+ 1.0 lambda_j ?x195)) 0.0)))))
(not $x107)))))))
(check-sat)
