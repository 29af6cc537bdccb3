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
 (let (($x391 (<= (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
 (and $x391)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x340 (+ 1.0 lambda_1)))
(let ((?x55 (ite (>= ?x340 0.0) ?x340 (- ?x340))))
(let ((?x72 (* (- 1.0) ?x55)))
(let (($x369 (and (distinct ?x55 0.0) true)))
(let (($x272 (and (and $x369 (> (* ?x55 (+ 1.0 ?x55)) 0.0)) (and $x369 (< (* ?x55 (+ 1.0 ?x72)) 0.0)) (and $x369 (> (* ?x55 (+ 1.0 ?x55 lambda_j)) 0.0)) (and $x369 (< (* ?x55 (+ 1.0 lambda_j ?x72)) 0.0)))))
(not $x272)))))))
(check-sat)
