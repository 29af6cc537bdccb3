; Is there a violation of beyond.asymmetric_thresholds.step_condition among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun lambda_d () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_1 lambda_d) 0.0)))
(assert
 (let ((?x1 (+ (* (+ 1.0 lambda_d) (+ 1.0 lambda_d)) (* (- 1.0) (* (+ 1.0 lambda_1) (+ 1.0 lambda_1))))))
(let (($x2 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0))))
(let (($x3 (and (>= (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0))))
(let (($x4 (or (and $x3 (and (>= ?x1 0.0))) (and $x2 (and (< ?x1 0.0))))))
(not $x4))))))
(check-sat)
