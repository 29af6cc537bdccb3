; Is there a violation of beyond.steering.orthogonal among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun h () Real)
(declare-fun k () Real)
(declare-fun q () Real)
(assert
 (and (> h 0.0)))
(assert
 (and (> k 0.0)))
(assert
 (and (> q 0.0)))
(assert
 (let (($x1 (<= (+ (* (- 1.0) (* k k)) (* q (+ q (* (- 1.0) h)))) 0.0)))
 (and (and (> (+ q (* (- 1.0) h)) 0.0)) (and $x1))))
(assert
 (not (and (< (+ q (* (- 1.0) h) (* (- 1.0) k)) 0.0))))
(check-sat)
