; Is there a violation of multistability.multiagent_stability.consensus_unstable among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(assert
 (and (>= (+ (- 2.0) n) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_k (* (- 1.0) lambda_1)) 0.0)))
(assert
 (not (and (> (+ lambda_1 (* (- 1.0) lambda_k)) 0.0))))
(check-sat)
