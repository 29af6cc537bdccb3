; Is there a violation of clusters.theorem_boolean.generic.volume among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun P_ik () Real)
(declare-fun P_ii () Real)
(declare-fun W () Real)
(declare-fun u () Real)
(declare-fun inverse_e () Real)
(assert
 (and (and (>= P_ii 0.0)) (and (>= P_ik 0.0))))
(assert
 (let (($x1 (<= (+ P_ii (* (- 1.0) W)) 0.0)))
 (and $x1)))
(assert
 (and (and (> inverse_e 0.0)) (and (<= (+ (* (- 1.0) inverse_e) (* W u)) 0.0))))
(assert
 (let (($x2 (and (<= (* P_ik (+ (* (- 1.0) inverse_e) (* P_ii u))) 0.0))))
(not $x2)))
(check-sat)
