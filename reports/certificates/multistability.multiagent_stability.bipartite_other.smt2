; Is there a violation of multistability.multiagent_stability.bipartite_other among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_k (* (- 1.0) lambda_1)) 0.0)))
(assert
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (let ((?x1 (+ (* (- 1.0) lambda_k (+ (* m m) (* rest rest))) (* m rest (+ lambda_1 lambda_k)) (* m rest (+ lambda_k (* (- 1.0) lambda_1))))))
(let ((?x2 (* (- 1.0) lambda_1)))
(let ((?x3 (+ lambda_k ?x2)))
(let ((?x4 (+ (* (- 1.0) lambda_1 (+ (* m m) (* rest rest))) (* (- 2.0) lambda_k m rest) (* (- 2.0) m rest (+ lambda_1 (* (- 1.0) lambda_k))))))
(let (($x5 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x6 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ m (* (- 1.0) rest))) 0.0)))))
(not (or $x6 $x5 (and (< ?x4 0.0)) (and (< (* ?x3 ?x1) 0.0)))))))))))
(check-sat)
