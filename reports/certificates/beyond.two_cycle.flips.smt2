; Is there a violation of beyond.two_cycle.flips among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_k () Real)
(assert
 (and (< (+ 1.0 lambda_k) 0.0)))
(assert
 (let ((?x1 (+ 1.0 lambda_k)))
(let ((?x2 (ite (>= ?x1 0.0) ?x1 (- ?x1))))
(not (and (and (distinct ?x2 0.0) true) (= (+ 1.0 ?x2 lambda_k) 0.0))))))
(check-sat)
