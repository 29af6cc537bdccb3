; Is there a violation of power_method.averages.positive among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun g () Real)
(declare-fun S () Real)
(declare-fun R () Real)
(declare-fun tau () Real)
(assert
 (and (and (>= R 0.0)) (and (>= S 0.0)) (and (> g 0.0))))
(assert
 (and (> (+ (* (- 1.0) S) (* R (* tau tau))) 0.0)))
(assert
 (let ((?x1 (* (- 1.0) S)))
(let ((?x2 (+ ?x1 (* (* tau tau) (+ R g)) (* (- 1.0) g (* tau tau)))))
(not (and (> (* g ?x2) 0.0))))))
(check-sat)
