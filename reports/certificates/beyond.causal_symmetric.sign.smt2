; Is there a violation of beyond.causal_symmetric.sign among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun q () Real)
(declare-fun push () Real)
(declare-fun R () Real)
(declare-fun normal () Real)
(assert
 (let (($x1 (>= lambda_1 0.0)))
 (and $x1)))
(assert
 (and (and (>= push 0.0)) (and (>= q 0.0))))
(assert
 (let (($x2 (<= (+ normal (* (- 1.0) R)) 0.0)))
 (and $x2)))
(assert
 (let (($x3 (>= (+ (* R q) (* lambda_1 push) (* (- 1.0) normal q)) 0.0)))
(not (and $x3))))
(check-sat)
