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
 (let ((?x29 (+ m rest)))
 (let (($x63 (> (* ?x29 (+ m rest (* lambda_k (+ m (* (- 1.0) rest))))) 0.0)))
 (let (($x179 (and (distinct ?x29 0.0) true)))
 (let (($x52 (> (* ?x29 (+ m rest (* lambda_k (+ rest (* (- 1.0) m))))) 0.0)))
 (and (and $x179 $x52) (and $x179 $x63)))))))
(assert
 (let ((?x249 (* m rest (+ 2.0 lambda_1 (* (- 1.0) lambda_k)) (+ 2.0 (* (- 1.0) lambda_1) (* (- 1.0) lambda_k)))))
(let ((?x237 (+ 2.0 lambda_1 lambda_k)))
(let ((?x181 (* rest rest)))
(let ((?x222 (* m m)))
(let ((?x202 (+ ?x222 ?x181)))
(let ((?x250 (+ (* m rest (* ?x237 ?x237)) (* (+ 2.0 (* (- 1.0) lambda_k)) ?x202 ?x237) ?x249)))
(let ((?x236 (* m rest (+ (* lambda_1 lambda_1) (* lambda_k (+ (- 2.0) lambda_k))))))
(let ((?x239 (+ (* (- 1.0) (+ lambda_1 (* lambda_k lambda_k)) ?x202) ?x236 (* m rest (+ lambda_k (* (- 1.0) lambda_1)) ?x237))))
(let ((?x214 (+ (* (- 1.0) lambda_k ?x202) (* m rest (+ lambda_1 lambda_k)) (* m rest (+ lambda_k (* (- 1.0) lambda_1))))))
(let ((?x58 (* (- 1.0) lambda_1)))
(let ((?x200 (+ lambda_k ?x58)))
(let (($x220 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x218 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x253 (or $x218 $x220 (and (< (* ?x200 ?x214) 0.0)) (and (< ?x239 0.0)) (and (< ?x250 0.0)))))
(not $x253))))))))))))))))
(check-sat)
