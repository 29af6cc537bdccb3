; Is there a violation of power_method.near_tie.span_1d among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_2 () Real)
(declare-fun lambda_d () Real)
(declare-fun lambda_1 () Real)
(assert
 (and (and (< (+ lambda_2 (* (- 1.0) lambda_1)) 0.0)) (and (< (+ lambda_d (* (- 1.0) lambda_2)) 0.0))))
(assert
 (let ((?x1 (+ (* (+ 1.0 lambda_d) (+ 1.0 lambda_d)) (* (- 1.0) (* (+ 1.0 lambda_2) (+ 1.0 lambda_2))))))
(let (($x2 (and (> (+ (- 2.0) (* (- 1.0) lambda_2) (* (- 1.0) lambda_d)) 0.0))))
(let ((?x3 (* (- 1.0) lambda_d)))
(let ((?x4 (* (- 1.0) lambda_2)))
(let ((?x5 (+ (- 2.0) ?x4 ?x3)))
(let (($x6 (<= ?x5 0.0)))
(let (($x7 (or (and (and $x6) (and (<= ?x1 0.0))) (and $x2 (and (> ?x1 0.0))))))
(let ((?x8 (* 4.0 (* (+ 1.0 (* (- 1.0) lambda_1)) (+ 1.0 (* (- 1.0) lambda_1))))))
(let (($x9 (<= (+ (* (- 1.0) (* (+ 1.0 lambda_1) (+ 1.0 lambda_1))) ?x8) 0.0)))
(let (($x10 (or (and (> (+ (- 3.0) lambda_1) 0.0)) (and (< (+ (- 1.0) (* 3.0 lambda_1)) 0.0)) (and $x9))))
(not (and $x10 $x7)))))))))))))
(check-sat)
