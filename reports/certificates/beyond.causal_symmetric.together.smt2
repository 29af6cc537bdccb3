; Is there a violation of beyond.causal_symmetric.together among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun h () Real)
(declare-fun k () Real)
(declare-fun K () Real)
(declare-fun gamma () Real)
(declare-fun rate () Real)
(assert
 (let (($x1 (<= (+ rate (* gamma h) (* (- 1.0) K k (+ 1.0 h))) 0.0)))
 (and $x1)))
(assert
 (and (and (>= h 0.0)) (and (<= (+ (* (- 1.0) gamma) (* 2.0 K k)) 0.0))))
(assert
 (let (($x2 (<= (+ (* 2.0 rate) (* gamma h) (* (- 2.0) K k)) 0.0)))
(not (and $x2))))
(check-sat)
