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
 (let ((?x1 (* E rest)))
(let ((?x2 (+ m ?x1)))
(let (($x3 (> (* ?x2 (+ m ?x1 (* lambda_k (+ (* (- 1.0) m) ?x1)))) 0.0)))
(let ((?x4 (* E m)))
(let ((?x5 (+ rest ?x4)))
(let (($x6 (> (* ?x5 (+ rest ?x4 (* lambda_k (+ (* (- 1.0) rest) ?x4)))) 0.0)))
(let (($x7 (and (and (and (distinct ?x5 0.0) true) $x6) (and (and (distinct ?x2 0.0) true) $x3))))
(not $x7)))))))))
(check-sat)
