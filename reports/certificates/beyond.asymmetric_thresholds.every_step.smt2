; Is there a violation of beyond.asymmetric_thresholds.every_step among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun mu_x () Real)
(declare-fun lambda_x () Real)
(declare-fun mu_y () Real)
(declare-fun lambda_y () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (let (($x1 (>= (+ lambda_x (* (- 1.0) mu_x)) 0.0)))
 (and $x1)))
(assert
 (let ((?x2 (* lambda_y lambda_y)))
 (let ((?x3 (+ (* lambda_x lambda_x) ?x2 (* (- 1.0) (* mu_x mu_x)) (* (- 1.0) (* mu_y mu_y)))))
 (and (> ?x3 0.0)))))
(assert
 (let ((?x4 (* (- 1.0) (* (+ 1.0 (* alpha mu_x)) (+ 1.0 (* alpha mu_x))))))
(let ((?x5 (* alpha lambda_x)))
(let ((?x6 (+ 1.0 ?x5)))
(let ((?x7 (+ (* ?x6 ?x6) ?x4 (* (* alpha alpha) (* lambda_y lambda_y)) (* (- 1.0) (* alpha alpha) (* mu_y mu_y)))))
(not (and (> ?x7 0.0))))))))
(check-sat)
