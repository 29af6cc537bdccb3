; Is there a violation of clusters.theorem_boolean.captured.square among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun top () Real)
(declare-fun a () Real)
(declare-fun F () Real)
(declare-fun k () Real)
(declare-fun x () Real)
(declare-fun f () Real)
(assert
 (let (($x1 (>= (+ k (* (- 1.0) a (* top top)) (* F a top)) 0.0)))
 (let (($x2 (and (>= (+ k (* a f x) (* (- 1.0) a top x)) 0.0))))
 (and (and (>= k 0.0)) $x2 (and $x1)))))
(assert
 (and (> (+ (* (- 1.0) k) (* a top x)) 0.0)))
(assert
 (let (($x2 (and (>= (+ k (* a f x) (* (- 1.0) a top x)) 0.0))))
(not (and (and (> (* a f x) 0.0)) $x2))))
(check-sat)
