; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_d () Real)
(assert
 (>= n 2.0))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_k (* (- 1.0) lambda_1)) 0.0)))
(assert
 (and (<= (+ lambda_d (* (- 1.0) lambda_k)) 0.0)))
(assert
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (and (> (+ 1.0 lambda_k) 0.0)))
(assert
 (let ((?x247 (+ 1.0 lambda_k)))
(let ((?x405 (ite (>= ?x247 0.0) ?x247 (- ?x247))))
(let (($x337 (and (distinct ?x405 0.0) true)))
(let (($x317 (or (and $x337 (> (* ?x405 (+ 1.0 lambda_1 (* (- 1.0) ?x405))) 0.0)) (and $x337 (< (* ?x405 (+ 1.0 ?x405 lambda_1)) 0.0)))))
(let (($x75 (and (> ?x247 0.0))))
(not (and $x75 $x317))))))))
(check-sat)
