; Is there a violation of clusters.theorem_boolean.captured.product among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun x () Real)
(declare-fun top () Real)
(declare-fun a () Real)
(declare-fun F () Real)
(declare-fun k () Real)
(declare-fun f () Real)
(assert
 (and (and (<= (+ x (* (- 1.0) top)) 0.0)) (and (> x 0.0))))
(assert
 (let (($x1 (>= (+ k (* (- 1.0) a (* top top)) (* F a top)) 0.0)))
 (and (and (>= k 0.0)) (and (>= (+ k (* a f x) (* (- 1.0) a top x)) 0.0)) (and $x1))))
(assert
 (and (> (+ (* (- 1.0) k) (* a top x)) 0.0)))
(assert
 (let ((?x2 (* 2.0 k)))
(let ((?x3 (+ ?x2 (* a (+ (* F x) (* f top))) (* (- 2.0) a top x))))
(not (and (>= ?x3 0.0))))))
(check-sat)
