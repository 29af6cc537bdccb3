(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun alpha () Real)
(declare-fun x () Real)
(declare-fun kappa () Real)
(declare-fun s () Real)
(assert
 (> alpha 0.0))
(assert
 (and (= (+ s (* (- 1.0) kappa x)) 0.0)))
(assert
 (and (> (+ 1.0 (* alpha kappa)) 0.0)))
(assert
 (let ((?x90 (* alpha kappa)))
(let ((?x399 (+ 1.0 ?x90)))
(let ((?x342 (ite (>= ?x399 0.0) ?x399 (- ?x399))))
(let ((?x297 (* alpha s)))
(let (($x138 (and (and (distinct ?x342 0.0) true) (= (+ x ?x297 (* (- 1.0) ?x342 x)) 0.0))))
(not $x138)))))))
(check-sat)
