; Is there a violation of beyond.multiagent_flow.pushed among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_2 () Real)
(declare-fun lambda_1 () Real)
(declare-fun t () Real)
(declare-fun S () Real)
(declare-fun form () Real)
(declare-fun epsilon () Real)
(assert
 (and (and (> lambda_1 0.0)) (and (< lambda_2 0.0))))
(assert
 (let ((?x1 (+ form (* (- 1.0) lambda_1 t) (* (- 1.0) lambda_2 (+ S (* (- 1.0) t))))))
 (and (and (>= S 0.0)) (and (<= ?x1 0.0)))))
(assert
 (and (and (>= t 0.0)) (and (<= (+ t (* (- 1.0) S epsilon)) 0.0))))
(assert
 (let ((?x2 (+ lambda_2 (* 2.0 epsilon (+ lambda_1 (* (- 1.0) lambda_2))))))
 (and (<= ?x2 0.0))))
(assert
 (not (and (<= (+ (* 2.0 form) (* (- 1.0) S lambda_2)) 0.0))))
(check-sat)
