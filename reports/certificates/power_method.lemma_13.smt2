; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_k () Real)
(assert
 (> E 0.0))
(assert
 (>= m 1.0))
(assert
 (>= rest 1.0))
(assert
 (and (and (> (+ 1.0 lambda_k) 0.0)) (and (< (+ (- 1.0) lambda_k) 0.0))))
(assert
 (let ((?x234 (* E rest)))
(let ((?x376 (+ m ?x234)))
(let (($x303 (> (* ?x376 (+ m ?x234 (* lambda_k (+ (* (- 1.0) m) ?x234)))) 0.0)))
(let ((?x110 (* E m)))
(let ((?x154 (+ rest ?x110)))
(let (($x369 (> (* ?x154 (+ rest ?x110 (* lambda_k (+ (* (- 1.0) rest) ?x110)))) 0.0)))
(let (($x19 (and (and (and (distinct ?x154 0.0) true) $x369) (and (and (distinct ?x376 0.0) true) $x303))))
(not $x19)))))))))
(check-sat)
