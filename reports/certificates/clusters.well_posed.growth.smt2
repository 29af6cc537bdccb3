; Is there a violation of clusters.well_posed.growth among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun v () Real)
(declare-fun R () Real)
(declare-fun mean () Real)
(declare-fun rate () Real)
(assert
 (and (and (>= R 0.0)) (and (>= v 0.0))))
(assert
 (and (<= (+ mean (* (- 1.0) R)) 0.0)))
(assert
 (and (<= (+ rate (* (- 1.0) R mean v)) 0.0)))
(assert
 (not (and (<= (+ rate (* (- 1.0) v (* R R))) 0.0))))
(check-sat)
