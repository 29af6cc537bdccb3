; Is there a violation of asymptotic.theorem_causal_identity.cross among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun r () Real)
(declare-fun L () Real)
(declare-fun weights () Real)
(declare-fun k () Real)
(declare-fun products () Real)
(assert
 (and (and (<= (+ weights (* (- 1.0) L r)) 0.0)) (and (<= (+ (* (- 1.0) weights) (* (- 1.0) L r)) 0.0))))
(assert
 (and (and (<= (+ products (* (- 1.0) k r)) 0.0)) (and (<= (+ (* (- 1.0) products) (* (- 1.0) k r)) 0.0))))
(assert
 (let (($x1 (and (>= (+ (* products weights) (* L k (* r r))) 0.0))))
(not $x1)))
(check-sat)
