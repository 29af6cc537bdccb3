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
 (let (($x117 (<= (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
 (and $x117)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x373 (+ 1.0 lambda_1)))
(let ((?x91 (ite (>= ?x373 0.0) ?x373 (- ?x373))))
(let ((?x161 (* (- 1.0) ?x91)))
(let (($x85 (and (distinct ?x91 0.0) true)))
(let (($x11 (and (and $x85 (> (* ?x91 (+ 1.0 ?x91)) 0.0)) (and $x85 (< (* ?x91 (+ 1.0 ?x161)) 0.0)) (and $x85 (> (* ?x91 (+ 1.0 ?x91 lambda_j)) 0.0)) (and $x85 (< (* ?x91 (+ 1.0 lambda_j ?x161)) 0.0)))))
(not $x11)))))))
(check-sat)
