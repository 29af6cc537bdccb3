; Is there a violation of beyond.flow_criterion.trace among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_j () Real)
(declare-fun lambda_k () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (let ((?x1 (+ (* m rest (+ lambda_j lambda_k)) (* (- 1.0) E lambda_k (+ (* m m) (* rest rest))) (* m rest (* E E) (+ lambda_k (* (- 1.0) lambda_j))))))
 (let ((?x2 (* (- 1.0) lambda_j)))
 (let ((?x3 (+ lambda_k ?x2)))
 (and (> (* ?x3 ?x1) 0.0))))))
(assert
 (and (and (> (* lambda_k (+ (* (- 1.0) rest) (* E m))) 0.0)) (and (> (* lambda_k (+ (* (- 1.0) m) (* E rest))) 0.0))))
(assert
 (let (($x4 (and (and (< lambda_k 0.0)) (and (< (+ lambda_k (* (- 1.0) lambda_j)) 0.0)))))
 (let (($x5 (and (and (> lambda_k 0.0)) (and (< (+ lambda_j (* (- 1.0) lambda_k)) 0.0)))))
 (or $x5 $x4))))
(assert
 (let ((?x6 (* (- 1.0) lambda_k)))
(let ((?x7 (+ lambda_j ?x6)))
(let ((?x8 (* E E)))
(let ((?x9 (+ (* (- 1.0) E lambda_j (+ (* m m) (* rest rest))) (* (- 2.0) lambda_k m rest) (* (- 2.0) m rest ?x8 ?x7))))
(not (and (> ?x9 0.0))))))))
(check-sat)
