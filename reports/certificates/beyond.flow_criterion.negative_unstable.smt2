; Is there a violation of beyond.flow_criterion.negative_unstable among the real numbers?
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
 (and (< lambda_k 0.0)))
(assert
 (and (< (+ (- 1.0) E) 0.0)))
(assert
 (let ((?x1 (* m rest)))
 (let ((?x2 (+ ?x1 (* (- 1.0) E (+ (* m m) (* rest rest))) (* m rest (* E E)))))
 (let ((?x3 (+ (* (- 1.0) lambda_k ?x2) (* lambda_j m rest (+ (- 1.0) (* E E))))))
 (let (($x4 (and (> (+ (- 1.0) rest) 0.0))))
 (let (($x5 (and (> (+ (- 1.0) m) 0.0))))
 (or (and (< (+ lambda_j (* (- 1.0) lambda_k)) 0.0)) (and $x5 (and (< (+ rest (* (- 1.0) E m)) 0.0))) (and $x4 (and (< (+ m (* (- 1.0) E rest)) 0.0))) (and (< ?x3 0.0)))))))))
(assert
 (let ((?x6 (+ (* m rest (+ lambda_j lambda_k)) (* (- 1.0) E lambda_k (+ (* m m) (* rest rest))) (* m rest (* E E) (+ lambda_k (* (- 1.0) lambda_j))))))
(let ((?x7 (* (- 1.0) lambda_j)))
(let ((?x8 (+ lambda_k ?x7)))
(let ((?x9 (* (- 1.0) lambda_k)))
(let ((?x10 (+ lambda_j ?x9)))
(let ((?x11 (* E E)))
(let ((?x12 (+ (* (- 1.0) E lambda_j (+ (* m m) (* rest rest))) (* (- 2.0) lambda_k m rest) (* (- 2.0) m rest ?x11 ?x10))))
(let (($x4 (and (> (+ (- 1.0) rest) 0.0))))
(let (($x13 (and $x4 (and (< (* lambda_k (+ (* (- 1.0) m) (* E rest))) 0.0)))))
(let (($x5 (and (> (+ (- 1.0) m) 0.0))))
(let (($x14 (and $x5 (and (< (* lambda_k (+ (* (- 1.0) rest) (* E m))) 0.0)))))
(not (or $x14 $x13 (and (< ?x12 0.0)) (and (< (* ?x8 ?x6) 0.0))))))))))))))))
(check-sat)
