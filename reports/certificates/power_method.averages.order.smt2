; Is there a violation of power_method.averages.order among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun t_i () Real)
(declare-fun t_j () Real)
(declare-fun b () Real)
(declare-fun a () Real)
(assert
 (and (> t_i 0.0)))
(assert
 (and (> t_j 0.0)))
(assert
 (and (> (+ t_i (* (- 1.0) t_j)) 0.0)))
(assert
 (and (and (>= b 0.0)) (and (> (+ a (* (- 1.0) b)) 0.0))))
(assert
 (let ((?x1 (+ (* t_i (* b b)) (* t_j (* a a)) (* (- 1.0) t_i (* a a)) (* (- 1.0) t_j (* b b)))))
(let (($x2 (and (and (distinct t_i 0.0) true) (and (distinct t_j 0.0) true) (< (* t_i t_j ?x1) 0.0))))
(not $x2))))
(check-sat)
