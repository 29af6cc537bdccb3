; Is there a violation of beyond.causal_growth.total among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun start () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (<= (+ (- 1.0) (* 4.0 start)) 0.0)))
(assert
 (and (> (+ (- 7.0) E) 0.0)))
(assert
 (not (and (< (+ 1.0 (* (- 1.0) E) (* 2.0 E start)) 0.0))))
(check-sat)
