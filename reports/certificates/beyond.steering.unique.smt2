; Is there a violation of beyond.steering.unique among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun h () Real)
(declare-fun k () Real)
(declare-fun q_1 () Real)
(declare-fun q_2 () Real)
(assert
 (and (> h 0.0)))
(assert
 (and (> k 0.0)))
(assert
 (and (> q_1 0.0)))
(assert
 (and (> q_2 0.0)))
(assert
 (and (and (> (+ q_1 (* (- 1.0) h) (* (- 1.0) k)) 0.0)) (and (> (+ q_2 (* (- 1.0) h) (* (- 1.0) k)) 0.0))))
(assert
 (let ((?x1 (* k k)))
(let ((?x2 (+ ?x1 (* (- 1.0) (+ q_1 (* (- 1.0) h)) (+ q_2 (* (- 1.0) h))))))
(not (and (< ?x2 0.0))))))
(check-sat)
