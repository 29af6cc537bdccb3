; Is there a violation of beyond.asymmetric_thresholds.long_steps among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun mu_y () Real)
(declare-fun mu_x () Real)
(declare-fun lambda_y () Real)
(declare-fun lambda_x () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (let ((?x1 (* mu_y mu_y)))
 (let ((?x2 (* (- 1.0) ?x1)))
 (let ((?x3 (* (- 1.0) (* mu_x mu_x))))
 (let ((?x4 (* lambda_y lambda_y)))
 (let ((?x5 (* lambda_x lambda_x)))
 (let ((?x6 (+ ?x5 ?x4 ?x3 ?x2)))
 (and (> ?x6 0.0)))))))))
(assert
 (let ((?x1 (* mu_y mu_y)))
 (let ((?x2 (* (- 1.0) ?x1)))
 (let ((?x3 (* (- 1.0) (* mu_x mu_x))))
 (let ((?x4 (* lambda_y lambda_y)))
 (let ((?x5 (* lambda_x lambda_x)))
 (let ((?x6 (+ ?x5 ?x4 ?x3 ?x2)))
 (let ((?x7 (* 2.0 lambda_x)))
 (let ((?x8 (* (- 2.0) mu_x)))
 (and (> (+ ?x8 ?x7 (* alpha ?x6)) 0.0)))))))))))
(assert
 (let ((?x9 (* (- 1.0) (* (+ 1.0 (* alpha mu_x)) (+ 1.0 (* alpha mu_x))))))
(let ((?x10 (* alpha lambda_x)))
(let ((?x11 (+ 1.0 ?x10)))
(let ((?x12 (+ (* ?x11 ?x11) ?x9 (* (* alpha alpha) (* lambda_y lambda_y)) (* (- 1.0) (* alpha alpha) (* mu_y mu_y)))))
(not (and (> ?x12 0.0))))))))
(check-sat)
