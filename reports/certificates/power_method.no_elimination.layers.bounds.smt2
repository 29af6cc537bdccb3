; Is there a violation of power_method.no_elimination.layers.bounds among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun x () Real)
(declare-fun l () Real)
(declare-fun tau () Real)
(assert
 (and (> x 0.0)))
(assert
 (and (<= (+ l (* (- 1.0) x)) 0.0)))
(assert
 (and (>= (+ (* (- 1.0) x) (* l (+ 1.0 x))) 0.0)))
(assert
 (and (= (+ (- 1.0) (* l tau)) 0.0)))
(assert
 (let (($x1 (and (distinct x 0.0) true)))
(let (($x2 (and $x1 (<= (* x (+ (- 1.0) (* (- 1.0) x) (* tau x))) 0.0))))
(not (and (and $x1 (>= (* x (+ (- 1.0) (* tau x))) 0.0)) $x2)))))
(check-sat)
