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
 (let ((?x184 (+ m rest)))
 (let (($x165 (> (* ?x184 (+ m rest (* lambda_k (+ m (* (- 1.0) rest))))) 0.0)))
 (let (($x186 (and (distinct ?x184 0.0) true)))
 (let (($x47 (> (* ?x184 (+ m rest (* lambda_k (+ rest (* (- 1.0) m))))) 0.0)))
 (and (and $x186 $x47) (and $x186 $x165)))))))
(assert
 (let ((?x71 (* m rest (+ 2.0 lambda_1 (* (- 1.0) lambda_k)) (+ 2.0 (* (- 1.0) lambda_1) (* (- 1.0) lambda_k)))))
(let ((?x162 (+ 2.0 lambda_1 lambda_k)))
(let ((?x32 (* rest rest)))
(let ((?x92 (* m m)))
(let ((?x179 (+ ?x92 ?x32)))
(let ((?x83 (+ (* m rest (* ?x162 ?x162)) (* (+ 2.0 (* (- 1.0) lambda_k)) ?x179 ?x162) ?x71)))
(let ((?x30 (* m rest (+ (* lambda_1 lambda_1) (* lambda_k (+ (- 2.0) lambda_k))))))
(let ((?x80 (+ (* (- 1.0) (+ lambda_1 (* lambda_k lambda_k)) ?x179) ?x30 (* m rest (+ lambda_k (* (- 1.0) lambda_1)) ?x162))))
(let ((?x135 (+ (* (- 1.0) lambda_k ?x179) (* m rest (+ lambda_1 lambda_k)) (* m rest (+ lambda_k (* (- 1.0) lambda_1))))))
(let ((?x133 (* (- 1.0) lambda_1)))
(let ((?x117 (+ lambda_k ?x133)))
(let (($x43 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x76 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x193 (or $x76 $x43 (and (< (* ?x117 ?x135) 0.0)) (and (< ?x80 0.0)) (and (< ?x83 0.0)))))
(not $x193))))))))))))))))
(check-sat)
