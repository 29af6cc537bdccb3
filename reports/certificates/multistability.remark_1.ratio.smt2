; Is there a violation of multistability.remark_1.ratio among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(assert
 (not (and (= 0.0 0.0))))
(check-sat)
