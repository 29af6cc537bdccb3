; Is there a violation of beyond.two_times.step_sizes among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun w () Real)
(declare-fun r () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (let (($x1 (< (+ (* 2.0 r) (* alpha (+ (* r r) (* w w)))) 0.0)))
(let (($x2 (and $x1)))
(let (($x3 (and (< r 0.0))))
(let ((?x4 (+ (- 1.0) (* (+ 1.0 (* alpha r)) (+ 1.0 (* alpha r))) (* (* alpha alpha) (* w w)))))
(let (($x5 (or (and $x3 $x2 (and (< ?x4 0.0))) (and (and (>= ?x4 0.0)) (not (and $x3 $x2))))))
(not $x5)))))))
(check-sat)
