; Is there a violation of beyond.steering.flips among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun other () Real)
(declare-fun mu () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> other 0.0)))
(assert
 (let (($x1 (> (+ (- 2.0) (* alpha (+ (* (- 1.0) mu) (* (- 1.0) other)))) 0.0)))
 (and $x1)))
(assert
 (let (($x2 (> (+ (- 2.0) (* (- 1.0) alpha mu) (* (- 1.0) alpha other)) 0.0)))
(not (and (and (< (+ 1.0 (* alpha mu)) 0.0)) (and $x2)))))
(check-sat)
