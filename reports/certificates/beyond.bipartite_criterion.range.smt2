; Is there a violation of beyond.bipartite_criterion.range among the real numbers?
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
 (let (($x1 (and (< (+ (- 1.0) E) 0.0))))
 (or (and (> (+ (- 1.0) E) 0.0)) $x1)))
(assert
 (let ((?x2 (* rest rest)))
(let ((?x3 (* (- 1.0) ?x2)))
(let ((?x4 (* m m)))
(let ((?x5 (* (- 1.0) ?x4)))
(let ((?x6 (* (- 1.0) E (+ ?x4 ?x2))))
(let ((?x7 (* m rest)))
(let ((?x8 (+ ?x7 ?x6 (* m rest (* E E)))))
(let (($x9 (and (> ?x8 0.0))))
(let (($x10 (and $x9 (and (< (* E (+ ?x5 ?x3 (* 2.0 E m rest))) 0.0)))))
(let (($x11 (or (and (>= (+ (* (- 1.0) rest) (* E m)) 0.0)) (and (>= (+ (* (- 1.0) m) (* E rest)) 0.0)) $x10)))
(let (($x12 (and (and (> (+ (* (- 1.0) rest) (* E m)) 0.0)) (and (> (+ (* (- 1.0) m) (* E rest)) 0.0)))))
(let (($x1 (and (< (+ (- 1.0) E) 0.0))))
(let (($x13 (or (and (<= (+ (* (- 1.0) rest) (* E m)) 0.0)) (and (<= (+ (* (- 1.0) m) (* E rest)) 0.0)) $x9)))
(let (($x14 (and (or $x1 (and (< (+ ?x6 (* 2.0 m rest)) 0.0))) $x13 (or $x1 $x12 (and (<= ?x8 0.0))) $x11)))
(not $x14))))))))))))))))
(check-sat)
