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
 (let (($x13 (and (> lambda_j 0.0))))
 (or $x13 (and (< lambda_j 0.0)))))
(assert
 (let ((?x594 (+ m rest)))
 (let (($x447 (> (* ?x594 (+ m rest (* lambda_1 (+ m (* (- 1.0) rest))))) 0.0)))
 (let (($x504 (and (distinct ?x594 0.0) true)))
 (let (($x363 (> (* ?x594 (+ m rest (* lambda_1 (+ rest (* (- 1.0) m))))) 0.0)))
 (and (and $x504 $x363) (and $x504 $x447)))))))
(assert
 (let (($x13 (and (> lambda_j 0.0))))
 (or $x13 (and (> (+ m (* (- 1.0) rest)) 0.0)) (and (< (+ m (* (- 1.0) rest)) 0.0)))))
(assert
 (let ((?x229 (* m rest (+ 2.0 lambda_j (* (- 1.0) lambda_1)) (+ 2.0 (* (- 1.0) lambda_1) (* (- 1.0) lambda_j)))))
(let ((?x410 (+ 2.0 lambda_1 lambda_j)))
(let ((?x483 (* rest rest)))
(let ((?x276 (* m m)))
(let ((?x395 (+ ?x276 ?x483)))
(let ((?x520 (+ (* m rest (* ?x410 ?x410)) (* (+ 2.0 (* (- 1.0) lambda_1)) ?x395 ?x410) ?x229)))
(let ((?x116 (* m rest (+ (* lambda_j lambda_j) (* lambda_1 (+ (- 2.0) lambda_1))))))
(let ((?x290 (+ (* (- 1.0) (+ lambda_j (* lambda_1 lambda_1)) ?x395) ?x116 (* m rest (+ lambda_1 (* (- 1.0) lambda_j)) ?x410))))
(let ((?x308 (+ (* (- 1.0) lambda_1 ?x395) (* m rest (+ lambda_1 lambda_j)) (* m rest (+ lambda_1 (* (- 1.0) lambda_j))))))
(let ((?x195 (* (- 1.0) lambda_j)))
(let ((?x332 (+ lambda_1 ?x195)))
(let (($x453 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_1 (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x592 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_1 (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x492 (or $x592 $x453 (and (< (* ?x332 ?x308) 0.0)) (and (< ?x290 0.0)) (and (< ?x520 0.0)))))
(not $x492))))))))))))))))
(check-sat)
