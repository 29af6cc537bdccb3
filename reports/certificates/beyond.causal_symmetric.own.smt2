; Is there a violation of beyond.causal_symmetric.own among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun lambda_2 () Real)
(declare-fun h () Real)
(declare-fun form () Real)
(declare-fun beta () Real)
(declare-fun b () Real)
(assert
 (and (< (+ lambda_2 (* (- 1.0) lambda_1)) 0.0)))
(assert
 (and (<= (+ form (* (- 1.0) lambda_2 (* h h))) 0.0)))
(assert
 (and (and (>= (+ b (* (- 1.0) beta)) 0.0)) (and (>= beta 0.0))))
(assert
 (let ((?x1 (+ (* b (+ form (* (- 1.0) lambda_1 (* h h)))) (* beta (* h h) (+ lambda_1 (* (- 1.0) lambda_2))))))
(not (and (<= ?x1 0.0)))))
(check-sat)
