; Is there a violation of beyond.lemma_9_bipartite_repaired among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
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
 (or (and (> lambda_k 0.0)) (and (< lambda_k 0.0))))
(assert
 (let ((?x1 (* E rest)))
 (let ((?x2 (+ m ?x1)))
 (let (($x3 (> (* ?x2 (+ m ?x1 (* lambda_k (+ (* (- 1.0) m) ?x1)))) 0.0)))
 (let (($x4 (and (distinct ?x2 0.0) true)))
 (let ((?x5 (* E m)))
 (let ((?x6 (+ rest ?x5)))
 (let (($x7 (> (* ?x6 (+ rest ?x5 (* lambda_k (+ (* (- 1.0) rest) ?x5)))) 0.0)))
 (let (($x8 (and (distinct ?x6 0.0) true)))
 (and (and $x8 $x7) (and $x4 $x3)))))))))))
(assert
 (or (and (> (+ (- 1.0) E) 0.0)) (and (< (+ (- 1.0) E) 0.0))))
(assert
 (let ((?x5 (* E m)))
(let ((?x6 (+ rest ?x5)))
(let ((?x1 (* E rest)))
(let ((?x2 (+ m ?x1)))
(let ((?x9 (* m rest (+ (- 1.0) (* E E)) ?x2 ?x6)))
(let (($x4 (and (distinct ?x2 0.0) true)))
(let (($x8 (and (distinct ?x6 0.0) true)))
(let (($x10 (or (and $x8 $x4 (> ?x9 0.0)) (and $x8 $x4 (< ?x9 0.0)))))
(not $x10))))))))))
(check-sat)
