; Is there a violation of power_method.near_tie.layers.bounds among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun mu_1 () Real)
(declare-fun mu_2 () Real)
(declare-fun g () Real)
(declare-fun l () Real)
(declare-fun tau () Real)
(assert
 (and (> mu_1 0.0)))
(assert
 (and (> mu_2 0.0)))
(assert
 (and (> g 0.0)))
(assert
 (and (= (+ mu_1 (* (- 1.0) g) (* (- 1.0) mu_2)) 0.0)))
(assert
 (and (<= (+ (* (- 1.0) g) (* l mu_2)) 0.0)))
(assert
 (and (>= (+ (* (- 1.0) g) (* l mu_1)) 0.0)))
(assert
 (and (= (+ (- 1.0) (* l tau)) 0.0)))
(assert
 (let (($x1 (<= (+ (* (- 1.0) mu_1) (* tau (+ mu_1 (* (- 1.0) mu_2)))) 0.0)))
(let (($x2 (and (and (>= (+ (* (- 1.0) mu_2) (* g tau)) 0.0)) (and (<= (+ (* (- 1.0) mu_1) (* g tau)) 0.0)) (and $x1))))
(not $x2))))
(check-sat)
