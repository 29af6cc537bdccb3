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
 (let ((?x139 (+ 1.0 (* alpha kappa))))
(let ((?x174 (ite (>= ?x139 0.0) ?x139 (- ?x139))))
(let ((?x345 (* alpha s)))
(let (($x366 (and (and (distinct ?x174 0.0) true) (= (+ x ?x345 (* (- 1.0) ?x174 x)) 0.0))))
(not $x366))))))
(check-sat)
