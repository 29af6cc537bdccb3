; Is there a violation of asymptotic.theorem_causal_identity.expands among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun b_2 () Real)
(declare-fun b () Real)
(declare-fun g_y () Real)
(declare-fun g_x () Real)
(declare-fun r () Real)
(declare-fun k () Real)
(declare-fun L () Real)
(declare-fun cross () Real)
(assert
 (and (and (>= b 0.0)) (and (>= b_2 0.0))))
(assert
 (and (and (<= (+ 1.0 (* 2.0 g_x)) 0.0)) (and (<= (+ 1.0 (* 2.0 g_y)) 0.0))))
(assert
 (and (>= (+ cross (* L k (* r r))) 0.0)))
(assert
 (let ((?x1 (* 4.0 cross)))
(let ((?x2 (+ ?x1 (* (- 1.0) (* r r) (+ b b_2)) (* (- 2.0) (* r r) (+ (* b g_x) (* b_2 g_y))) (* 4.0 L k (* r r)))))
(not (and (>= ?x2 0.0))))))
(check-sat)
