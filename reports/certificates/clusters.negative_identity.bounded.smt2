; Is there a violation of clusters.negative_identity.bounded among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun y () Real)
(declare-fun others () Real)
(declare-fun W () Real)
(declare-fun W_0 () Real)
(assert
 (and (<= (+ 1.0 y (* (- 1.0) E)) 0.0)))
(assert
 (and (and (>= others 0.0)) (and (= (+ W (* (- 1.0) E) (* (- 1.0) others)) 0.0))))
(assert
 (let (($x1 (<= (+ W (* (- 1.0) W_0)) 0.0)))
 (and $x1)))
(assert
 (not (and (<= (+ 1.0 y (* (- 1.0) W_0)) 0.0))))
(check-sat)
