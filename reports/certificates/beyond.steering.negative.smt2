; Is there a violation of beyond.steering.negative among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun h () Real)
(declare-fun k () Real)
(declare-fun size () Real)
(declare-fun g_near () Real)
(declare-fun g_far () Real)
(assert
 (and (> h 0.0)))
(assert
 (and (> k 0.0)))
(assert
 (and (> size 0.0)))
(assert
 (and (> (+ size (* (- 1.0) h) (* (- 2.0) k)) 0.0)))
(assert
 (and (and (<= (+ g_near (* (- 1.0) k)) 0.0)) (and (>= (+ g_near k) 0.0))))
(assert
 (let ((?x1 (* k k)))
 (let ((?x2 (* (- 1.0) ?x1)))
 (let (($x3 (<= (+ ?x2 (* (- 1.0) g_far (+ k size (* (- 1.0) h)))) 0.0)))
 (let (($x4 (and (<= (+ ?x2 (* g_far (+ k size (* (- 1.0) h)))) 0.0))))
 (and $x4 (and $x3)))))))
(assert
 (let (($x5 (> (+ size (* (- 1.0) g_near) (* (- 1.0) h) (* (- 1.0) k)) 0.0)))
(let (($x6 (and (and (< (+ (* (- 1.0) g_far) (* (- 1.0) k)) 0.0)) (and $x5))))
(not $x6))))
(check-sat)
