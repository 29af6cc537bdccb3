; Is there a violation of beyond.ascent.sharp among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun lambda_d () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (> (+ (- 1.0) (* (- 1.0) lambda_d)) 0.0)))
(assert
 (let ((?x1 (+ (* 2.0 lambda_d) (* (+ 1.0 m) (+ (- 1.0) (* (- 1.0) lambda_d))))))
 (and (> ?x1 0.0))))
(assert
 (let ((?x2 (+ 1.0 m)))
(let ((?x3 (* ?x2 ?x2)))
(let ((?x4 (+ (- 1.0) m)))
(let ((?x5 (* lambda_d ?x4)))
(let ((?x6 (* (- 1.0) m)))
(let ((?x7 (+ (- 1.0) ?x6 ?x5)))
(let ((?x8 (ite (>= ?x7 0.0) ?x7 (- ?x7))))
(let ((?x9 (* ?x8 ?x8)))
(let ((?x10 (+ 1.0 m ?x5)))
(let ((?x11 (ite (>= ?x10 0.0) ?x10 (- ?x10))))
(let ((?x12 (* ?x11 ?x11)))
(let ((?x13 (+ (* (- 1.0) ?x11 (+ 1.0 m (* (- 1.0) lambda_d ?x4))) (* ?x8 m ?x10))))
(let ((?x14 (ite (>= ?x2 0.0) ?x2 (- ?x2))))
(let ((?x15 (+ (* (* ?x14 ?x14) (* ?x13 ?x13)) (* (- 1.0) ?x12 ?x9 ?x3 (* ?x4 ?x4)))))
(let (($x16 (and (and (distinct ?x11 0.0) true) (and (distinct ?x8 0.0) true) (and (distinct ?x2 0.0) true) (< (* lambda_d ?x12 ?x9 ?x3 ?x15) 0.0))))
(not $x16)))))))))))))))))
(check-sat)
