; Is there a violation of power_method.lemma_1.collinear among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun S () Real)
(declare-fun rho () Real)
(declare-fun x () Real)
(declare-fun s () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> S 0.0)))
(assert
 (let (($x1 (= (+ (* rho rho) (* (- 1.0) (* S S) (* alpha alpha))) 0.0)))
 (and (and (= (+ (* alpha s) (* (- 1.0) rho x)) 0.0)) (and $x1))))
(assert
 (let (($x2 (and (and (> rho 0.0)) (and (= (+ (* (- 1.0) s) (* S x)) 0.0)))))
(let (($x3 (or $x2 (and (and (< rho 0.0)) (and (= (+ s (* S x)) 0.0))))))
(not $x3))))
(check-sat)
