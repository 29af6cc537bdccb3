; Is there a violation of asymptotic.theorem_causal_symmetric.spectrum among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun i () Real)
(declare-fun a () Real)
(declare-fun lambda_j () Real)
(declare-fun lambda_k () Real)
(assert
 (and (>= (+ (- 1.0) i) 0.0)))
(assert
 (and (= (+ (- 1.0) (* a i)) 0.0)))
(assert
 (let (($x1 (or (and (<= (+ lambda_j (* (- 1.0) i lambda_k)) 0.0)) (and (> (+ (* (- 1.0) lambda_k) (* a lambda_j)) 0.0)))))
(let (($x2 (or (and (>= (+ lambda_j (* (- 1.0) i lambda_k)) 0.0)) (and (< (+ (* (- 1.0) lambda_k) (* a lambda_j)) 0.0)))))
(not (and $x2 $x1)))))
(check-sat)
