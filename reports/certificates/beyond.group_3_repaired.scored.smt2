; Is there a violation of beyond.group_3_repaired.scored among the real numbers?
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
 (let ((?x1 (* E rest)))
(let ((?x2 (+ m ?x1)))
(let (($x3 (and (and (distinct ?x2 0.0) true) (<= (* lambda_k ?x2 (+ (* (- 1.0) m) ?x1)) 0.0))))
(let ((?x4 (* E m)))
(let ((?x5 (+ rest ?x4)))
(let (($x6 (and (and (distinct ?x5 0.0) true) (<= (* lambda_k ?x5 (+ (* (- 1.0) rest) ?x4)) 0.0))))
(not (or $x6 $x3)))))))))
(check-sat)
