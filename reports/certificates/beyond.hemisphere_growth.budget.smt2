; Is there a violation of beyond.hemisphere_growth.budget among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun L () Real)
(declare-fun kappa () Real)
(declare-fun g_1 () Real)
(declare-fun g_0 () Real)
(declare-fun lost () Real)
(assert
 (and (> L 0.0)))
(assert
 (and (> kappa 0.0)))
(assert
 (and (> (+ (- 1.0) (* g_1 kappa)) 0.0)))
(assert
 (let ((?x1 (* (- 2.0) L)))
 (let ((?x2 (+ ?x1 (* (+ (- 1.0) (* g_1 kappa)) (+ g_0 (* (- 1.0) g_1))))))
 (and (> ?x2 0.0)))))
(assert
 (let (($x3 (<= (+ (* (- 2.0) L) (* lost (+ (- 1.0) (* g_1 kappa)))) 0.0)))
 (and $x3)))
(assert
 (not (and (> (+ g_0 (* (- 1.0) g_1) (* (- 1.0) lost)) 0.0))))
(check-sat)
