; Is there a violation of beyond.bipartite_criterion.larger_group among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (and (>= (+ (- 1.0) E) 0.0)))
(assert
 (let (($x1 (and (and (>= (+ m (* (- 1.0) rest)) 0.0)) (and (> (+ (- 1.0) E) 0.0)))))
 (or (and (> (+ m (* (- 1.0) rest)) 0.0)) $x1)))
(assert
 (not (and (> (+ (* (- 1.0) rest) (* E m)) 0.0))))
(check-sat)
