; Is there a violation of power_method.complex_principal.local.grows among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun x () Real)
(declare-fun y () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> x 0.0)))
(assert
 (let ((?x1 (+ (- 1.0) (* (+ 1.0 (* alpha x)) (+ 1.0 (* alpha x))) (* (* alpha alpha) (* y y)))))
(not (and (> ?x1 0.0)))))
(check-sat)
