; Is there a violation of multistability.classification.classes among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun x () Real)
(declare-fun kappa () Real)
(declare-fun s () Real)
(assert
 (and (= (+ s (* (- 1.0) kappa x)) 0.0)))
(assert
 (let (($x1 (and (= (+ s (* (- 1.0) kappa x)) 0.0))))
(not $x1)))
(check-sat)
