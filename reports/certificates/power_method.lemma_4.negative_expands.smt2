; Is there a violation of power_method.lemma_4.negative_expands among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_d () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (let (($x1 (<= (+ lambda_d (* (- 1.0) lambda_k)) 0.0)))
 (and $x1)))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (and (< (+ 1.0 lambda_k) 0.0)))
(assert
 (let ((?x2 (+ 1.0 lambda_k)))
(let ((?x3 (ite (>= ?x2 0.0) ?x2 (- ?x2))))
(let (($x4 (and (and (distinct ?x3 0.0) true) (> (* ?x3 (+ 1.0 lambda_1 (* (- 1.0) ?x3))) 0.0))))
(not $x4)))))
(check-sat)
