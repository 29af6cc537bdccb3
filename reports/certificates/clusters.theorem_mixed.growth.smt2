; Is there a violation of clusters.theorem_mixed.growth among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unknown
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun k () Real)
(declare-fun g () Real)
(declare-fun f () Real)
(declare-fun b () Real)
(declare-fun a () Real)
(declare-fun N () Real)
(declare-fun L () Real)
(assert
 (and (and (>= a 0.0)) (and (>= b 0.0)) (and (>= f 0.0)) (and (>= g 0.0)) (and (>= k 0.0))))
(assert
 (and (and (<= (+ N (* (- 1.0) L)) 0.0)) (and (> N 0.0))))
(assert
 (and (<= (+ a (* (- 1.0) L f)) 0.0)))
(assert
 (and (<= (+ b (* (- 1.0) N g)) 0.0)))
(assert
 (let ((?x1 (+ (* b (+ b (* 2.0 a))) (* (- 1.0) L N g (+ g (* 2.0 f))))))
(not (and (<= (* k ?x1) 0.0)))))
(check-sat)
