; Is there a violation of beyond.polygons.every_even_number among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun b () Real)
(declare-fun v () Real)
(assert
 (and (< (* b w) 0.0)))
(assert
 (and (< (+ v (* b w)) 0.0)))
(assert
 (and (< (+ v (* (- 1.0) (* w w))) 0.0)))
(assert
 (let (($x1 (and (< (+ v (* (- 1.0) (* w w))) 0.0))))
(let (($x2 (and (< (+ v (* b w)) 0.0))))
(not (and (and (< (* 2.0 b w) 0.0)) $x2 $x1)))))
(check-sat)
