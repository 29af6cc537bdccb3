; Is there a violation of beyond.polygons_opening.closes among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun y () Real)
(declare-fun x () Real)
(declare-fun p () Real)
(declare-fun q () Real)
(assert
 (and (and (>= x 0.0)) (and (>= y 0.0)) (and (> (+ x y) 0.0))))
(assert
 (and (< p 0.0)))
(assert
 (and (< (+ p q) 0.0)))
(assert
 (let ((?x1 (+ (* x (+ (* x (+ p q)) (* y (+ p (* (- 1.0) q))))) (* y (+ (* x (+ p (* (- 1.0) q))) (* y (+ p q)))))))
(not (and (< ?x1 0.0)))))
(check-sat)
