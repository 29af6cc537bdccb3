; Is there a violation of multistability.bipartite_stability.real among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_j () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (let ((?x1 (* E m)))
(let ((?x2 (+ rest ?x1)))
(let ((?x3 (* E rest)))
(let ((?x4 (+ m ?x3)))
(let (($x5 (and (and (distinct ?x2 0.0) true) (and (distinct ?x4 0.0) true) (>= (* m rest (* lambda_j lambda_j) ?x4 ?x2) 0.0))))
(not $x5)))))))
(check-sat)
