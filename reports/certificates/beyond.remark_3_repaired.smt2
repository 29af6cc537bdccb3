; lambda stands for alpha * lambda
(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(declare-fun lambda_d () Real)
(assert
 (>= n 2.0))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (and (< (+ lambda_d (* (- 1.0) lambda_j)) 0.0)) (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0))))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x184 (+ 1.0 lambda_d)))
(let ((?x409 (ite (>= ?x184 0.0) ?x184 (- ?x184))))
(let ((?x388 (* (- 1.0) ?x409)))
(let (($x341 (and (distinct ?x409 0.0) true)))
(let (($x391 (and (and (< ?x184 0.0)) (and $x341 (> (* ?x409 (+ 1.0 ?x409)) 0.0)) (and $x341 (< (* ?x409 (+ 1.0 ?x388)) 0.0)) (and $x341 (> (* ?x409 (+ 1.0 ?x409 lambda_1)) 0.0)) (and $x341 (> (* ?x409 (+ 1.0 ?x409 lambda_j)) 0.0)) (and $x341 (< (* ?x409 (+ 1.0 lambda_1 ?x388)) 0.0)) (and $x341 (< (* ?x409 (+ 1.0 lambda_j ?x388)) 0.0)))))
(not (not $x391))))))))
(check-sat)
