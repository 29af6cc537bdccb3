; Is there a violation of beyond.causal_multihead.own among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun square () Real)
(declare-fun gap () Real)
(declare-fun excess () Real)
(declare-fun other () Real)
(declare-fun c () Real)
(declare-fun beta () Real)
(declare-fun b () Real)
(assert
 (and (and (>= gap 0.0)) (and (>= square 0.0)) (and (<= (+ excess (* gap square)) 0.0))))
(assert
 (let (($x1 (<= other 0.0)))
 (and $x1)))
(assert
 (and (and (>= (+ b (* (- 1.0) beta)) 0.0)) (and (>= beta 0.0)) (and (>= c 0.0))))
(assert
 (let (($x2 (<= (+ (* b excess) (* c other) (* beta gap square)) 0.0)))
(not (and $x2))))
(check-sat)
