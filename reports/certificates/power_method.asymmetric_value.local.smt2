; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun lambda_1 () Real)
(declare-fun lambda_y () Real)
(declare-fun lambda_x () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (let ((?x93 (* lambda_1 lambda_1)))
 (let ((?x195 (* (- 1.0) ?x93)))
 (let ((?x231 (* lambda_y lambda_y)))
 (let ((?x56 (* lambda_x lambda_x)))
 (and (< (+ ?x56 ?x231 ?x195) 0.0)))))))
(assert
 (let ((?x231 (* lambda_y lambda_y)))
(let ((?x278 (+ ?x231 (* (+ 1.0 lambda_x) (+ 1.0 lambda_x)) (* (- 1.0) (* (+ 1.0 lambda_1) (+ 1.0 lambda_1))))))
(let (($x9 (and (and (distinct (+ 1.0 lambda_1) 0.0) true) (< (* (- 1.0) lambda_1 (+ 1.0 lambda_1)) 0.0))))
(not (and $x9 (and (< ?x278 0.0))))))))
(check-sat)
