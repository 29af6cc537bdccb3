; Is there a violation of clusters.negative_identity.sign among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun F () Real)
(declare-fun s () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (> F 0.0)))
(assert
 (and (= (+ (- 1.0) (* E F)) 0.0)))
(assert
 (and (<= (+ 1.0 s (* (- 1.0) E)) 0.0)))
(assert
 (and (<= (+ 1.0 (* (- 1.0) F) (* (- 1.0) s)) 0.0)))
(assert
 (not (and (>= (* s (+ (- 1.0) E)) 0.0))))
(check-sat)
