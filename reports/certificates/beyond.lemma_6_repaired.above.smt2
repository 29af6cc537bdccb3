; Is there a violation of beyond.lemma_6_repaired.above among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun epsilon () Real)
(declare-fun q () Real)
(declare-fun xi () Real)
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (and (> epsilon 0.0)) (and (<= (+ (- 1.0) (* 2.0 epsilon)) 0.0))))
(assert
 (and (and (>= q 0.0)) (and (<= (+ (- 1.0) (* q q) (* 2.0 epsilon)) 0.0))))
(assert
 (and (and (>= (+ 1.0 xi) 0.0)) (and (<= (+ (- 1.0) xi) 0.0))))
(assert
 (let ((?x1 (* q q)))
(let ((?x2 (* 4.0 ?x1)))
(let ((?x3 (* epsilon epsilon)))
(let (($x4 (and (and (> (* lambda_1 ?x3) 0.0)) (and (<= (+ (- 4.0) ?x3 ?x2 (* (- 4.0) epsilon q xi)) 0.0)))))
(not $x4))))))
(check-sat)
