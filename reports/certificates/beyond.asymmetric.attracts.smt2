; Is there a violation of beyond.asymmetric.attracts among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_k () Real)
(declare-fun lambda_x () Real)
(declare-fun lambda_y () Real)
(assert
 (and (> (+ 1.0 lambda_k) 0.0)))
(assert
 (and (> lambda_k 0.0)))
(assert
 (let ((?x1 (* 2.0 lambda_k)))
 (let ((?x2 (* (- 2.0) lambda_x)))
 (let ((?x3 (* lambda_y lambda_y)))
 (let ((?x4 (* (- 1.0) ?x3)))
 (let ((?x5 (* lambda_x lambda_x)))
 (let ((?x6 (* (- 1.0) ?x5)))
 (let ((?x7 (* lambda_k lambda_k)))
 (and (> (+ ?x7 ?x6 ?x4 ?x2 ?x1) 0.0))))))))))
(assert
 (let ((?x8 (+ 1.0 lambda_k)))
(let ((?x9 (* ?x8 ?x8)))
(let ((?x10 (* (- 1.0) ?x9)))
(let ((?x3 (* lambda_y lambda_y)))
(let ((?x11 (* ?x9 (+ ?x3 (* (+ 1.0 lambda_x) (+ 1.0 lambda_x)) ?x10))))
(let (($x12 (and (distinct ?x8 0.0) true)))
(let (($x13 (and (and $x12 (< (* ?x9 (+ 1.0 ?x10)) 0.0)) (and $x12 (< ?x11 0.0)))))
(not $x13)))))))))
(check-sat)
