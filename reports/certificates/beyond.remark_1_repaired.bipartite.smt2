; Is there a violation of beyond.remark_1_repaired.bipartite among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_k () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (and (> (+ 1.0 lambda_k) 0.0)) (and (< (+ (- 1.0) lambda_k) 0.0))))
(assert
 (let ((?x1 (+ m rest)))
(let (($x2 (> (* ?x1 (+ m rest (* lambda_k (+ m (* (- 1.0) rest))))) 0.0)))
(let (($x3 (and (distinct ?x1 0.0) true)))
(let (($x4 (> (* ?x1 (+ m rest (* lambda_k (+ rest (* (- 1.0) m))))) 0.0)))
(not (and (and $x3 $x4) (and $x3 $x2))))))))
(check-sat)
