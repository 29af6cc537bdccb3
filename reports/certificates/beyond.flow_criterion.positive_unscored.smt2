; Is there a violation of beyond.flow_criterion.positive_unscored among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
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
 (let (($x1 (or (and (> lambda_j 0.0)) (and (> (+ m (* (- 1.0) rest)) 0.0)) (and (< (+ m (* (- 1.0) rest)) 0.0)))))
 (or (and (< (+ (- 1.0) E) 0.0)) (and (and (= (+ (- 1.0) E) 0.0)) $x1))))
(assert
 (let ((?x2 (+ (* m rest (+ lambda_j lambda_k)) (* (- 1.0) E lambda_k (+ (* m m) (* rest rest))) (* m rest (* E E) (+ lambda_k (* (- 1.0) lambda_j))))))
(let ((?x3 (* (- 1.0) lambda_j)))
(let ((?x4 (+ lambda_k ?x3)))
(let ((?x5 (* E E)))
(let ((?x6 (+ (* (- 1.0) E lambda_j (+ (* m m) (* rest rest))) (* (- 2.0) lambda_k m rest) (* (- 2.0) m rest ?x5 (+ lambda_j (* (- 1.0) lambda_k))))))
(let (($x7 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ (* (- 1.0) m) (* E rest))) 0.0)))))
(let (($x8 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ (* (- 1.0) rest) (* E m))) 0.0)))))
(not (or $x8 $x7 (and (< ?x6 0.0)) (and (< (* ?x4 ?x2) 0.0))))))))))))
(check-sat)
