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
 (let (($x147 (<= (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
 (and $x147)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x372 (+ 1.0 lambda_1)))
(let ((?x371 (ite (>= ?x372 0.0) ?x372 (- ?x372))))
(let ((?x186 (* (- 1.0) ?x371)))
(let (($x183 (and (distinct ?x371 0.0) true)))
(let (($x370 (and (and $x183 (> (* ?x371 (+ 1.0 ?x371)) 0.0)) (and $x183 (< (* ?x371 (+ 1.0 ?x186)) 0.0)) (and $x183 (> (* ?x371 (+ 1.0 ?x371 lambda_j)) 0.0)) (and $x183 (< (* ?x371 (+ 1.0 lambda_j ?x186)) 0.0)))))
(not $x370)))))))
(check-sat)
