; Is there a violation of beyond.stable_splits.large_scores among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_j () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (> lambda_k 0.0)))
(assert
 (and (and (< (+ lambda_j (* (- 1.0) lambda_k)) 0.0)) (and (> (+ lambda_j lambda_k) 0.0))))
(assert
 (let ((?x1 (+ (* (- 1.0) lambda_k (+ (* m m) (* rest rest))) (* E m rest (+ lambda_k (* (- 1.0) lambda_j))))))
 (let ((?x2 (* E m rest)))
 (let (($x3 (>= (+ (* (- 1.0) (* m m)) (* (- 1.0) (* rest rest)) ?x2) 0.0)))
 (and (and $x3) (and (>= ?x1 0.0)))))))
(assert
 (let ((?x4 (* m rest)))
(let ((?x5 (+ ?x4 (* (- 1.0) E (+ (* m m) (* rest rest))) (* m rest (* E E)))))
(let ((?x6 (+ (* (- 1.0) lambda_k ?x5) (* lambda_j m rest (+ (- 1.0) (* E E))))))
(let (($x7 (and (and (> (+ (- 1.0) E) 0.0)) (and (> (+ (* (- 1.0) rest) (* E m)) 0.0)) (and (> (+ (* (- 1.0) m) (* E rest)) 0.0)) (and (< ?x6 0.0)))))
(not $x7))))))
(check-sat)
