; Is there a violation of beyond.lemma_8_repaired.members among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun x () Real)
(declare-fun kappa () Real)
(declare-fun s () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (= (+ s (* (- 1.0) kappa x)) 0.0)))
(assert
 (and (> (+ 1.0 (* alpha kappa)) 0.0)))
(assert
 (let ((?x1 (* alpha kappa)))
(let ((?x2 (+ 1.0 ?x1)))
(let ((?x3 (ite (>= ?x2 0.0) ?x2 (- ?x2))))
(let ((?x4 (* alpha s)))
(let (($x5 (and (and (distinct ?x3 0.0) true) (= (+ x ?x4 (* (- 1.0) ?x3 x)) 0.0))))
(not $x5)))))))
(check-sat)
