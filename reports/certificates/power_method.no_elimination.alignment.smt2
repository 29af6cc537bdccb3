; Is there a violation of power_method.no_elimination.alignment among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unknown
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun beta () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> beta 0.0)))
(assert
 (and (< (+ alpha (* (- 1.0) beta)) 0.0)))
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (and (>= (+ 1.0 (* beta lambda_j)) 0.0)))
(assert
 (let ((?x1 (* beta lambda_1)))
(let ((?x2 (+ 1.0 ?x1)))
(let ((?x3 (* beta lambda_j)))
(let ((?x4 (+ 1.0 ?x3)))
(let ((?x5 (* alpha lambda_1)))
(let ((?x6 (+ 1.0 ?x5)))
(let ((?x7 (* ?x6 ?x2 (+ (* ?x6 ?x4) (* (- 1.0) (+ 1.0 (* alpha lambda_j)) ?x2)))))
(let (($x8 (and (distinct ?x2 0.0) true)))
(let (($x9 (and (distinct ?x6 0.0) true)))
(let (($x10 (< (* ?x6 (+ (* alpha lambda_j) (* (- 1.0) alpha lambda_1))) 0.0)))
(let (($x11 (and (and $x8 (>= (* ?x2 ?x4) 0.0)) (and $x9 $x10) (and $x9 $x8 (< ?x7 0.0)))))
(not $x11)))))))))))))
(check-sat)
