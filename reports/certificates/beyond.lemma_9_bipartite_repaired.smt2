; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(assert
 (> E 0.0))
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
 (let ((?x143 (* E rest)))
 (let ((?x464 (+ m ?x143)))
 (let (($x203 (> (* ?x464 (+ m ?x143 (* lambda_k (+ (* (- 1.0) m) ?x143)))) 0.0)))
 (let (($x124 (and (distinct ?x464 0.0) true)))
 (let ((?x382 (* E m)))
 (let ((?x255 (+ rest ?x382)))
 (let (($x210 (> (* ?x255 (+ rest ?x382 (* lambda_k (+ (* (- 1.0) rest) ?x382)))) 0.0)))
 (let (($x183 (and (distinct ?x255 0.0) true)))
 (and (and $x183 $x210) (and $x124 $x203)))))))))))
(assert
 (or (and (> (+ (- 1.0) E) 0.0)) (and (< (+ (- 1.0) E) 0.0))))
(assert
 (let ((?x382 (* E m)))
(let ((?x255 (+ rest ?x382)))
(let ((?x143 (* E rest)))
(let ((?x464 (+ m ?x143)))
(let ((?x153 (* m rest (+ (- 1.0) (* E E)) ?x464 ?x255)))
(let (($x124 (and (distinct ?x464 0.0) true)))
(let (($x183 (and (distinct ?x255 0.0) true)))
(let (($x432 (or (and $x183 $x124 (> ?x153 0.0)) (and $x183 $x124 (< ?x153 0.0)))))
(not $x432))))))))))
(check-sat)
