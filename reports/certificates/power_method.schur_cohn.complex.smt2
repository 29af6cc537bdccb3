; Is there a violation of power_method.schur_cohn.complex among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun trace () Real)
(declare-fun det () Real)
(declare-fun w () Real)
(declare-fun u () Real)
(assert
 (and (and (< (+ (- 1.0) det) 0.0)) (and (< (+ (- 1.0) trace (* (- 1.0) det)) 0.0)) (and (< (+ (- 1.0) (* (- 1.0) det) (* (- 1.0) trace)) 0.0))))
(assert
 (and (and (= (+ (* (- 1.0) trace) (* 2.0 u)) 0.0)) (and (= (+ (* u u) (* w w) (* (- 1.0) det)) 0.0))))
(assert
 (not (and (< (+ (- 1.0) (* u u) (* w w)) 0.0))))
(check-sat)
