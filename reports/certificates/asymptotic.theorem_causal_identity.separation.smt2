; Is there a violation of asymptotic.theorem_causal_identity.separation among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun g_y () Real)
(declare-fun g_x () Real)
(declare-fun b_2 () Real)
(declare-fun b () Real)
(declare-fun r () Real)
(assert
 (let ((?x1 (* 2.0 g_x)))
(let ((?x2 (* (- 1.0) b_2 (+ ?x1 (* (- 1.0) g_y (+ 2.0 (* (- 1.0) (* r r))))))))
(let ((?x3 (* 2.0 g_y)))
(let ((?x4 (* (- 1.0) b (+ ?x3 (* (- 1.0) g_x (+ 2.0 (* (- 1.0) (* r r))))))))
(let ((?x5 (+ (* (* r r) (+ (* b g_x) (* b_2 g_y))) ?x4 ?x2 (* (- 2.0) (+ b (* (- 1.0) b_2)) (+ g_x (* (- 1.0) g_y))))))
(not (and (= ?x5 0.0)))))))))
(check-sat)
