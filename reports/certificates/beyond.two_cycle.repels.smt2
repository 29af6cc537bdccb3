; Is there a violation of beyond.two_cycle.repels among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_k () Real)
(declare-fun lambda_d () Real)
(declare-fun lambda_1 () Real)
(assert
 (let ((?x1 (+ lambda_d (* (- 1.0) lambda_k))))
 (let (($x2 (<= ?x1 0.0)))
 (and $x2))))
(assert
 (and (< (+ 1.0 lambda_k) 0.0)))
(assert
 (let (($x3 (and (< (+ (- 2.0) (* (- 1.0) lambda_1) (* (- 1.0) lambda_d)) 0.0))))
 (or (and (> (+ lambda_k (* (- 1.0) lambda_d)) 0.0)) $x3)))
(assert
 (let ((?x4 (* (- 1.0) (* (+ 1.0 lambda_k) (+ 1.0 lambda_k)))))
(let (($x5 (and (> (+ (* (+ 1.0 lambda_d) (+ 1.0 lambda_d)) ?x4) 0.0))))
(let (($x6 (and (> (+ (* (+ 1.0 lambda_1) (+ 1.0 lambda_1)) ?x4) 0.0))))
(not (or $x6 $x5))))))
(check-sat)
