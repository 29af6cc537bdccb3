; Is there a violation of beyond.group_3_repaired.exact among the real numbers?
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
 (let ((?x1 (* E rest)))
(let ((?x2 (* (- 1.0) m)))
(let ((?x3 (+ ?x2 ?x1)))
(let ((?x4 (+ m ?x1)))
(let (($x5 (and (and (distinct ?x4 0.0) true) (> (* lambda_k ?x4 ?x3) 0.0))))
(let ((?x6 (* E m)))
(let ((?x7 (* (- 1.0) rest)))
(let ((?x8 (+ ?x7 ?x6)))
(let ((?x9 (+ rest ?x6)))
(let (($x10 (and (and (distinct ?x9 0.0) true) (> (* lambda_k ?x9 ?x8) 0.0))))
(let (($x11 (and (not (and (and (< ?x8 0.0)) (and (< ?x3 0.0)))) (not (and $x10 $x5)))))
(let (($x12 (and (< ?x3 0.0))))
(let (($x13 (and (< ?x8 0.0))))
(not (or (and (and (< (+ (- 1.0) E) 0.0)) $x13 $x12 $x10 $x5) $x11))))))))))))))))
(check-sat)
