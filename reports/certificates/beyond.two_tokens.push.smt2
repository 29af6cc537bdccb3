; Is there a violation of beyond.two_tokens.push among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun h () Real)
(declare-fun mu () Real)
(declare-fun along () Real)
(declare-fun rho () Real)
(declare-fun token () Real)
(declare-fun p () Real)
(assert
 (and (<= (+ along (* mu (* h h))) 0.0)))
(assert
 (and (and (<= (+ token (* (- 1.0) h rho)) 0.0)) (and (>= (+ token (* h rho)) 0.0))))
(assert
 (and (<= (+ (* (- 1.0) mu) (* 2.0 h rho)) 0.0)))
(assert
 (and (and (>= p 0.0)) (and (> h 0.0)) (and (> mu 0.0)) (and (> rho 0.0))))
(assert
 (let (($x1 (and (>= (+ along (* h p) (* (- 1.0) token (* h h))) 0.0))))
 (let (($x2 (>= (+ (* (- 1.0) along) (* h p) (* token (* h h))) 0.0)))
 (and (and $x2) $x1))))
(assert
 (not (and (>= (+ (* 2.0 p) (* (- 1.0) h mu)) 0.0))))
(check-sat)
