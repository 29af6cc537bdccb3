; Is there a violation of beyond.steering.mild among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun b_square () Real)
(declare-fun tau () Real)
(declare-fun a () Real)
(assert
 (and (> b_square 0.0)))
(assert
 (let ((?x1 (* a a)))
(let ((?x2 (+ (* (* (+ a tau) (+ a tau)) (+ b_square ?x1)) (* (- 1.0) ?x1 (+ b_square (* (+ a tau) (+ a tau)))))))
(let (($x3 (and (and (> (* tau (+ tau (* 2.0 a))) 0.0)) (and (> ?x2 0.0)))))
(let (($x4 (and (and (<= (* tau (+ tau (* 2.0 a))) 0.0)) (and (<= ?x2 0.0)))))
(not (or $x4 $x3)))))))
(check-sat)
