; Is there a violation of beyond.stable_splits.oja among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_j () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (let ((?x1 (* m rest (+ 2.0 lambda_j (* (- 1.0) lambda_k)) (+ 2.0 (* (- 1.0) lambda_j) (* (- 1.0) lambda_k)))))
(let ((?x2 (+ 2.0 lambda_j lambda_k)))
(let ((?x3 (* rest rest)))
(let ((?x4 (* m m)))
(let ((?x5 (+ ?x4 ?x3)))
(let ((?x6 (+ (* m rest (* ?x2 ?x2)) (* (+ 2.0 (* (- 1.0) lambda_k)) ?x5 ?x2) ?x1)))
(let ((?x7 (* m rest (+ (* lambda_j lambda_j) (* lambda_k (+ (- 2.0) lambda_k))))))
(let ((?x8 (+ (* (- 1.0) (+ lambda_j (* lambda_k lambda_k)) ?x5) ?x7 (* m rest (+ lambda_k (* (- 1.0) lambda_j)) ?x2))))
(let ((?x9 (+ (* (- 1.0) lambda_k ?x5) (* m rest (+ lambda_j lambda_k)) (* m rest (+ lambda_k (* (- 1.0) lambda_j))))))
(let ((?x10 (* (- 1.0) lambda_j)))
(let ((?x11 (+ lambda_k ?x10)))
(let ((?x12 (+ m rest)))
(let (($x13 (> (* ?x12 (+ m rest (* lambda_k (+ m (* (- 1.0) rest))))) 0.0)))
(let (($x14 (and (distinct ?x12 0.0) true)))
(let (($x15 (> (* ?x12 (+ m rest (* lambda_k (+ rest (* (- 1.0) m))))) 0.0)))
(let (($x16 (or (and (<= (+ (- 1.0) rest) 0.0)) (and (> (* lambda_k (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x17 (or (and (<= (+ (- 1.0) m) 0.0)) (and (> (* lambda_k (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x18 (and $x17 $x16 (and $x14 $x15) (and $x14 $x13) (and (> (* ?x11 ?x9) 0.0)) (and (> ?x8 0.0)) (and (> ?x6 0.0)))))
(not (not $x18)))))))))))))))))))))
(check-sat)
