; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(declare-fun lambda_d () Real)
(assert
 (>= n 1.0))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (let (($x252 (<= (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
 (and $x252)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (<= (+ (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x251 (+ 1.0 lambda_1)))
(let ((?x191 (ite (>= ?x251 0.0) ?x251 (- ?x251))))
(let ((?x312 (* (- 1.0) ?x191)))
(let (($x244 (and (distinct ?x191 0.0) true)))
(let (($x444 (and (and $x244 (> (* ?x191 (+ 1.0 ?x191)) 0.0)) (and $x244 (< (* ?x191 (+ 1.0 ?x312)) 0.0)) (and $x244 (> (* ?x191 (+ 1.0 ?x191 lambda_j)) 0.0)) (and $x244 (< (* ?x191 (+ 1.0 lambda_j ?x312)) 0.0)))))
(not $x444)))))))
(check-sat)
