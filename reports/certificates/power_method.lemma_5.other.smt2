; Is there a violation of power_method.lemma_5.other among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
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
 (let ((?x1 (+ m rest)))
 (let (($x2 (> (* ?x1 (+ m rest (* lambda_k (+ m (* (- 1.0) rest))))) 0.0)))
 (let (($x3 (and (distinct ?x1 0.0) true)))
 (let (($x4 (> (* ?x1 (+ m rest (* lambda_k (+ rest (* (- 1.0) m))))) 0.0)))
 (and (and $x3 $x4) (and $x3 $x2)))))))
(assert
 (let ((?x5 (* m rest (+ 2.0 lambda_1 (* (- 1.0) lambda_k)) (+ 2.0 (* (- 1.0) lambda_1) (* (- 1.0) lambda_k)))))
(let ((?x6 (+ 2.0 lambda_1 lambda_k)))
(let ((?x7 (* rest rest)))
(let ((?x8 (* m m)))
(let ((?x9 (+ ?x8 ?x7)))
(let ((?x10 (+ (* m rest (* ?x6 ?x6)) (* (+ 2.0 (* (- 1.0) lambda_k)) ?x9 ?x6) ?x5)))
(let ((?x11 (* m rest (+ (* lambda_1 lambda_1) (* lambda_k (+ (- 2.0) lambda_k))))))
(let ((?x12 (+ (* (- 1.0) (+ lambda_1 (* lambda_k lambda_k)) ?x9) ?x11 (* m rest (+ lambda_k (* (- 1.0) lambda_1)) ?x6))))
(let ((?x13 (+ (* (- 1.0) lambda_k ?x9) (* m rest (+ lambda_1 lambda_k)) (* m rest (+ lambda_k (* (- 1.0) lambda_1))))))
(let ((?x14 (* (- 1.0) lambda_1)))
(let ((?x15 (+ lambda_k ?x14)))
(let (($x16 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x17 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x18 (or $x17 $x16 (and (< (* ?x15 ?x13) 0.0)) (and (< ?x12 0.0)) (and (< ?x10 0.0)))))
(not $x18))))))))))))))))
(check-sat)
