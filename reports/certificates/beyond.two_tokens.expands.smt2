; Is there a violation of beyond.two_tokens.expands among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun form () Real)
(declare-fun mu () Real)
(assert
 (and (> form 0.0)))
(assert
 (and (>= (+ mu (* (- 1.0) form)) 0.0)))
(assert
 (not (and (> mu 0.0))))
(check-sat)
