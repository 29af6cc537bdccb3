; Is there a violation of beyond.causal_steps.earlier among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun phi () Real)
(declare-fun own () Real)
(declare-fun h () Real)
(declare-fun after () Real)
(declare-fun D () Real)
(declare-fun disturbed () Real)
(assert
 (let ((?x1 (* D after)))
 (let ((?x2 (* (- 1.0) disturbed)))
 (and (<= (+ ?x2 ?x1 (* (- 1.0) h own phi)) 0.0)))))
(assert
 (and (and (>= (+ (- 1.0) own) 0.0)) (and (<= (+ own (* (- 1.0) D)) 0.0))))
(assert
 (and (and (>= disturbed 0.0)) (and (>= h 0.0)) (and (>= phi 0.0))))
(assert
 (let (($x3 (and (<= (+ after (* (- 1.0) disturbed) (* (- 1.0) h phi)) 0.0))))
(not $x3)))
(check-sat)
