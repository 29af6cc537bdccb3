; Is there a violation of multistability.routh_hurwitz.complex among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun y_1 () Real)
(declare-fun x_2 () Real)
(declare-fun y_2 () Real)
(declare-fun x_1 () Real)
(assert
 (let ((?x1 (* x_2 y_1)))
(let ((?x2 (* x_1 y_2)))
(let ((?x3 (+ ?x2 ?x1)))
(let ((?x4 (+ x_1 x_2)))
(let ((?x5 (+ (* (- 1.0) (* ?x3 ?x3)) (* (* ?x4 ?x4) (+ (* x_1 x_2) (* (- 1.0) y_1 y_2))) (* ?x4 (+ y_1 y_2) ?x3))))
(let (($x6 (and (> ?x5 0.0))))
(let (($x7 (and (> (+ (* (- 1.0) x_1) (* (- 1.0) x_2)) 0.0))))
(let (($x8 (and (not (and (and (< x_1 0.0)) (and (< x_2 0.0)))) (not (and $x7 $x6)))))
(let (($x9 (or (and (and (< x_1 0.0)) (and (< x_2 0.0)) $x7 $x6) $x8)))
(not $x9)))))))))))
(check-sat)
