; Is there a violation of beyond.causal_steps.factor among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun tau () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(declare-fun b () Real)
(assert
 (and (> tau 0.0)))
(assert
 (let (($x1 (>= lambda_1 0.0)))
 (and $x1)))
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (let (($x2 (< (+ (- 2.0) (* tau (+ (* (- 1.0) lambda_1) (* (- 1.0) lambda_j)))) 0.0)))
 (and $x2)))
(assert
 (and (and (<= (+ (- 1.0) b) 0.0)) (and (> b 0.0))))
(assert
 (let ((?x3 (+ (- 2.0) (* (- 1.0) b lambda_1 tau) (* (- 1.0) b lambda_j tau))))
(let (($x4 (and (and (< (* b tau (+ lambda_j (* (- 1.0) lambda_1))) 0.0)) (and (< ?x3 0.0)))))
(not $x4))))
(check-sat)
