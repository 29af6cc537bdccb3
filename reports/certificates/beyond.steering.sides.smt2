; Is there a violation of beyond.steering.sides among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun tau_2 () Real)
(declare-fun tau () Real)
(declare-fun a_2 () Real)
(declare-fun a () Real)
(assert
 (and (and (>= (+ a a_2) 0.0)) (and (>= (+ tau tau_2) 0.0)) (and (<= (+ a a_2) 0.0)) (and (<= (+ tau tau_2) 0.0))))
(assert
 (let (($x1 (and (and (> (+ a tau) 0.0)) (and (< (+ a_2 tau_2) 0.0)))))
(not (or (and (<= (+ a tau) 0.0)) $x1))))
(check-sat)
