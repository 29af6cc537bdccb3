; Is there a violation of multistability.consensus_spectrum.principal_stable among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_j () Real)
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0)))
(assert
 (or (and (> lambda_j 0.0)) (and (< lambda_j 0.0))))
(assert
 (let (($x1 (and (< (+ lambda_j (* (- 1.0) lambda_1)) 0.0))))
(not (and (and (< (* (- 1.0) lambda_1) 0.0)) $x1))))
(check-sat)
