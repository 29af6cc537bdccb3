; Is there a violation of beyond.proposition_1_repaired.positive among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun N () Real)
(declare-fun kappa () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> N 0.0)))
(assert
 (and (= (+ 1.0 (* (- 1.0) N) (* alpha kappa)) 0.0)))
(assert
 (not (and (> (+ 1.0 (* alpha kappa)) 0.0))))
(check-sat)
