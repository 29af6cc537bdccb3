; Is there a violation of beyond.lemma_5_repaired.eigenvalue among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (let (($x1 (and (> lambda_j 0.0))))
 (or $x1 (and (< lambda_j 0.0)))))
(assert
 (let ((?x2 (+ m rest)))
 (let (($x3 (> (* ?x2 (+ m rest (* lambda_1 (+ m (* (- 1.0) rest))))) 0.0)))
 (let (($x4 (and (distinct ?x2 0.0) true)))
 (let (($x5 (> (* ?x2 (+ m rest (* lambda_1 (+ rest (* (- 1.0) m))))) 0.0)))
 (and (and $x4 $x5) (and $x4 $x3)))))))
(assert
 (let (($x1 (and (> lambda_j 0.0))))
 (or $x1 (and (> (+ m (* (- 1.0) rest)) 0.0)) (and (< (+ m (* (- 1.0) rest)) 0.0)))))
(assert
 (let ((?x6 (* m rest (+ 2.0 lambda_j (* (- 1.0) lambda_1)) (+ 2.0 (* (- 1.0) lambda_1) (* (- 1.0) lambda_j)))))
(let ((?x7 (+ 2.0 lambda_1 lambda_j)))
(let ((?x8 (* rest rest)))
(let ((?x9 (* m m)))
(let ((?x10 (+ ?x9 ?x8)))
(let ((?x11 (+ (* m rest (* ?x7 ?x7)) (* (+ 2.0 (* (- 1.0) lambda_1)) ?x10 ?x7) ?x6)))
(let ((?x12 (* m rest (+ (* lambda_j lambda_j) (* lambda_1 (+ (- 2.0) lambda_1))))))
(let ((?x13 (+ (* (- 1.0) (+ lambda_j (* lambda_1 lambda_1)) ?x10) ?x12 (* m rest (+ lambda_1 (* (- 1.0) lambda_j)) ?x7))))
(let ((?x14 (+ (* (- 1.0) lambda_1 ?x10) (* m rest (+ lambda_1 lambda_j)) (* m rest (+ lambda_1 (* (- 1.0) lambda_j))))))
(let ((?x15 (* (- 1.0) lambda_j)))
(let ((?x16 (+ lambda_1 ?x15)))
(let (($x17 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (* lambda_1 (+ rest (* (- 1.0) m))) 0.0)))))
(let (($x18 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (* lambda_1 (+ m (* (- 1.0) rest))) 0.0)))))
(let (($x19 (or $x18 $x17 (and (< (* ?x16 ?x14) 0.0)) (and (< ?x13 0.0)) (and (< ?x11 0.0)))))
(not $x19))))))))))))))))
(check-sat)
