; Is there a violation of clusters.hull.inward among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun P () Real)
(declare-fun h_i () Real)
(declare-fun h_j () Real)
(assert
 (let (($x1 (>= P 0.0)))
 (and $x1)))
(assert
 (let ((?x2 (* (- 1.0) h_i)))
 (let ((?x3 (+ h_j ?x2)))
 (let (($x4 (<= ?x3 0.0)))
 (and $x4)))))
(assert
 (not (and (<= (* P (+ h_j (* (- 1.0) h_i))) 0.0))))
(check-sat)
