; Is there a violation of clusters.hull.coordinates among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lam () Real)
(declare-fun P () Real)
(declare-fun h_i () Real)
(declare-fun h_j () Real)
(assert
 (let (($x1 (>= lam 0.0)))
 (and $x1)))
(assert
 (let (($x2 (>= P 0.0)))
 (and $x2)))
(assert
 (let ((?x3 (* (- 1.0) h_i)))
 (let ((?x4 (+ h_j ?x3)))
 (let (($x5 (<= ?x4 0.0)))
 (and $x5)))))
(assert
 (not (and (<= (* P lam (+ h_j (* (- 1.0) h_i))) 0.0))))
(check-sat)
