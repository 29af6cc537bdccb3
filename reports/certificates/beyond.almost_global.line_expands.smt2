; Is there a violation of beyond.almost_global.line_expands among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_2 () Real)
(declare-fun lambda_1 () Real)
(declare-fun b () Real)
(declare-fun a () Real)
(assert
 (and (and (>= (+ lambda_1 (* (- 1.0) lambda_2)) 0.0)) (and (> lambda_2 0.0))))
(assert
 (and (> (+ (* a a) (* b b)) 0.0)))
(assert
 (let (($x1 (> (+ (* lambda_1 (* a a)) (* lambda_2 (* b b))) 0.0)))
(not (and $x1))))
(check-sat)
