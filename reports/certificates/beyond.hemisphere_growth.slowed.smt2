; Is there a violation of beyond.hemisphere_growth.slowed among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun q () Real)
(declare-fun g () Real)
(declare-fun e () Real)
(declare-fun rate () Real)
(assert
 (and (> q 0.0)))
(assert
 (let ((?x1 (+ (* rate (+ 1.0 e)) (* 2.0 g (+ 2.0 (* (- 1.0) g))))))
 (and (= ?x1 0.0))))
(assert
 (and (>= (+ e (* (- 1.0) q)) 0.0)))
(assert
 (not (and (>= (+ 2.0 (* q rate)) 0.0))))
(check-sat)
