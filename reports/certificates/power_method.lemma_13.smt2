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
 (let ((?x215 (* E rest)))
(let ((?x372 (+ m ?x215)))
(let (($x122 (> (* ?x372 (+ m ?x215 (* lambda_k (+ (* (- 1.0) m) ?x215)))) 0.0)))
(let ((?x86 (* E m)))
(let ((?x213 (+ rest ?x86)))
(let (($x355 (> (* ?x213 (+ rest ?x86 (* lambda_k (+ (* (- 1.0) rest) ?x86)))) 0.0)))
(let (($x125 (and (and (and (distinct ?x213 0.0) true) $x355) (and (and (distinct ?x372 0.0) true) $x122))))
(not $x125)))))))))
(check-sat)
