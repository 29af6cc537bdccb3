; Is there a violation of asymptotic.theorem_hemisphere.hull among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun z_i () Real)
(declare-fun z_j () Real)
(assert
 (let (($x1 (>= w 0.0)))
 (and $x1)))
(assert
 (let ((?x2 (* (- 1.0) z_i)))
 (let ((?x3 (+ z_j ?x2)))
 (let (($x4 (<= ?x3 0.0)))
 (and $x4)))))
(assert
 (not (and (<= (* w (+ z_j (* (- 1.0) z_i))) 0.0))))
(check-sat)
