; Is there a violation of beyond.flow_criterion.complex.definite among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun p () Real)
(declare-fun q () Real)
(declare-fun r () Real)
(declare-fun y () Real)
(declare-fun x () Real)
(assert
 (and (> p 0.0)))
(assert
 (and (> q 0.0)))
(assert
 (and (and (< (+ (- 1.0) p) 0.0)) (and (< (+ (- 1.0) q) 0.0))))
(assert
 (let ((?x1 (* (- 1.0) q)))
 (let ((?x2 (+ 1.0 ?x1)))
 (let ((?x3 (* (- 1.0) p)))
 (let ((?x4 (+ 1.0 ?x3)))
 (let ((?x5 (* r r)))
 (let ((?x6 (* x y)))
 (let ((?x7 (+ ?x6 (* (- 1.0) ?x5 ?x4 ?x2))))
 (and (and (< (+ x y) 0.0)) (and (> ?x7 0.0)))))))))))
(assert
 (let ((?x1 (* (- 1.0) q)))
(let ((?x2 (+ 1.0 ?x1)))
(let ((?x3 (* (- 1.0) p)))
(let ((?x4 (+ 1.0 ?x3)))
(let ((?x5 (* r r)))
(let ((?x6 (* x y)))
(let ((?x7 (+ ?x6 (* (- 1.0) ?x5 ?x4 ?x2))))
(let (($x8 (and (and (< (* x ?x2) 0.0)) (and (> (* ?x4 ?x2 ?x7) 0.0)))))
(not $x8))))))))))
(check-sat)
