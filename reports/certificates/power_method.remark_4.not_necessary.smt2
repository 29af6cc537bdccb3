; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun lambda_1 () Real)
(declare-fun lambda_d () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (>= (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x211 (+ 1.0 lambda_1)))
(let ((?x221 (ite (>= ?x211 0.0) ?x211 (- ?x211))))
(let (($x225 (and (distinct ?x221 0.0) true)))
(and (and $x225 (> (* ?x221 (+ 1.0 ?x221 lambda_d)) 0.0)) (and $x225 (< (* ?x221 (+ 1.0 lambda_d (* (- 1.0) ?x221))) 0.0)))))))
(check-sat)
