; Is there a violation of beyond.stable_splits.positive_monotone among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun m_2 () Real)
(declare-fun rest_2 () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_j () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (>= (+ (- 1.0) m_2) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest_2) 0.0)))
(assert
 (and (> lambda_k 0.0)))
(assert
 (and (> (+ (- 1.0) E) 0.0)))
(assert
 (let ((?x1 (* m rest)))
 (let ((?x2 (+ ?x1 (* (- 1.0) E (+ (* m m) (* rest rest))) (* m rest (* E E)))))
 (let ((?x3 (+ (* (- 1.0) lambda_k ?x2) (* lambda_j m rest (+ (- 1.0) (* E E))))))
 (and (and (> (+ (* (- 1.0) rest) (* E m)) 0.0)) (and (> (+ (* (- 1.0) m) (* E rest)) 0.0)) (and (< ?x3 0.0)))))))
(assert
 (let (($x4 (= (+ m rest (* (- 1.0) m_2) (* (- 1.0) rest_2)) 0.0)))
 (and $x4)))
(assert
 (and (and (<= (+ m (* (- 1.0) m_2)) 0.0)) (and (<= (+ m (* (- 1.0) rest_2)) 0.0))))
(assert
 (let ((?x5 (* m_2 rest_2)))
(let ((?x6 (+ ?x5 (* (- 1.0) E (+ (* m_2 m_2) (* rest_2 rest_2))) (* m_2 rest_2 (* E E)))))
(let ((?x7 (+ (* (- 1.0) lambda_k ?x6) (* lambda_j m_2 rest_2 (+ (- 1.0) (* E E))))))
(let (($x8 (and (and (> (+ (* (- 1.0) rest_2) (* E m_2)) 0.0)) (and (> (+ (* (- 1.0) m_2) (* E rest_2)) 0.0)) (and (< ?x7 0.0)))))
(not $x8))))))
(check-sat)
