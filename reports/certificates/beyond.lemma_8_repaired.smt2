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
 (let ((?x1 (* alpha kappa)))
(let ((?x2 (+ 1.0 ?x1)))
(let ((?x3 (ite (>= ?x2 0.0) ?x2 (- ?x2))))
(let ((?x4 (* alpha s)))
(let (($x5 (and (and (distinct ?x3 0.0) true) (= (+ x ?x4 (* (- 1.0) ?x3 x)) 0.0))))
(not $x5)))))))
(check-sat)
