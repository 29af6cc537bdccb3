; Is there a violation of clusters.theorem_boolean.one_sign among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun top () Real)
(declare-fun total () Real)
(declare-fun f () Real)
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (> top 0.0)))
(assert
 (and (>= (+ total (* (- 1.0) top)) 0.0)))
(assert
 (and (>= (+ (* (- 1.0) total) (* f n)) 0.0)))
(assert
 (let (($x1 (and (and (> f 0.0)) (and (>= (+ (* (- 1.0) top) (* f n)) 0.0)))))
(not $x1)))
(check-sat)
