; Is there a violation of beyond.ascent.overshoot among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_d () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (< lambda_d 0.0)))
(assert
 (let ((?x1 (* (- 1.0) rest)))
 (let ((?x2 (+ m ?x1)))
 (let ((?x3 (* (- 1.0) lambda_d ?x2)))
 (let ((?x4 (* (- 1.0) m)))
 (and (> (+ ?x4 ?x1 ?x3) 0.0)))))))
(assert
 (let ((?x5 (+ m rest)))
(let ((?x6 (* ?x5 ?x5)))
(let ((?x1 (* (- 1.0) rest)))
(let ((?x2 (+ m ?x1)))
(let ((?x7 (* lambda_d ?x2)))
(let ((?x4 (* (- 1.0) m)))
(let ((?x8 (+ ?x4 ?x1 ?x7)))
(let ((?x9 (ite (>= ?x8 0.0) ?x8 (- ?x8))))
(let ((?x10 (* ?x9 ?x9)))
(let ((?x11 (+ m rest ?x7)))
(let ((?x12 (ite (>= ?x11 0.0) ?x11 (- ?x11))))
(let ((?x13 (* ?x12 ?x12)))
(let ((?x14 (+ (* ?x9 m ?x11) (* (- 1.0) ?x12 rest (+ m rest (* (- 1.0) lambda_d ?x2))))))
(let (($x15 (>= ?x5 0.0)))
(let ((?x16 (ite $x15 ?x5 (- ?x5))))
(let ((?x17 (+ (* (* ?x16 ?x16) (* ?x14 ?x14)) (* (- 1.0) ?x13 ?x10 ?x6 (* ?x2 ?x2)))))
(let (($x18 (and (and (distinct ?x12 0.0) true) (and (distinct ?x9 0.0) true) (and (distinct ?x5 0.0) true) (< (* lambda_d ?x13 ?x10 ?x6 ?x17) 0.0))))
(not $x18)))))))))))))))))))
(check-sat)
