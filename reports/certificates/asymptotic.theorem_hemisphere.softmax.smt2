; Is there a violation of asymptotic.theorem_hemisphere.softmax among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun E () Real)
(declare-fun k () Real)
(declare-fun Z () Real)
(declare-fun a () Real)
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (> E 0.0)))
(assert
 (and (> k 0.0)))
(assert
 (and (> Z 0.0)))
(assert
 (and (= (+ (* (- 1.0) k) (* Z a)) 0.0)))
(assert
 (and (>= (+ (* (- 1.0) Z) (* E k n)) 0.0)))
(assert
 (not (and (>= (+ (- 1.0) (* E a n)) 0.0))))
(check-sat)
