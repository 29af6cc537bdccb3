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
 (let ((?x313 (* alpha kappa)))
(let ((?x102 (+ 1.0 ?x313)))
(let ((?x367 (ite (>= ?x102 0.0) ?x102 (- ?x102))))
(let ((?x235 (* alpha s)))
(let (($x70 (and (and (distinct ?x367 0.0) true) (= (+ x ?x235 (* (- 1.0) ?x367 x)) 0.0))))
(not $x70)))))))
(check-sat)
