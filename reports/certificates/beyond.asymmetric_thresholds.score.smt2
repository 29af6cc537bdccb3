; Is there a violation of beyond.asymmetric_thresholds.score among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun mu_y () Real)
(declare-fun lambda_y () Real)
(declare-fun mu_x () Real)
(declare-fun lambda_x () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (let ((?x1 (* (- 1.0) (* (+ 1.0 (* alpha mu_x)) (+ 1.0 (* alpha mu_x))))))
(let ((?x2 (* alpha lambda_x)))
(let ((?x3 (+ 1.0 ?x2)))
(let ((?x4 (+ (* ?x3 ?x3) ?x1 (* (* alpha alpha) (* lambda_y lambda_y)) (* (- 1.0) (* alpha alpha) (* mu_y mu_y)))))
(let ((?x5 (* mu_y mu_y)))
(let ((?x6 (* (- 1.0) ?x5)))
(let ((?x7 (* (- 1.0) (* mu_x mu_x))))
(let ((?x8 (* lambda_y lambda_y)))
(let ((?x9 (* lambda_x lambda_x)))
(let ((?x10 (* 2.0 lambda_x)))
(let ((?x11 (* (- 2.0) mu_x)))
(let ((?x12 (+ ?x11 ?x10 (* alpha (+ ?x9 ?x8 ?x7 ?x6)))))
(let (($x13 (or (and (and (<= ?x12 0.0)) (and (<= ?x4 0.0))) (and (and (> ?x12 0.0)) (and (> ?x4 0.0))))))
(not $x13)))))))))))))))
(check-sat)
