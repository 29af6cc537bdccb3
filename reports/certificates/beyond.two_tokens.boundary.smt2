; Is there a violation of beyond.two_tokens.boundary among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun tau () Real)
(declare-fun c () Real)
(declare-fun R () Real)
(assert
 (and (> (* c tau) 0.0)))
(assert
 (let (($x1 (< (+ (* (- 4.0) (* c c)) (* (* R R) (* tau tau))) 0.0)))
 (and $x1)))
(assert
 (not (and (> (* tau (+ (* 2.0 c) (* R tau))) 0.0))))
(check-sat)
