; Is there a violation of clusters.theorem_boolean.term among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun a () Real)
(declare-fun x () Real)
(declare-fun g () Real)
(declare-fun W () Real)
(declare-fun P () Real)
(declare-fun inverse_e () Real)
(assert
 (and (> a 0.0)))
(assert
 (and (> x 0.0)))
(assert
 (let (($x1 (>= g 0.0)))
 (and $x1)))
(assert
 (let (($x2 (<= (+ P (* (- 1.0) W)) 0.0)))
 (and $x2)))
(assert
 (and (<= (+ (* (- 1.0) inverse_e) (* W a g x)) 0.0)))
(assert
 (not (and (<= (+ (* (- 1.0) inverse_e) (* P a g x)) 0.0))))
(check-sat)
