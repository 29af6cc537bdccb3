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
 (let (($x162 (<= (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
 (and $x162)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x141 (+ 1.0 lambda_1)))
(let ((?x97 (ite (>= ?x141 0.0) ?x141 (- ?x141))))
(let ((?x87 (* (- 1.0) ?x97)))
(let (($x149 (and (distinct ?x97 0.0) true)))
(let (($x35 (and (and $x149 (> (* ?x97 (+ 1.0 ?x97)) 0.0)) (and $x149 (< (* ?x97 (+ 1.0 ?x87)) 0.0)) (and $x149 (> (* ?x97 (+ 1.0 ?x97 lambda_j)) 0.0)) (and $x149 (< (* ?x97 (+ 1.0 lambda_j ?x87)) 0.0)))))
(not $x35)))))))
(check-sat)
