; Is there a violation of beyond.polygons.exist.definite among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun c () Real)
(declare-fun a () Real)
(declare-fun b () Real)
(declare-fun y () Real)
(declare-fun x () Real)
(assert
 (and (> (+ (* (- 1.0) (* b b)) (* a c)) 0.0)))
(assert
 (and (> (+ (* x x) (* y y)) 0.0)))
(assert
 (let ((?x1 (+ (* a (* x x)) (* c (* y y)) (* 2.0 b x y))))
(not (and (> (* a ?x1) 0.0)))))
(check-sat)
