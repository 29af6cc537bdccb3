; Is there a violation of beyond.causal_symmetric.sharp among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun i () Real)
(declare-fun n () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_2 () Real)
(assert
 (and (>= (+ (- 1.0) i) 0.0)))
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (< lambda_1 0.0)))
(assert
 (let (($x1 (<= (+ i (* (- 1.0) n)) 0.0)))
 (and $x1)))
(assert
 (let (($x2 (or (and (<= (+ lambda_2 (* (- 1.0) lambda_1 n)) 0.0)) (and (> (+ lambda_2 (* (- 1.0) lambda_1 n)) 0.0)))))
(let (($x3 (or (and (>= (+ lambda_2 (* (- 1.0) lambda_1 n)) 0.0)) (and (< (+ lambda_2 (* (- 1.0) i lambda_1)) 0.0)))))
(not (and $x3 $x2)))))
(check-sat)
