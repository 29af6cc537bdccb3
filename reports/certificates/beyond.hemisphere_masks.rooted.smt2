; Is there a violation of beyond.hemisphere_masks.rooted among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun v_i () Real)
(declare-fun total () Real)
(declare-fun pulled () Real)
(declare-fun rate () Real)
(declare-fun v_j () Real)
(declare-fun omega () Real)
(declare-fun most () Real)
(assert
 (let (($x1 (= (+ rate (* (- 1.0) pulled) (* total v_i)) 0.0)))
 (and $x1)))
(assert
 (and (>= (+ pulled (* (- 1.0) omega v_j)) 0.0)))
(assert
 (let (($x2 (<= (+ total (* (- 1.0) most)) 0.0)))
 (and $x2)))
(assert
 (let (($x3 (>= v_i 0.0)))
 (and $x3)))
(assert
 (let (($x4 (and (>= (+ rate (* most v_i) (* (- 1.0) omega v_j)) 0.0))))
(not $x4)))
(check-sat)
