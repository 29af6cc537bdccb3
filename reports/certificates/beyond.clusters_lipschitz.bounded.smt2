; Is there a violation of beyond.clusters_lipschitz.bounded among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun v () Real)
(declare-fun mean () Real)
(declare-fun speed () Real)
(declare-fun longest () Real)
(declare-fun bound () Real)
(assert
 (let (($x1 (>= v 0.0)))
 (and $x1)))
(assert
 (and (<= (+ speed (* (- 1.0) mean v)) 0.0)))
(assert
 (let (($x2 (<= (+ mean (* (- 1.0) longest)) 0.0)))
 (and $x2)))
(assert
 (let (($x3 (<= (+ longest (* (- 1.0) bound)) 0.0)))
 (and $x3)))
(assert
 (not (and (<= (+ speed (* (- 1.0) bound v)) 0.0))))
(check-sat)
