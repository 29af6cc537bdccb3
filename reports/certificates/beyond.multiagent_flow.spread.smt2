; Is there a violation of beyond.multiagent_flow.spread among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun total () Real)
(declare-fun energy () Real)
(declare-fun rate () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (= (+ (* (- 1.0) energy) (* m total)) 0.0)))
(assert
 (and (= (+ rate (* (- 1.0) total (+ 1.0 (* (- 1.0) m)))) 0.0)))
(assert
 (let (($x1 (<= energy 0.0)))
 (and $x1)))
(assert
 (not (and (>= rate 0.0))))
(check-sat)
