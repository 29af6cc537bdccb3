; Is there a violation of power_method.no_elimination.layers.logarithm among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun x () Real)
(assert
 (and (> x 0.0)))
(assert
 (let ((?x1 (+ 1.0 x)))
(let (($x2 (and (distinct ?x1 0.0) true)))
(let (($x3 (and (and $x2 (> (* x ?x1) 0.0)) (and $x2 (> (* x (* ?x1 ?x1)) 0.0)))))
(not $x3)))))
(check-sat)
