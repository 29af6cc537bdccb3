; Is there a violation of beyond.causal_identity_steps.expands among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun t () Real)
(declare-fun kappa () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> t 0.0)))
(assert
 (and (< (+ t (* (- 1.0) alpha)) 0.0)))
(assert
 (and (and (>= kappa 0.0)) (and (<= (+ (- 1.0) kappa) 0.0)) (and (<= (+ (* (- 1.0) t) (* kappa (+ 3.0 alpha))) 0.0))))
(assert
 (let ((?x1 (+ alpha (* (- 1.0) (+ 1.0 kappa) (+ alpha kappa (* (- 1.0) t))))))
(not (and (> ?x1 0.0)))))
(check-sat)
