; Is there a violation of beyond.remark_1_repaired.consensus among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun lambda_k () Real)
(assert
 (and (>= (+ (- 2.0) n) 0.0)))
(assert
 (let (($x1 (and (> (+ 1.0 lambda_k) 0.0))))
 (and $x1 (and (< (+ (- 1.0) lambda_k) 0.0)))))
(assert
 (let (($x1 (and (> (+ 1.0 lambda_k) 0.0))))
(not $x1)))
(check-sat)
