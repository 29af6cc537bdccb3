; Is there a violation of beyond.shares.addition among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun y () Real)
(declare-fun x () Real)
(assert
 (and (and (> x 0.0)) (and (> y 0.0))))
(assert
 (not (and (> (+ x y) 0.0))))
(check-sat)
