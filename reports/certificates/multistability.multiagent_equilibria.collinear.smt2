; Is there a violation of multistability.multiagent_equilibria.collinear among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun S () Real)
(declare-fun rho () Real)
(declare-fun x () Real)
(declare-fun s () Real)
(assert
 (and (> S 0.0)))
(assert
 (and (and (= (+ s (* (- 1.0) rho x)) 0.0)) (and (= (+ (* rho rho) (* (- 1.0) (* S S))) 0.0))))
(assert
 (let (($x1 (and (and (> rho 0.0)) (and (= (+ (* (- 1.0) s) (* S x)) 0.0)))))
(let (($x2 (or $x1 (and (and (< rho 0.0)) (and (= (+ s (* S x)) 0.0))))))
(not $x2))))
(check-sat)
