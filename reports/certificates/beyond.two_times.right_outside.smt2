; Is there a violation of beyond.two_times.right_outside among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun c_2 () Real)
(declare-fun c_1 () Real)
(declare-fun k () Real)
(declare-fun y () Real)
(declare-fun x () Real)
(assert
 (and (and (>= k 0.0)) (and (> c_1 0.0)) (and (> c_2 0.0))))
(assert
 (and (and (>= (+ (* (- 1.0) k) (* x y)) 0.0)) (and (> (+ x y) 0.0))))
(assert
 (let (($x1 (> (+ (* (- 1.0) k) (* c_1 y) (* c_2 x) (* x y)) 0.0)))
(not (and $x1))))
(check-sat)
