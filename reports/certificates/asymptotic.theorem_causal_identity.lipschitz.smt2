; Is there a violation of asymptotic.theorem_causal_identity.lipschitz among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun a () Real)
(declare-fun M () Real)
(declare-fun s () Real)
(declare-fun mean () Real)
(assert
 (and (and (>= a 0.0)) (and (<= (+ (- 1.0) a) 0.0))))
(assert
 (and (and (<= (+ s (* (- 2.0) M)) 0.0)) (and (<= (+ (* (- 1.0) s) (* (- 2.0) M)) 0.0))))
(assert
 (and (and (<= (+ mean (* (- 2.0) M)) 0.0)) (and (<= (+ (* (- 1.0) mean) (* (- 2.0) M)) 0.0))))
(assert
 (let (($x1 (and (<= (+ (* (- 4.0) M) (* a (+ mean (* (- 1.0) s)))) 0.0))))
(let (($x2 (and (<= (+ (* (- 4.0) M) (* a (+ s (* (- 1.0) mean)))) 0.0))))
(not (and $x2 $x1)))))
(check-sat)
