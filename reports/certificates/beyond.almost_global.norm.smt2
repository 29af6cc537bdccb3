; Is there a violation of beyond.almost_global.norm among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun t () Real)
(declare-fun S () Real)
(declare-fun L () Real)
(assert
 (and (and (>= (+ 1.0 (* 2.0 w)) 0.0)) (and (<= (+ (- 1.0) (* 2.0 w)) 0.0))))
(assert
 (let ((?x1 (+ S (* (- 1.0) (* t t)) (* (- 1.0) (* (+ 1.0 w) (+ 1.0 w))))))
 (and (= ?x1 0.0))))
(assert
 (let ((?x2 (+ 1.0 w)))
 (let ((?x3 (* ?x2 ?x2)))
 (let ((?x4 (* (- 1.0) S)))
 (and (<= (+ ?x4 (* ?x3 (+ 1.0 L (* (- 2.0) w)))) 0.0))))))
(assert
 (let (($x5 (>= (+ (* (- 1.0) L) (* 2.0 w) (* 4.0 (* t t))) 0.0)))
(not (and $x5))))
(check-sat)
