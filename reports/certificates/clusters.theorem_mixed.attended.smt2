; Is there a violation of clusters.theorem_mixed.attended among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun top_s () Real)
(declare-fun mean_s () Real)
(declare-fun epsilon () Real)
(declare-fun rho () Real)
(declare-fun mean_a () Real)
(declare-fun top_a () Real)
(assert
 (let (($x1 (>= (+ epsilon mean_s (* (- 1.0) top_s)) 0.0)))
 (and $x1)))
(assert
 (let (($x2 (<= (+ mean_s (* (- 1.0) mean_a) (* (- 1.0) rho)) 0.0)))
 (and $x2)))
(assert
 (and (>= (+ rho top_s (* (- 1.0) top_a)) 0.0)))
(assert
 (let (($x3 (>= (+ epsilon mean_a (* (- 1.0) top_a) (* 2.0 rho)) 0.0)))
(not (and $x3))))
(check-sat)
