; Is there a violation of beyond.hemisphere.asymptotic_rate.slowest among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun largest () Real)
(declare-fun w_i () Real)
(declare-fun w_k () Real)
(declare-fun z_j () Real)
(declare-fun z_k () Real)
(declare-fun z_i () Real)
(assert
 (let (($x1 (<= (+ w_i (* (- 1.0) largest)) 0.0)))
 (and $x1)))
(assert
 (and (<= (+ w_k (* (- 1.0) largest)) 0.0)))
(assert
 (and (and (<= (+ z_j (* (- 1.0) z_i)) 0.0)) (and (<= (+ z_k (* (- 1.0) z_j)) 0.0))))
(assert
 (let ((?x2 (+ (* largest (+ z_i (* (- 1.0) z_k))) (* w_i (+ z_j (* (- 1.0) z_i))) (* (- 1.0) w_k (+ z_j (* (- 1.0) z_k))))))
(not (and (>= ?x2 0.0)))))
(check-sat)
