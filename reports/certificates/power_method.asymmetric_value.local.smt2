; Is there a violation of power_method.asymmetric_value.local among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun lambda_y () Real)
(declare-fun lambda_x () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (let ((?x1 (* lambda_1 lambda_1)))
 (let ((?x2 (* (- 1.0) ?x1)))
 (let ((?x3 (* lambda_y lambda_y)))
 (let ((?x4 (* lambda_x lambda_x)))
 (let ((?x5 (+ ?x4 ?x3 ?x2)))
 (and (< ?x5 0.0))))))))
(assert
 (let ((?x3 (* lambda_y lambda_y)))
(let ((?x6 (+ ?x3 (* (+ 1.0 lambda_x) (+ 1.0 lambda_x)) (* (- 1.0) (* (+ 1.0 lambda_1) (+ 1.0 lambda_1))))))
(let (($x7 (and (and (distinct (+ 1.0 lambda_1) 0.0) true) (< (* (- 1.0) lambda_1 (+ 1.0 lambda_1)) 0.0))))
(not (and $x7 (and (< ?x6 0.0))))))))
(check-sat)
