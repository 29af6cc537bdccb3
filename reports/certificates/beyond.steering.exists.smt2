; Is there a violation of beyond.steering.exists among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun h () Real)
(declare-fun k () Real)
(declare-fun s () Real)
(declare-fun g_near () Real)
(declare-fun g_far () Real)
(assert
 (and (> h 0.0)))
(assert
 (and (> k 0.0)))
(assert
 (and (> (+ s (* (- 1.0) h) (* (- 2.0) k)) 0.0)))
(assert
 (and (and (<= (+ g_near (* (- 1.0) k)) 0.0)) (and (>= (+ g_near k) 0.0))))
(assert
 (let ((?x1 (* (- 1.0) h)))
 (let ((?x2 (+ (ite (>= s 0.0) s (- s)) k ?x1)))
 (let ((?x3 (* k k)))
 (let ((?x4 (* (- 1.0) ?x3)))
 (and (and (<= (+ ?x4 (* g_far ?x2)) 0.0)) (and (<= (+ ?x4 (* (- 1.0) g_far ?x2)) 0.0))))))))
(assert
 (let (($x5 (and (and (> (+ k (* (- 1.0) g_far)) 0.0)) (and (< (+ h k (* (- 1.0) g_near) (* (- 1.0) s)) 0.0)))))
(not $x5)))
(check-sat)
