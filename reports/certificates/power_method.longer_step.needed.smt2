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
 (let ((?x303 (+ 1.0 lambda_1)))
(let ((?x400 (ite (>= ?x303 0.0) ?x303 (- ?x303))))
(let (($x428 (and (distinct ?x400 0.0) true)))
(let (($x279 (or (and $x428 (> (* ?x400 (+ 1.0 lambda_d (* (- 1.0) ?x400))) 0.0)) (and $x428 (< (* ?x400 (+ 1.0 ?x400 lambda_d)) 0.0)))))
(not $x279))))))
(check-sat)
