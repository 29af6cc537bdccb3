; Is there a violation of power_method.lemma_8.classes among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun N () Real)
(declare-fun s () Real)
(declare-fun x () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> N 0.0)))
(assert
 (and (= (+ (* (- 1.0) x) (* N x) (* (- 1.0) alpha s)) 0.0)))
(assert
 (let (($x1 (and (and (distinct alpha 0.0) true) (= (+ (* alpha s) (* (- 1.0) x (+ (- 1.0) N))) 0.0))))
(not $x1)))
(check-sat)
