(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun alpha () Real)
(declare-fun S () Real)
(declare-fun rho () Real)
(declare-fun x () Real)
(declare-fun s () Real)
(assert
 (> alpha 0.0))
(assert
 (> S 0.0))
(assert
 (let (($x1 (= (+ (* rho rho) (* (- 1.0) (* S S) (* alpha alpha))) 0.0)))
 (and (and (= (+ (* alpha s) (* (- 1.0) rho x)) 0.0)) (and $x1))))
(assert
 (let (($x2 (and (and (> rho 0.0)) (and (= (+ (* (- 1.0) s) (* S x)) 0.0)))))
(let (($x3 (or $x2 (and (and (< rho 0.0)) (and (= (+ s (* S x)) 0.0))))))
(not $x3))))
(check-sat)
