; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun lambda_1 () Real)
(declare-fun lambda_y () Real)
(declare-fun lambda_x () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (let ((?x442 (* lambda_1 lambda_1)))
 (let ((?x25 (* (- 1.0) ?x442)))
 (let ((?x240 (* lambda_y lambda_y)))
 (let ((?x17 (* lambda_x lambda_x)))
 (let ((?x89 (+ ?x17 ?x240 ?x25)))
 (and (< ?x89 0.0))))))))
(assert
 (let ((?x240 (* lambda_y lambda_y)))
(let ((?x271 (+ ?x240 (* (+ 1.0 lambda_x) (+ 1.0 lambda_x)) (* (- 1.0) (* (+ 1.0 lambda_1) (+ 1.0 lambda_1))))))
(let (($x83 (and (and (distinct (+ 1.0 lambda_1) 0.0) true) (< (* (- 1.0) lambda_1 (+ 1.0 lambda_1)) 0.0))))
(not (and $x83 (and (< ?x271 0.0))))))))
(check-sat)
