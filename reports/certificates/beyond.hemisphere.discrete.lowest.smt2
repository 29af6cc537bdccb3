; Is there a violation of beyond.hemisphere.discrete.lowest among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun tau () Real)
(declare-fun H () Real)
(declare-fun mu () Real)
(declare-fun r () Real)
(declare-fun S () Real)
(declare-fun after () Real)
(declare-fun m () Real)
(assert
 (and (> tau 0.0)))
(assert
 (and (> H 0.0)))
(assert
 (and (> mu 0.0)))
(assert
 (and (> r 0.0)))
(assert
 (and (= (+ (* (- 1.0) m) (* after r) (* (- 1.0) S tau)) 0.0)))
(assert
 (and (<= (+ (- 1.0) r (* (- 1.0) H tau)) 0.0)))
(assert
 (and (and (>= (+ m (* (- 1.0) mu)) 0.0)) (and (<= (+ (* (- 1.0) S) (* H mu)) 0.0))))
(assert
 (not (and (>= (+ after (* (- 1.0) mu)) 0.0))))
(check-sat)
