; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(assert
 (>= m 1.0))
(assert
 (>= rest 1.0))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_k (* (- 1.0) lambda_1)) 0.0)))
(assert
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (let ((?x99 (+ m rest)))
 (let (($x15 (> (* ?x99 (+ m rest (* lambda_k (+ m (* (- 1.0) rest))))) 0.0)))
 (let (($x70 (and (distinct ?x99 0.0) true)))
 (let (($x135 (> (* ?x99 (+ m rest (* lambda_k (+ rest (* (- 1.0) m))))) 0.0)))
 (and (and $x70 $x135) (and $x70 $x15)))))))
(assert
 (let ((?x54 (* m rest (+ 2.0 lambda_1 (* (- 1.0) lambda_k)) (+ 2.0 (* (- 1.0) lambda_1) (* (- 1.0) lambda_k)))))
(let ((?x389 (+ 2.0 lambda_1 lambda_k)))
(let ((?x147 (* rest rest)))
(let ((?x127 (* m m)))
(let ((?x241 (+ ?x127 ?x147)))
(let ((?x356 (+ (* m rest (* ?x389 ?x389)) (* (+ 2.0 (* (- 1.0) lambda_k)) ?x241 ?x389) ?x54)))
(let ((?x171 (* m rest (+ (* lambda_1 lambda_1) (* lambda_k (+ (- 2.0) lambda_k))))))
(let ((?x186 (+ (* (- 1.0) (+ lambda_1 (* lambda_k lambda_k)) ?x241) ?x171 (* m rest (+ lambda_k (* (- 1.0) lambda_1)) ?x389))))
(let ((?x178 (+ (* (- 1.0) lambda_k ?x241) (* m rest (+ lambda_1 lambda_k)) (* m rest (+ lambda_k (* (- 1.0) lambda_1))))))
(let ((?x133 (* (- 1.0) lambda_1)))
(let ((?x151 (+ lambda_k ?x133)))
(let (($x123 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x233 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x185 (or $x233 $x123 (and (< (* ?x151 ?x178) 0.0)) (and (< ?x186 0.0)) (and (< ?x356 0.0)))))
(not $x185))))))))))))))))
(check-sat)
