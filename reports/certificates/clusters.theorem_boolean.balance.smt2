; Is there a violation of clusters.theorem_boolean.balance among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun k () Real)
(declare-fun m () Real)
(declare-fun a () Real)
(declare-fun below () Real)
(declare-fun above () Real)
(declare-fun E_below () Real)
(declare-fun E_above () Real)
(assert
 (and (>= (+ (- 1.0) k) 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (> a 0.0)))
(assert
 (and (and (> above 0.0)) (and (< below 0.0))))
(assert
 (and (and (> E_above 0.0)) (and (> E_below 0.0))))
(assert
 (let ((?x1 (+ (* E_above k (* above above)) (* E_below m (* below below)))))
(not (and (> (* a ?x1) 0.0)))))
(check-sat)
