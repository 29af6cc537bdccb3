; Is there a violation of beyond.limits.equation among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun s () Real)
(declare-fun x () Real)
(declare-fun N () Real)
(declare-fun rho () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (let (($x1 (and (= (+ (* (- 1.0) x) (* N x) (* (- 1.0) alpha s)) 0.0))))
 (and (and (>= N 0.0)) $x1)))
(assert
 (and (= (+ 1.0 rho (* (- 1.0) N)) 0.0)))
(assert
 (let (($x2 (and (and (>= (+ 1.0 rho) 0.0)) (and (= (+ (* alpha s) (* (- 1.0) rho x)) 0.0)))))
(not $x2)))
(check-sat)
