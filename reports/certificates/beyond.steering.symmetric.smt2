; Is there a violation of beyond.steering.symmetric among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun h () Real)
(declare-fun kappa () Real)
(declare-fun mean () Real)
(declare-fun top () Real)
(declare-fun rest () Real)
(assert
 (and (> h 0.0)))
(assert
 (and (> kappa 0.0)))
(assert
 (and (> (+ kappa (* (- 2.0) h)) 0.0)))
(assert
 (and (and (<= (+ mean (* (- 1.0) h)) 0.0)) (and (>= (+ h mean) 0.0))))
(assert
 (and (>= (+ top (* (- 1.0) kappa) (* (- 1.0) mean)) 0.0)))
(assert
 (and (and (<= (+ rest (* (- 1.0) h)) 0.0)) (and (>= (+ h rest) 0.0))))
(assert
 (let (($x1 (and (and (> (+ top (* (- 1.0) rest)) 0.0)) (and (> (+ rest top) 0.0)))))
(not $x1)))
(check-sat)
