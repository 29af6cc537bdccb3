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
 (let ((?x333 (+ m rest)))
 (let (($x72 (> (* ?x333 (+ m rest (* lambda_k (+ m (* (- 1.0) rest))))) 0.0)))
 (let (($x211 (and (distinct ?x333 0.0) true)))
 (let (($x237 (> (* ?x333 (+ m rest (* lambda_k (+ rest (* (- 1.0) m))))) 0.0)))
 (and (and $x211 $x237) (and $x211 $x72)))))))
(assert
 (let ((?x344 (* m rest (+ 2.0 lambda_1 (* (- 1.0) lambda_k)) (+ 2.0 (* (- 1.0) lambda_1) (* (- 1.0) lambda_k)))))
(let ((?x16 (+ 2.0 lambda_1 lambda_k)))
(let ((?x281 (* rest rest)))
(let ((?x356 (* m m)))
(let ((?x110 (+ ?x356 ?x281)))
(let ((?x358 (+ (* m rest (* ?x16 ?x16)) (* (+ 2.0 (* (- 1.0) lambda_k)) ?x110 ?x16) ?x344)))
(let ((?x101 (* m rest (+ (* lambda_1 lambda_1) (* lambda_k (+ (- 2.0) lambda_k))))))
(let ((?x153 (+ (* (- 1.0) (+ lambda_1 (* lambda_k lambda_k)) ?x110) ?x101 (* m rest (+ lambda_k (* (- 1.0) lambda_1)) ?x16))))
(let ((?x255 (+ (* (- 1.0) lambda_k ?x110) (* m rest (+ lambda_1 lambda_k)) (* m rest (+ lambda_k (* (- 1.0) lambda_1))))))
(let ((?x133 (* (- 1.0) lambda_1)))
(let ((?x355 (+ lambda_k ?x133)))
(let (($x184 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x45 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x268 (or $x45 $x184 (and (< (* ?x355 ?x255) 0.0)) (and (< ?x153 0.0)) (and (< ?x358 0.0)))))
(not $x268))))))))))))))))
(check-sat)
