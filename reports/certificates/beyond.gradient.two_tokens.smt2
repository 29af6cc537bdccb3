; Is there a violation of beyond.gradient.two_tokens among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun first () Real)
(declare-fun second () Real)
(declare-fun c () Real)
(assert
 (and (> first 0.0)))
(assert
 (and (> second 0.0)))
(assert
 (and (and (> (+ 1.0 c) 0.0)) (and (< (+ (- 1.0) c) 0.0))))
(assert
 (let (($x1 (> (* (+ 1.0 (* (- 1.0) (* c c))) (+ first second)) 0.0)))
(not (and $x1))))
(check-sat)
