; Is there a violation of beyond.negative_unstable_repaired.unbalanced among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< lambda_k 0.0)))
(assert
 (and (and (> (+ 1.0 lambda_1) 0.0)) (and (> (+ 1.0 lambda_k) 0.0)) (and (< (+ (- 1.0) lambda_1) 0.0)) (and (< (+ (- 1.0) lambda_k) 0.0))))
(assert
 (and (>= (+ (- 1.0) E) 0.0)))
(assert
 (or (and (>= (+ (- 1.0) m (* (- 1.0) rest)) 0.0)) (and (>= (+ (- 1.0) rest (* (- 1.0) m)) 0.0))))
(assert
 (let (($x1 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ (* (- 1.0) m) (* E rest))) 0.0)))))
(let (($x2 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ (* (- 1.0) rest) (* E m))) 0.0)))))
(not (or $x2 $x1)))))
(check-sat)
