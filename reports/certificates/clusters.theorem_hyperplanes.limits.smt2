; Is there a violation of clusters.theorem_hyperplanes.limits among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun x () Real)
(declare-fun c_2 () Real)
(declare-fun c_1 () Real)
(assert
 (let (($x1 (or (and (= (* x (+ c_1 (* (- 1.0) x))) 0.0)) (and (= (* x (+ c_2 (* (- 1.0) x))) 0.0)))))
 (and (and (<= (* x (+ c_1 (* (- 1.0) x))) 0.0)) (and (<= (* x (+ c_2 (* (- 1.0) x))) 0.0)) $x1)))
(assert
 (let (($x2 (or (and (= x 0.0)) (and (= (+ x (* (- 1.0) c_1)) 0.0)) (and (= (+ x (* (- 1.0) c_2)) 0.0)))))
(not $x2)))
(check-sat)
