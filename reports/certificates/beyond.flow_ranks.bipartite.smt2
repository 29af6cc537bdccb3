; Is there a violation of beyond.flow_ranks.bipartite among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_1 () Real)
(declare-fun lambda_k () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (> lambda_1 0.0)))
(assert
 (and (< (+ lambda_k (* (- 1.0) lambda_1)) 0.0)))
(assert
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (or (and (> (+ (- 1.0) E) 0.0)) (and (< (+ (- 1.0) E) 0.0))))
(assert
 (let ((?x1 (* E m)))
(let ((?x2 (+ rest ?x1)))
(let ((?x3 (* E rest)))
(let ((?x4 (+ m ?x3)))
(let ((?x5 (* m rest (+ (- 1.0) (* E E)) ?x4 ?x2)))
(let (($x6 (and (distinct ?x4 0.0) true)))
(let (($x7 (and (distinct ?x2 0.0) true)))
(let (($x8 (or (and $x7 $x6 (> ?x5 0.0)) (and $x7 $x6 (< ?x5 0.0)))))
(not $x8))))))))))
(check-sat)
