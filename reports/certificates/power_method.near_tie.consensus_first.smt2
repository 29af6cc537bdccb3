; Is there a violation of power_method.near_tie.consensus_first among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun lambda_2 () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (let ((?x1 (+ 1.0 lambda_1)))
(let (($x2 (and (distinct ?x1 0.0) true)))
(let (($x3 (and (and (> lambda_2 0.0)) (and $x2 (< (* (- 1.0) lambda_2 ?x1) 0.0)))))
(let (($x4 (and (and (<= lambda_2 0.0)) (and $x2 (>= (* (- 1.0) lambda_2 ?x1) 0.0)))))
(not (or $x4 $x3)))))))
(check-sat)
