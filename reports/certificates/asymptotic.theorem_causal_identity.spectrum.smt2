; Is there a violation of asymptotic.theorem_causal_identity.spectrum among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun sigma () Real)
(declare-fun a () Real)
(declare-fun before () Real)
(declare-fun kappa () Real)
(assert
 (and (= (+ (- 1.0) (* sigma sigma)) 0.0)))
(assert
 (let (($x1 (= (+ kappa (* (- 1.0) sigma (+ before (* a sigma)))) 0.0)))
 (and $x1)))
(assert
 (not (and (= (+ a (* (- 1.0) kappa) (* before sigma)) 0.0))))
(check-sat)
