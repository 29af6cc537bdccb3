; Is there a violation of beyond.asymmetric.rotation among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun x () Real)
(declare-fun y () Real)
(declare-fun c_2 () Real)
(declare-fun c_1 () Real)
(assert
 (let ((?x1 (* (- 1.0) (+ (* c_1 c_1) (* c_2 c_2)) (+ (* y y) (* (+ 1.0 x) (+ 1.0 x))))))
(let ((?x2 (+ (* c_2 (+ 1.0 x)) (* (- 1.0) c_1 y))))
(let ((?x3 (* c_2 y)))
(let ((?x4 (+ (* c_1 (+ 1.0 x)) ?x3)))
(not (and (= (+ (* ?x4 ?x4) (* ?x2 ?x2) ?x1) 0.0))))))))
(check-sat)
