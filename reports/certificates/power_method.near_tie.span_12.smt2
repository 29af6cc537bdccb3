; Is there a violation of power_method.near_tie.span_12 among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun mu_1 () Real)
(declare-fun mu_2 () Real)
(declare-fun q () Real)
(declare-fun off () Real)
(declare-fun off_1 () Real)
(declare-fun plane () Real)
(declare-fun plane_1 () Real)
(assert
 (and (> mu_1 0.0)))
(assert
 (and (> mu_2 0.0)))
(assert
 (and (and (>= q 0.0)) (and (> (+ mu_1 (* (- 1.0) mu_2)) 0.0)) (and (> (+ mu_2 (* (- 1.0) q)) 0.0))))
(assert
 (and (and (>= off_1 0.0)) (and (<= (+ off_1 (* (- 1.0) off q)) 0.0))))
(assert
 (and (and (> plane 0.0)) (and (>= (+ plane_1 (* (- 1.0) mu_2 plane)) 0.0))))
(assert
 (let (($x1 (and (and (distinct mu_1 0.0) true) (< (* mu_1 (+ q (* (- 1.0) mu_2))) 0.0))))
(let (($x2 (<= (+ (* mu_2 off_1 plane) (* (- 1.0) off plane_1 q)) 0.0)))
(not (and (and $x2) $x1)))))
(check-sat)
