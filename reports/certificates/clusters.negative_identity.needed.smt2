; Is there a violation of clusters.negative_identity.needed among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun T () Real)
(declare-fun rate () Real)
(assert
 (and (> w 0.0)))
(assert
 (and (> T 0.0)))
(assert
 (and (= (+ rate (* (- 2.0) T w)) 0.0)))
(assert
 (not (and (> rate 0.0))))
(check-sat)
