; Is there a violation of beyond.causal_symmetric.stable among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun i () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(assert
 (and (>= (+ (- 1.0) i) 0.0)))
(assert
 (let (($x1 (>= lambda_1 0.0)))
 (and $x1)))
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (not (and (< (+ lambda_j (* (- 1.0) i lambda_1)) 0.0))))
(check-sat)
