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
 (let (($x228 (and (> lambda_j 0.0))))
 (or $x228 (and (< lambda_j 0.0)))))
(assert
 (let ((?x273 (+ m rest)))
 (let (($x187 (> (* ?x273 (+ m rest (* lambda_1 (+ m (* (- 1.0) rest))))) 0.0)))
 (let (($x41 (and (distinct ?x273 0.0) true)))
 (let (($x184 (> (* ?x273 (+ m rest (* lambda_1 (+ rest (* (- 1.0) m))))) 0.0)))
 (and (and $x41 $x184) (and $x41 $x187)))))))
(assert
 (let (($x228 (and (> lambda_j 0.0))))
 (or $x228 (and (> (+ m (* (- 1.0) rest)) 0.0)) (and (< (+ m (* (- 1.0) rest)) 0.0)))))
(assert
 (let ((?x423 (* m rest (+ 2.0 lambda_j (* (- 1.0) lambda_1)) (+ 2.0 (* (- 1.0) lambda_1) (* (- 1.0) lambda_j)))))
(let ((?x84 (+ 2.0 lambda_1 lambda_j)))
(let ((?x244 (* rest rest)))
(let ((?x356 (* m m)))
(let ((?x178 (+ ?x356 ?x244)))
(let ((?x106 (+ (* m rest (* ?x84 ?x84)) (* (+ 2.0 (* (- 1.0) lambda_1)) ?x178 ?x84) ?x423)))
(let ((?x138 (* m rest (+ (* lambda_j lambda_j) (* lambda_1 (+ (- 2.0) lambda_1))))))
(let ((?x408 (+ (* (- 1.0) (+ lambda_j (* lambda_1 lambda_1)) ?x178) ?x138 (* m rest (+ lambda_1 (* (- 1.0) lambda_j)) ?x84))))
(let ((?x367 (+ (* (- 1.0) lambda_1 ?x178) (* m rest (+ lambda_1 lambda_j)) (* m rest (+ lambda_1 (* (- 1.0) lambda_j))))))
(let ((?x248 (* (- 1.0) lambda_j)))
(let ((?x210 (+ lambda_1 ?x248)))
(let (($x410 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_1 (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x170 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_1 (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x330 (or $x170 $x410 (and (< (* ?x210 ?x367) 0.0)) (and (< ?x408 0.0)) (and (< ?x106 0.0)))))
(not $x330))))))))))))))))
(check-sat)
