; Is there a violation of beyond.hemisphere.asymptotic_rate.near among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun H () Real)
(declare-fun epsilon () Real)
(declare-fun rho () Real)
(declare-fun ratio () Real)
(declare-fun b () Real)
(declare-fun w () Real)
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (> H 0.0)))
(assert
 (and (> epsilon 0.0)))
(assert
 (and (> rho 0.0)))
(assert
 (and (= (+ w (* (- 1.0) b ratio)) 0.0)))
(assert
 (and (and (>= (+ (* (- 1.0) H) (* b epsilon n)) 0.0)) (and (<= (+ (* b n) (* (- 1.0) H epsilon)) 0.0))))
(assert
 (and (and (<= (+ ratio (* (- 1.0) rho)) 0.0)) (and (>= (+ (- 1.0) (* ratio rho)) 0.0))))
(assert
 (let (($x1 (and (and (>= (+ (* (- 1.0) H) (* epsilon n rho w)) 0.0)) (and (<= (+ (* n w) (* (- 1.0) H epsilon rho)) 0.0)))))
(not $x1)))
(check-sat)
