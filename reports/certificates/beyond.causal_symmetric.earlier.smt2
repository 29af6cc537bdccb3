; Is there a violation of beyond.causal_symmetric.earlier among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun h () Real)
(declare-fun G () Real)
(declare-fun w () Real)
(declare-fun bound () Real)
(declare-fun cross () Real)
(assert
 (let (($x1 (>= lambda_1 0.0)))
 (and $x1)))
(assert
 (and (and (>= h 0.0)) (and (>= w 0.0)) (and (<= (+ w (* (- 1.0) G (+ 1.0 h))) 0.0))))
(assert
 (and (and (>= bound 0.0)) (and (<= (+ cross (* (- 1.0) bound)) 0.0))))
(assert
 (let ((?x2 (+ (* w (+ cross (* (- 1.0) lambda_1 (* h h)))) (* (- 1.0) G bound (+ 1.0 h)))))
(not (and (<= ?x2 0.0)))))
(check-sat)
