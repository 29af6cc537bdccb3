; Is there a violation of beyond.causal_growth.rate among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun F () Real)
(declare-fun T () Real)
(declare-fun a () Real)
(declare-fun u () Real)
(assert
 (and (> F 0.0)))
(assert
 (and (> T 0.0)))
(assert
 (and (= (+ (- 1.0) (* a (+ 1.0 F))) 0.0)))
(assert
 (and (>= (+ (- 1.0) (* F T)) 0.0)))
(assert
 (and (and (>= (+ 1.0 u) 0.0)) (and (<= (+ (- 1.0) u) 0.0))))
(assert
 (let (($x1 (< (+ (* (- 1.0) T) (* a (+ 1.0 (* (- 1.0) (* u u))))) 0.0)))
(let (($x2 (and (and (>= (* a (+ 1.0 (* (- 1.0) (* u u)))) 0.0)) (and $x1))))
(not $x2))))
(check-sat)
