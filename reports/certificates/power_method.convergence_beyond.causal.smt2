; Is there a violation of power_method.convergence_beyond.causal among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun lambda_x () Real)
(declare-fun lambda_y () Real)
(declare-fun u () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (let ((?x1 (* (- 1.0) (* (+ 1.0 lambda_1) (+ 1.0 lambda_1)))))
 (let ((?x2 (* lambda_y lambda_y)))
 (let (($x3 (< (+ ?x2 (* (+ 1.0 lambda_x) (+ 1.0 lambda_x)) ?x1) 0.0)))
 (and $x3)))))
(assert
 (and (and (>= u 0.0)) (and (<= (+ (- 1.0) u) 0.0))))
(assert
 (let ((?x1 (* (- 1.0) (* (+ 1.0 lambda_1) (+ 1.0 lambda_1)))))
(let ((?x4 (+ (* (+ 1.0 (* lambda_x u)) (+ 1.0 (* lambda_x u))) ?x1 (* (* lambda_y lambda_y) (* u u)))))
(not (and (and (> (+ 1.0 lambda_1) 0.0)) (and (< ?x4 0.0)))))))
(check-sat)
