; Is there a violation of clusters.theorem_boolean.needs.zero among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun e () Real)
(declare-fun r () Real)
(declare-fun P () Real)
(assert
 (and (> e 0.0)))
(assert
 (and (> r 0.0)))
(assert
 (and (= (+ (* (- 1.0) e) (* P (+ e r))) 0.0)))
(assert
 (not (and (and (> P 0.0)) (and (< (+ (- 1.0) P) 0.0)))))
(check-sat)
