; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun lambda_1 () Real)
(declare-fun lambda_y () Real)
(declare-fun lambda_x () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (let ((?x265 (* lambda_1 lambda_1)))
 (let ((?x438 (* (- 1.0) ?x265)))
 (let ((?x327 (* lambda_y lambda_y)))
 (let ((?x231 (* lambda_x lambda_x)))
 (and (< (+ ?x231 ?x327 ?x438) 0.0)))))))
(assert
 (let ((?x327 (* lambda_y lambda_y)))
(let ((?x274 (+ ?x327 (* (+ 1.0 lambda_x) (+ 1.0 lambda_x)) (* (- 1.0) (* (+ 1.0 lambda_1) (+ 1.0 lambda_1))))))
(let (($x134 (and (and (distinct (+ 1.0 lambda_1) 0.0) true) (< (* (- 1.0) lambda_1 (+ 1.0 lambda_1)) 0.0))))
(not (and $x134 (and (< ?x274 0.0))))))))
(check-sat)
