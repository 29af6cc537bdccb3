; Is there a violation of clusters.theorem_mixed.boundary among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun epsilon () Real)
(declare-fun q () Real)
(declare-fun top () Real)
(assert
 (and (> epsilon 0.0)))
(assert
 (let (($x1 (>= q 0.0)))
 (and $x1)))
(assert
 (let (($x2 (= (+ q (* (- 1.0) top)) 0.0)))
 (and $x2)))
(assert
 (and (>= (+ top (* (- 1.0) q (+ 1.0 epsilon))) 0.0)))
(assert
 (not (and (= q 0.0))))
(check-sat)
