; Is there a violation of asymptotic.theorem_hemisphere.pull among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun omega () Real)
(declare-fun w_i () Real)
(declare-fun w_k () Real)
(declare-fun z_i () Real)
(declare-fun z_j () Real)
(declare-fun z_k () Real)
(assert
 (let (($x1 (>= (+ w_i (* (- 1.0) omega)) 0.0)))
 (and $x1)))
(assert
 (and (>= (+ w_k (* (- 1.0) omega)) 0.0)))
(assert
 (let ((?x2 (* (- 1.0) z_i)))
 (let ((?x3 (+ z_j ?x2)))
 (let (($x4 (<= ?x3 0.0)))
 (and $x4)))))
(assert
 (and (<= (+ z_k (* (- 1.0) z_j)) 0.0)))
(assert
 (let ((?x5 (+ (* omega (+ z_i (* (- 1.0) z_k))) (* w_i (+ z_j (* (- 1.0) z_i))) (* (- 1.0) w_k (+ z_j (* (- 1.0) z_k))))))
(not (and (<= ?x5 0.0)))))
(check-sat)
