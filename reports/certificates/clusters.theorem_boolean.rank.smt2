; Is there a violation of clusters.theorem_boolean.rank among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun r_i () Real)
(assert
 (and (> r_i 0.0)))
(assert
 (let (($x1 (and (> r_i 0.0))))
(not $x1)))
(check-sat)
