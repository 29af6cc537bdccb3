; Is there a violation of clusters.negative_identity.only_zero among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun y () Real)
(declare-fun square () Real)
(declare-fun others () Real)
(assert
 (and (<= (+ 1.0 y (* (- 1.0) E)) 0.0)))
(assert
 (let (($x1 (>= y 0.0)))
 (and $x1)))
(assert
 (and (and (>= others 0.0)) (and (>= square 0.0))))
(assert
 (and (= (+ others square (* y (+ (- 1.0) E))) 0.0)))
(assert
 (not (and (= y 0.0))))
(check-sat)
