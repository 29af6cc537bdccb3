; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(assert
 (>= m 1.0))
(assert
 (>= rest 1.0))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (let (($x343 (and (> lambda_j 0.0))))
 (or $x343 (and (< lambda_j 0.0)))))
(assert
 (let ((?x66 (+ m rest)))
 (let (($x271 (> (* ?x66 (+ m rest (* lambda_1 (+ m (* (- 1.0) rest))))) 0.0)))
 (let (($x85 (and (distinct ?x66 0.0) true)))
 (let (($x115 (> (* ?x66 (+ m rest (* lambda_1 (+ rest (* (- 1.0) m))))) 0.0)))
 (and (and $x85 $x115) (and $x85 $x271)))))))
(assert
 (let (($x343 (and (> lambda_j 0.0))))
 (or $x343 (and (> (+ m (* (- 1.0) rest)) 0.0)) (and (< (+ m (* (- 1.0) rest)) 0.0)))))
(assert
 (let ((?x236 (* m rest (+ 2.0 lambda_j (* (- 1.0) lambda_1)) (+ 2.0 (* (- 1.0) lambda_1) (* (- 1.0) lambda_j)))))
(let ((?x308 (+ 2.0 lambda_1 lambda_j)))
(let ((?x169 (* rest rest)))
(let ((?x321 (* m m)))
(let ((?x99 (+ ?x321 ?x169)))
(let ((?x153 (+ (* m rest (* ?x308 ?x308)) (* (+ 2.0 (* (- 1.0) lambda_1)) ?x99 ?x308) ?x236)))
(let ((?x373 (* m rest (+ (* lambda_j lambda_j) (* lambda_1 (+ (- 2.0) lambda_1))))))
(let ((?x73 (+ (* (- 1.0) (+ lambda_j (* lambda_1 lambda_1)) ?x99) ?x373 (* m rest (+ lambda_1 (* (- 1.0) lambda_j)) ?x308))))
(let ((?x262 (+ (* (- 1.0) lambda_1 ?x99) (* m rest (+ lambda_1 lambda_j)) (* m rest (+ lambda_1 (* (- 1.0) lambda_j))))))
(let ((?x227 (* (- 1.0) lambda_j)))
(let ((?x338 (+ lambda_1 ?x227)))
(let (($x440 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_1 (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x229 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_1 (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x293 (or $x229 $x440 (and (< (* ?x338 ?x262) 0.0)) (and (< ?x73 0.0)) (and (< ?x153 0.0)))))
(not $x293))))))))))))))))
(check-sat)
