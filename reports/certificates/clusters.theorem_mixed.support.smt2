; Is there a violation of clusters.theorem_mixed.support among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun others () Real)
(declare-fun gap () Real)
(assert
 (and (and (>= others 0.0)) (and (>= w 0.0))))
(assert
 (and (= (+ others (* gap w)) 0.0)))
(assert
 (and (> gap 0.0)))
(assert
 (not (and (= w 0.0))))
(check-sat)
