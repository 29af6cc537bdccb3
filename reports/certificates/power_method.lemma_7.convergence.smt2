; Is there a violation of power_method.lemma_7.convergence among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun r () Real)
(declare-fun kappa () Real)
(declare-fun gain () Real)
(declare-fun N () Real)
(declare-fun g () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (>= (+ gain (* (- 1.0) kappa (* r r))) 0.0)))
(assert
 (and (<= (+ (* alpha g) (* (- 1.0) N r)) 0.0)))
(assert
 (and (and (>= g 0.0)) (and (>= kappa 0.0)) (and (>= r 0.0)) (and (> N 0.0))))
(assert
 (let (($x1 (and (>= (+ (* N gain) (* (- 1.0) alpha g kappa r)) 0.0))))
(not $x1)))
(check-sat)
