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
 (let ((?x93 (* E rest)))
 (let ((?x33 (+ m ?x93)))
 (let (($x120 (> (* ?x33 (+ m ?x93 (* lambda_k (+ (* (- 1.0) m) ?x93)))) 0.0)))
 (let (($x341 (and (distinct ?x33 0.0) true)))
 (let ((?x110 (* E m)))
 (let ((?x390 (+ rest ?x110)))
 (let (($x287 (> (* ?x390 (+ rest ?x110 (* lambda_k (+ (* (- 1.0) rest) ?x110)))) 0.0)))
 (let (($x121 (and (distinct ?x390 0.0) true)))
 (and (and $x121 $x287) (and $x341 $x120)))))))))))
(assert
 (or (and (> (+ (- 1.0) E) 0.0)) (and (< (+ (- 1.0) E) 0.0))))
(assert
 (let ((?x110 (* E m)))
(let ((?x390 (+ rest ?x110)))
(let ((?x93 (* E rest)))
(let ((?x33 (+ m ?x93)))
(let ((?x327 (* m rest (+ (- 1.0) (* E E)) ?x33 ?x390)))
(let (($x341 (and (distinct ?x33 0.0) true)))
(let (($x121 (and (distinct ?x390 0.0) true)))
(let (($x238 (or (and $x121 $x341 (> ?x327 0.0)) (and $x121 $x341 (< ?x327 0.0)))))
(not $x238))))))))))
(check-sat)
