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
 (let ((?x70 (+ 1.0 lambda_1)))
(let ((?x80 (ite (>= ?x70 0.0) ?x70 (- ?x70))))
(let (($x388 (and (distinct ?x80 0.0) true)))
(and (and $x388 (> (* ?x80 (+ 1.0 ?x80 lambda_d)) 0.0)) (and $x388 (< (* ?x80 (+ 1.0 lambda_d (* (- 1.0) ?x80))) 0.0)))))))
(check-sat)
