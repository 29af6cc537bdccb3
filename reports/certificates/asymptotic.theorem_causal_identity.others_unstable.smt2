; Is there a violation of asymptotic.theorem_causal_identity.others_unstable among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun sigma () Real)
(assert
 (and (> w 0.0)))
(assert
 (and (= (+ 1.0 sigma) 0.0)))
(assert
 (not (and (> (* (- 1.0) sigma w) 0.0))))
(check-sat)
