; Is there a violation of beyond.flow_criterion.intermediate among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_d () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (and (< (+ lambda_k (* (- 1.0) lambda_1)) 0.0)))
(assert
 (and (< (+ lambda_d (* (- 1.0) lambda_k)) 0.0)))
(assert
 (let ((?x1 (* rest rest)))
(let ((?x2 (* m m)))
(let ((?x3 (+ ?x2 ?x1)))
(let ((?x4 (* (- 1.0) E lambda_k ?x3)))
(let ((?x5 (+ (* m rest (+ lambda_d lambda_k)) ?x4 (* m rest (* E E) (+ lambda_k (* (- 1.0) lambda_d))))))
(let ((?x6 (* (- 1.0) lambda_d)))
(let ((?x7 (+ lambda_k ?x6)))
(let ((?x8 (+ (* m rest (+ lambda_1 lambda_k)) ?x4 (* m rest (* E E) (+ lambda_k (* (- 1.0) lambda_1))))))
(let ((?x9 (* (- 1.0) lambda_1)))
(let ((?x10 (+ lambda_k ?x9)))
(let ((?x11 (* (- 1.0) lambda_k)))
(let ((?x12 (+ lambda_d ?x11)))
(let ((?x13 (* E E)))
(let ((?x14 (* (- 2.0) lambda_k m rest)))
(let ((?x15 (+ (* (- 1.0) E lambda_d ?x3) ?x14 (* (- 2.0) m rest ?x13 ?x12))))
(let ((?x16 (+ (* (- 1.0) E lambda_1 ?x3) ?x14 (* (- 2.0) m rest ?x13 (+ lambda_1 ?x11)))))
(let (($x17 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_k (+ (* (- 1.0) m) (* E rest))) 0.0)))))
(let (($x18 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_k (+ (* (- 1.0) rest) (* E m))) 0.0)))))
(let (($x19 (or $x18 $x17 (and (< ?x16 0.0)) (and (< ?x15 0.0)) (and (< (* ?x10 ?x8) 0.0)) (and (< (* ?x7 ?x5) 0.0)))))
(not $x19)))))))))))))))))))))
(check-sat)
