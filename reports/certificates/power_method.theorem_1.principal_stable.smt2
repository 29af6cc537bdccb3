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
 (let ((?x9 (+ 1.0 lambda_1)))
(let ((?x100 (ite (>= ?x9 0.0) ?x9 (- ?x9))))
(let ((?x196 (* (- 1.0) ?x100)))
(let (($x15 (and (distinct ?x100 0.0) true)))
(let (($x341 (and (and $x15 (> (* ?x100 (+ 1.0 ?x100)) 0.0)) (and $x15 (< (* ?x100 (+ 1.0 ?x196)) 0.0)) (and $x15 (> (* ?x100 (+ 1.0 ?x100 lambda_j)) 0.0)) (and $x15 (< (* ?x100 (+ 1.0 lambda_j ?x196)) 0.0)))))
(not $x341)))))))
(check-sat)
