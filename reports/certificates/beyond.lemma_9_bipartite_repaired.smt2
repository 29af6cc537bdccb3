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
 (let ((?x330 (* E rest)))
 (let ((?x169 (+ m ?x330)))
 (let (($x122 (> (* ?x169 (+ m ?x330 (* lambda_k (+ (* (- 1.0) m) ?x330)))) 0.0)))
 (let (($x252 (and (distinct ?x169 0.0) true)))
 (let ((?x159 (* E m)))
 (let ((?x266 (+ rest ?x159)))
 (let (($x150 (> (* ?x266 (+ rest ?x159 (* lambda_k (+ (* (- 1.0) rest) ?x159)))) 0.0)))
 (let (($x62 (and (distinct ?x266 0.0) true)))
 (and (and $x62 $x150) (and $x252 $x122)))))))))))
(assert
 (or (and (> (+ (- 1.0) E) 0.0)) (and (< (+ (- 1.0) E) 0.0))))
(assert
 (let ((?x159 (* E m)))
(let ((?x266 (+ rest ?x159)))
(let ((?x330 (* E rest)))
(let ((?x169 (+ m ?x330)))
(let ((?x315 (* m rest (+ (- 1.0) (* E E)) ?x169 ?x266)))
(let (($x252 (and (distinct ?x169 0.0) true)))
(let (($x62 (and (distinct ?x266 0.0) true)))
(let (($x20 (or (and $x62 $x252 (> ?x315 0.0)) (and $x62 $x252 (< ?x315 0.0)))))
(not $x20))))))))))
(check-sat)
