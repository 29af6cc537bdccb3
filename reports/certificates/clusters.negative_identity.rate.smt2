; Is there a violation of clusters.negative_identity.rate among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun T () Real)
(declare-fun rate () Real)
(assert
 (and (> w 0.0)))
(assert
 (let (($x1 (>= (+ w (* (- 1.0) T)) 0.0)))
 (and $x1)))
(assert
 (and (= (* w (+ (* (- 2.0) T) (* rate w))) 0.0)))
(assert
 (not (and (<= (+ (- 2.0) rate) 0.0))))
(check-sat)
