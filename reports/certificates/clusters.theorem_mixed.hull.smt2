; Is there a violation of clusters.theorem_mixed.hull among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lam () Real)
(declare-fun p () Real)
(declare-fun own () Real)
(declare-fun other () Real)
(assert
 (and (> lam 0.0)))
(assert
 (let (($x1 (>= p 0.0)))
 (and $x1)))
(assert
 (let ((?x2 (* (- 1.0) own)))
 (let ((?x3 (+ other ?x2)))
 (let (($x4 (<= ?x3 0.0)))
 (and $x4)))))
(assert
 (not (and (<= (* lam p (+ other (* (- 1.0) own))) 0.0))))
(check-sat)
