; Is there a violation of beyond.steering.bias among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun b () Real)
(declare-fun eps () Real)
(declare-fun a () Real)
(declare-fun tau () Real)
(assert
 (and (> b 0.0)))
(assert
 (and (> eps 0.0)))
(assert
 (let ((?x1 (+ (ite (>= tau 0.0) tau (- tau)) (* (- 1.0) (ite (>= a 0.0) a (- a))))))
 (and (>= (+ (* (- 1.0) b) (* eps ?x1)) 0.0))))
(assert
 (and (> tau 0.0)))
(assert
 (let ((?x2 (* (- 1.0) (* eps eps) (+ (* b b) (* (+ a tau) (+ a tau))))))
(let ((?x3 (* b b)))
(let (($x4 (and (and (> (+ a tau) 0.0)) (and (<= (+ ?x3 ?x2) 0.0)))))
(not $x4)))))
(check-sat)
