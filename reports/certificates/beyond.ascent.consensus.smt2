; Is there a violation of beyond.ascent.consensus among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_j () Real)
(declare-fun lambda_d () Real)
(declare-fun w () Real)
(assert
 (and (< (+ lambda_d (* (- 1.0) lambda_j)) 0.0)))
(assert
 (and (and (> w 0.0)) (and (< (+ (- 1.0) w) 0.0))))
(assert
 (let ((?x1 (* (- 1.0) w)))
(let ((?x2 (+ 1.0 ?x1)))
(let ((?x3 (+ 1.0 lambda_j)))
(let ((?x4 (* ?x3 ?x3)))
(let ((?x5 (+ (* w (* (+ 1.0 lambda_d) (+ 1.0 lambda_d))) (* ?x4 ?x2))))
(let ((?x6 (+ (* (- 1.0) (+ (* lambda_d w) (* lambda_j ?x2)) ?x5) (* lambda_d w (* (+ 1.0 lambda_d) (+ 1.0 lambda_d))) (* lambda_j ?x4 ?x2))))
(let (($x7 (or (and (<= (+ 2.0 lambda_d lambda_j) 0.0)) (and (> ?x6 0.0)))))
(let (($x8 (or (and (>= (+ 2.0 lambda_d lambda_j) 0.0)) (and (< ?x6 0.0)))))
(not (and $x8 $x7)))))))))))
(check-sat)
