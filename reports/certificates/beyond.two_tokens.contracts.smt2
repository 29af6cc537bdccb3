; Is there a violation of beyond.two_tokens.contracts among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun mu () Real)
(declare-fun h () Real)
(declare-fun p () Real)
(declare-fun t () Real)
(declare-fun D () Real)
(declare-fun F () Real)
(declare-fun rho () Real)
(declare-fun kappa () Real)
(declare-fun F_after () Real)
(declare-fun q () Real)
(assert
 (and (>= (+ (* 2.0 p) (* (- 1.0) h mu)) 0.0)))
(assert
 (and (<= (+ (* (- 4.0) D) (* t (* p p))) 0.0)))
(assert
 (and (and (>= (+ (* (- 1.0) F) (* rho (* h h))) 0.0)) (and (<= (+ (* (- 1.0) F) (* mu (* h h))) 0.0))))
(assert
 (and (<= (+ F_after (* (- 1.0) F) (* 2.0 D kappa)) 0.0)))
(assert
 (and (and (>= h 0.0)) (and (> kappa 0.0)) (and (> mu 0.0)) (and (> rho 0.0)) (and (> t 0.0))))
(assert
 (let (($x1 (>= (+ (* 8.0 rho (+ (- 1.0) q)) (* kappa t (* mu mu))) 0.0)))
 (and $x1)))
(assert
 (not (and (<= (+ F_after (* (- 1.0) F q)) 0.0))))
(check-sat)
