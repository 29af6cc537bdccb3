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
(let ((?x123 (ite (>= ?x9 0.0) ?x9 (- ?x9))))
(let ((?x17 (* (- 1.0) ?x123)))
(let (($x175 (and (distinct ?x123 0.0) true)))
(let (($x65 (and (and $x175 (> (* ?x123 (+ 1.0 ?x123)) 0.0)) (and $x175 (< (* ?x123 (+ 1.0 ?x17)) 0.0)) (and $x175 (> (* ?x123 (+ 1.0 ?x123 lambda_j)) 0.0)) (and $x175 (< (* ?x123 (+ 1.0 lambda_j ?x17)) 0.0)))))
(not $x65)))))))
(check-sat)
