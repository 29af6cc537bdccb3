; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_d () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (<= (+ lambda_d (* (- 1.0) lambda_k)) 0.0)))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (and (< (+ 1.0 lambda_k) 0.0)))
(assert
 (let ((?x26 (+ 1.0 lambda_k)))
(let ((?x7 (ite (>= ?x26 0.0) ?x26 (- ?x26))))
(let (($x128 (and (and (distinct ?x7 0.0) true) (> (* ?x7 (+ 1.0 lambda_1 (* (- 1.0) ?x7))) 0.0))))
(not $x128)))))
(check-sat)
