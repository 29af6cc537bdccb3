; Is there a violation of beyond.almost_global.pair among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun total () Real)
(declare-fun t () Real)
(declare-fun e () Real)
(declare-fun u () Real)
(declare-fun difference () Real)
(assert
 (and (>= (+ (- 1.0) total) 0.0)))
(assert
 (and (and (<= (+ u (* (- 1.0) e t)) 0.0)) (and (<= (+ (* (- 1.0) u) (* (- 1.0) e t)) 0.0))))
(assert
 (and (= (+ (* (- 2.0) u) (* difference total)) 0.0)))
(assert
 (let (($x1 (and (and (<= (+ difference (* (- 2.0) e t)) 0.0)) (and (<= (+ (* (- 1.0) difference) (* (- 2.0) e t)) 0.0)))))
(not $x1)))
(check-sat)
