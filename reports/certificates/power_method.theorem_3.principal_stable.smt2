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
 (let (($x135 (<= (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
 (and $x135)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x169 (+ 1.0 lambda_1)))
(let ((?x111 (ite (>= ?x169 0.0) ?x169 (- ?x169))))
(let ((?x443 (* (- 1.0) ?x111)))
(let (($x33 (and (distinct ?x111 0.0) true)))
(let (($x348 (and (and $x33 (> (* ?x111 (+ 1.0 ?x111)) 0.0)) (and $x33 (< (* ?x111 (+ 1.0 ?x443)) 0.0)) (and $x33 (> (* ?x111 (+ 1.0 ?x111 lambda_j)) 0.0)) (and $x33 (< (* ?x111 (+ 1.0 lambda_j ?x443)) 0.0)))))
(not $x348)))))))
(check-sat)
