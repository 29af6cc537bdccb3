; Is there a violation of beyond.shares.growth among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun p () Real)
(declare-fun q () Real)
(declare-fun y () Real)
(declare-fun x () Real)
(declare-fun k () Real)
(declare-fun a () Real)
(assert
 (and (> p 0.0)))
(assert
 (and (> q 0.0)))
(assert
 (and (and (> x 0.0)) (and (> y 0.0))))
(assert
 (and (> (+ (* (- 1.0) k) (* x y)) 0.0)))
(assert
 (let (($x1 (>= a 0.0)))
 (and $x1)))
(assert
 (let ((?x2 (* (+ 2.0 x (* 2.0 a p)) (+ 2.0 y (* 2.0 a q)))))
(let ((?x3 (* (- 1.0) k)))
(not (and (> (+ ?x3 ?x2) 0.0))))))
(check-sat)
