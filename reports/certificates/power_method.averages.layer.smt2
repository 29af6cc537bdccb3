; Is there a violation of power_method.averages.layer among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun x () Real)
(declare-fun y () Real)
(declare-fun n () Real)
(assert
 (let ((?x1 (* (- 1.0) n (+ (- 1.0) (* y y) (* (+ 1.0 x) (+ 1.0 x))))))
(let ((?x2 (* y y)))
(let ((?x3 (+ ?x2 (* (+ n x) (+ n x)) (* (- 1.0) (* n n)) (* (+ (- 1.0) n) (+ (* x x) ?x2)) ?x1)))
(not (and (= ?x3 0.0)))))))
(check-sat)
