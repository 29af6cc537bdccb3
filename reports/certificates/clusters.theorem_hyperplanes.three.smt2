; Is there a violation of clusters.theorem_hyperplanes.three among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun c_2 () Real)
(declare-fun x () Real)
(declare-fun c_1 () Real)
(declare-fun y () Real)
(declare-fun z () Real)
(assert
 (let (($x1 (= x 0.0)))
 (let (($x2 (and $x1)))
 (or $x2 (and (= (+ x (* (- 1.0) c_1)) 0.0)) (and (= (+ x (* (- 1.0) c_2)) 0.0))))))
(assert
 (let (($x3 (= y 0.0)))
 (let (($x4 (and $x3)))
 (or $x4 (and (= (+ y (* (- 1.0) c_1)) 0.0)) (and (= (+ y (* (- 1.0) c_2)) 0.0))))))
(assert
 (let (($x5 (= z 0.0)))
 (let (($x6 (and $x5)))
 (or $x6 (and (= (+ z (* (- 1.0) c_1)) 0.0)) (and (= (+ z (* (- 1.0) c_2)) 0.0))))))
(assert
 (let (($x7 (or (and (> (+ y (* (- 1.0) z)) 0.0)) (and (< (+ y (* (- 1.0) z)) 0.0)))))
 (let (($x8 (or (and (> (+ x (* (- 1.0) z)) 0.0)) (and (< (+ x (* (- 1.0) z)) 0.0)))))
 (let (($x9 (or (and (> (+ x (* (- 1.0) y)) 0.0)) (and (< (+ x (* (- 1.0) y)) 0.0)))))
 (and $x9 $x8 $x7)))))
(assert
 (not (or (and (= x 0.0)) (and (= y 0.0)) (and (= z 0.0)))))
(check-sat)
