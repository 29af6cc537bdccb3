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
 (let ((?x58 (+ 1.0 lambda_d)))
(let ((?x253 (ite (>= ?x58 0.0) ?x58 (- ?x58))))
(let ((?x68 (* (- 1.0) ?x253)))
(let (($x326 (and (distinct ?x253 0.0) true)))
(let (($x90 (and (and (< ?x58 0.0)) (and $x326 (> (* ?x253 (+ 1.0 ?x253)) 0.0)) (and $x326 (< (* ?x253 (+ 1.0 ?x68)) 0.0)) (and $x326 (> (* ?x253 (+ 1.0 ?x253 lambda_1)) 0.0)) (and $x326 (> (* ?x253 (+ 1.0 ?x253 lambda_j)) 0.0)) (and $x326 (< (* ?x253 (+ 1.0 lambda_1 ?x68)) 0.0)) (and $x326 (< (* ?x253 (+ 1.0 lambda_j ?x68)) 0.0)))))
(not (not $x90))))))))
(check-sat)
