; Is there a violation of beyond.asymmetric_thresholds.short_steps among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun mu_x () Real)
(declare-fun lambda_x () Real)
(declare-fun lambda_y () Real)
(declare-fun mu_y () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> (+ lambda_x (* (- 1.0) mu_x)) 0.0)))
(assert
 (let ((?x1 (* lambda_y lambda_y)))
 (let ((?x2 (* (- 1.0) ?x1)))
 (let ((?x3 (* (- 1.0) (* lambda_x lambda_x))))
 (let ((?x4 (* mu_y mu_y)))
 (let ((?x5 (* mu_x mu_x)))
 (let ((?x6 (* 2.0 mu_x)))
 (let ((?x7 (* (- 2.0) lambda_x)))
 (and (< (+ ?x7 ?x6 (* alpha (+ ?x5 ?x4 ?x3 ?x2))) 0.0))))))))))
(assert
 (let ((?x8 (* (- 1.0) (* (+ 1.0 (* alpha mu_x)) (+ 1.0 (* alpha mu_x))))))
(let ((?x9 (* alpha lambda_x)))
(let ((?x10 (+ 1.0 ?x9)))
(let ((?x11 (+ (* ?x10 ?x10) ?x8 (* (* alpha alpha) (* lambda_y lambda_y)) (* (- 1.0) (* alpha alpha) (* mu_y mu_y)))))
(not (and (> ?x11 0.0))))))))
(check-sat)
