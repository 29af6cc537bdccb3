; Is there a violation of clusters.negative_identity.decrease among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun Z () Real)
(declare-fun q () Real)
(declare-fun r () Real)
(assert
 (and (> Z 0.0)))
(assert
 (let (($x1 (>= q 0.0)))
 (and $x1)))
(assert
 (and (= (+ (* (- 1.0) q) (* Z r)) 0.0)))
(assert
 (let (($x2 (and (and (<= (* (- 2.0) r) 0.0)) (or (and (= q 0.0)) (and (< (* (- 2.0) r) 0.0))))))
(not $x2)))
(check-sat)
