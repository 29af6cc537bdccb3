; Is there a violation of power_method.longer_step.not_needed among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(declare-fun lambda_d () Real)
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (and (<= (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (<= (+ (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x1 (+ 1.0 lambda_1)))
(let ((?x2 (ite (>= ?x1 0.0) ?x1 (- ?x1))))
(let ((?x3 (* (- 1.0) ?x2)))
(let (($x4 (and (distinct ?x2 0.0) true)))
(let (($x5 (and (and $x4 (> (* ?x2 (+ 1.0 ?x2)) 0.0)) (and $x4 (< (* ?x2 (+ 1.0 ?x3)) 0.0)) (and $x4 (> (* ?x2 (+ 1.0 ?x2 lambda_j)) 0.0)) (and $x4 (< (* ?x2 (+ 1.0 lambda_j ?x3)) 0.0)))))
(not $x5)))))))
(check-sat)
