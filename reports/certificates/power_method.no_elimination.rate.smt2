; Is there a violation of power_method.no_elimination.rate among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun beta () Real)
(declare-fun lambda_1 () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> beta 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ alpha (* (- 1.0) beta)) 0.0)))
(assert
 (let ((?x1 (* beta lambda_1)))
(let ((?x2 (+ 1.0 ?x1)))
(let ((?x3 (* alpha lambda_1)))
(let ((?x4 (+ 1.0 ?x3)))
(let (($x5 (and (distinct ?x2 0.0) true)))
(let (($x6 (and (distinct ?x4 0.0) true)))
(let (($x7 (and $x6 $x5 (< (* ?x4 ?x2 (+ ?x3 (* (- 1.0) beta lambda_1))) 0.0))))
(let (($x8 (and (and $x5 (> ?x2 0.0)) (and $x6 (< (* (- 1.0) alpha lambda_1 ?x4) 0.0)) $x7)))
(not $x8))))))))))
(check-sat)
