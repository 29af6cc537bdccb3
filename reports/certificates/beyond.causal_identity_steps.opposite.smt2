; Is there a violation of beyond.causal_identity_steps.opposite among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun tau () Real)
(declare-fun w () Real)
(declare-fun kappa () Real)
(declare-fun own () Real)
(assert
 (and (> tau 0.0)))
(assert
 (and (> w 0.0)))
(assert
 (and (> (+ 1.0 (* kappa tau)) 0.0)))
(assert
 (and (= (+ kappa w (* (- 1.0) own)) 0.0)))
(assert
 (let ((?x1 (+ 1.0 (* kappa tau))))
(let (($x2 (and (and (distinct ?x1 0.0) true) (> (* ?x1 (+ (* own tau) (* (- 1.0) kappa tau))) 0.0))))
(not $x2))))
(check-sat)
