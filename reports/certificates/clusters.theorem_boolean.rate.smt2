; Is there a violation of clusters.theorem_boolean.rate among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun v () Real)
(declare-fun a () Real)
(declare-fun growth () Real)
(declare-fun c () Real)
(declare-fun q () Real)
(declare-fun k () Real)
(declare-fun x () Real)
(declare-fun f () Real)
(assert
 (and (and (> a 0.0)) (and (> v 0.0))))
(assert
 (let (($x1 (>= (+ (* (- 1.0) k) (* a q) (* (- 1.0) a c growth)) 0.0)))
 (and $x1)))
(assert
 (and (>= (+ k (* (- 1.0) a q) (* a f x)) 0.0)))
(assert
 (let (($x2 (and (>= (* 2.0 v (+ (* f x) (* (- 1.0) c growth))) 0.0))))
(not $x2)))
(check-sat)
