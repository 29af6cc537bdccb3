; Is there a violation of beyond.limits.apart among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_k () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (or (and (>= (+ (- 1.0) m (* (- 1.0) rest)) 0.0)) (and (>= (+ (- 1.0) rest (* (- 1.0) m)) 0.0))))
(assert
 (let (($x1 (and (< lambda_k 0.0))))
 (let (($x2 (and (> lambda_k 0.0))))
 (or $x2 $x1))))
(assert
 (let ((?x3 (* lambda_k (+ (- 1.0) (* (+ m (* (- 1.0) rest)) (+ m (* (- 1.0) rest)))))))
(let (($x1 (and (< lambda_k 0.0))))
(let (($x4 (or (and (and (> lambda_k 0.0)) (and (>= ?x3 0.0))) (and $x1 (and (<= ?x3 0.0))))))
(not $x4)))))
(check-sat)
