; Is there a violation of beyond.multiagent_flow.decay among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_2 () Real)
(declare-fun D () Real)
(declare-fun S () Real)
(declare-fun form () Real)
(declare-fun rate () Real)
(assert
 (and (< lambda_2 0.0)))
(assert
 (and (and (>= S 0.0)) (and (<= (+ (- 3.0) S) 0.0)) (and (= (+ (- 4.0) S (* 2.0 D)) 0.0))))
(assert
 (and (<= (+ (* 2.0 form) (* (- 1.0) S lambda_2)) 0.0)))
(assert
 (and (= (+ rate (* (- 1.0) D form)) 0.0)))
(assert
 (not (and (<= (+ (* 4.0 rate) (* (- 1.0) S lambda_2)) 0.0))))
(check-sat)
