; Is there a violation of beyond.theorem_1_consensus_repaired among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_d () Real)
(assert
 (and (>= (+ (- 2.0) n) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_k (* (- 1.0) lambda_1)) 0.0)))
(assert
 (and (<= (+ lambda_d (* (- 1.0) lambda_k)) 0.0)))
(assert
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (and (> (+ 1.0 lambda_k) 0.0)))
(assert
 (let ((?x1 (+ 1.0 lambda_k)))
(let ((?x2 (ite (>= ?x1 0.0) ?x1 (- ?x1))))
(let (($x3 (and (distinct ?x2 0.0) true)))
(let (($x4 (or (and $x3 (> (* ?x2 (+ 1.0 lambda_1 (* (- 1.0) ?x2))) 0.0)) (and $x3 (< (* ?x2 (+ 1.0 ?x2 lambda_1)) 0.0)))))
(let (($x5 (and (> ?x1 0.0))))
(not (and $x5 $x4))))))))
(check-sat)
