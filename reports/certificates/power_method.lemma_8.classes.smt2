(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun alpha () Real)
(declare-fun N () Real)
(declare-fun s () Real)
(declare-fun x () Real)
(assert
 (> alpha 0.0))
(assert
 (> N 0.0))
(assert
 (and (= (+ (* (- 1.0) x) (* N x) (* (- 1.0) alpha s)) 0.0)))
(assert
 (let (($x1 (and (and (distinct alpha 0.0) true) (= (+ (* alpha s) (* (- 1.0) x (+ (- 1.0) N))) 0.0))))
(not $x1)))
(check-sat)
