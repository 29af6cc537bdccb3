; Is there a violation of beyond.asymmetric.turns among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun y () Real)
(declare-fun c_2 () Real)
(declare-fun c_1 () Real)
(declare-fun x () Real)
(assert
 (or (and (> y 0.0)) (and (< y 0.0))))
(assert
 (and (> (+ (* c_1 c_1) (* c_2 c_2)) 0.0)))
(assert
 (let ((?x1 (+ (* c_2 (+ (* c_1 (+ 1.0 x)) (* c_2 y))) (* (- 1.0) c_1 (+ (* c_2 (+ 1.0 x)) (* (- 1.0) c_1 y))))))
(not (and (> (* ?x1 ?x1) 0.0)))))
(check-sat)
