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
 (let ((?x37 (* E rest)))
(let ((?x28 (+ m ?x37)))
(let (($x34 (> (* ?x28 (+ m ?x37 (* lambda_k (+ (* (- 1.0) m) ?x37)))) 0.0)))
(let ((?x243 (* E m)))
(let ((?x225 (+ rest ?x243)))
(let (($x222 (> (* ?x225 (+ rest ?x243 (* lambda_k (+ (* (- 1.0) rest) ?x243)))) 0.0)))
(let (($x27 (and (and (and (distinct ?x225 0.0) true) $x222) (and (and (distinct ?x28 0.0) true) $x34))))
(not $x27)))))))))
(check-sat)
