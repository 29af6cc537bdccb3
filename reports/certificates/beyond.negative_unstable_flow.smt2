; Is there a violation of beyond.negative_unstable_flow among the real numbers?
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
 (and (< lambda_k 0.0)))
(assert
 (and (> lambda_j 0.0)))
(assert
 (and (>= (+ (- 1.0) E) 0.0)))
(assert
 (let ((?x1 (+ (* m rest (+ lambda_j lambda_k)) (* (- 1.0) E lambda_k (+ (* m m) (* rest rest))) (* m rest (* E E) (+ lambda_k (* (- 1.0) lambda_j))))))
(let ((?x2 (* (- 1.0) lambda_j)))
(let ((?x3 (+ lambda_k ?x2)))
(let ((?x4 (* E E)))
(let ((?x5 (+ (* (- 1.0) E lambda_j (+ (* m m) (* rest rest))) (* (- 2.0) lambda_k m rest) (* (- 2.0) m rest ?x4 (+ lambda_j (* (- 1.0) lambda_k))))))
(let (($x6 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ (* (- 1.0) m) (* E rest))) 0.0)))))
(let (($x7 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ (* (- 1.0) rest) (* E m))) 0.0)))))
(not (or $x7 $x6 (and (< ?x5 0.0)) (and (< (* ?x3 ?x1) 0.0))))))))))))
(check-sat)
