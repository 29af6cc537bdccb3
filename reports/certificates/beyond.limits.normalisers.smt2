; Is there a violation of beyond.limits.normalisers among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_k () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (< (+ (- 1.0) (* (- 1.0) lambda_k)) 0.0)))
(assert
 (let ((?x1 (* (- 1.0) rest)))
 (let ((?x2 (* (- 1.0) m)))
 (let ((?x3 (+ ?x2 ?x1 (* lambda_k (+ rest ?x2)))))
 (or (and (>= (+ m ?x1) 0.0)) (and (> ?x3 0.0)) (and (< ?x3 0.0)))))))
(assert
 (let ((?x4 (+ m rest)))
(let ((?x5 (* ?x4 (+ m rest (* lambda_k (+ m (* (- 1.0) rest)))))))
(let (($x6 (and (distinct ?x4 0.0) true)))
(let (($x7 (and (and (> (+ 1.0 lambda_k) 0.0)) (or (and $x6 (> ?x5 0.0)) (and $x6 (< ?x5 0.0))))))
(not $x7))))))
(check-sat)
