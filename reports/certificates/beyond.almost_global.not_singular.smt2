; Is there a violation of beyond.almost_global.not_singular among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun w () Real)
(declare-fun off () Real)
(declare-fun diagonal () Real)
(assert
 (and (>= (+ (- 2.0) n) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (= (+ (* (- 1.0) lambda_1) (* w (+ 1.0 lambda_1))) 0.0)))
(assert
 (and (= (+ (* n off) (* w (+ 1.0 lambda_1))) 0.0)))
(assert
 (let (($x1 (= (+ (- 1.0) diagonal (* (- 1.0) lambda_1) (* (- 1.0) off)) 0.0)))
 (and $x1)))
(assert
 (let (($x2 (and (and (> (+ diagonal (* (- 1.0) off)) 0.0)) (and (= (+ (- 1.0) diagonal (* off (+ (- 1.0) n))) 0.0)))))
(not $x2)))
(check-sat)
