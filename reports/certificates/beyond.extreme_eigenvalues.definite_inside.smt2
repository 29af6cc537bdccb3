; Is there a violation of beyond.extreme_eigenvalues.definite_inside among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun k () Real)
(declare-fun c () Real)
(declare-fun S_z () Real)
(declare-fun S_x () Real)
(declare-fun S_y () Real)
(declare-fun mu () Real)
(assert
 (and (and (> c 0.0)) (and (> k 0.0))))
(assert
 (let ((?x1 (* S_y S_y)))
 (let ((?x2 (* (- 1.0) ?x1)))
 (let (($x3 (> (+ ?x2 (* (+ c (* (- 1.0) S_x)) (+ k (* (- 1.0) S_z)))) 0.0)))
 (and (and (> (+ c (* (- 1.0) S_x)) 0.0)) (and $x3))))))
(assert
 (let (($x4 (> (+ (* (- 1.0) (* S_y S_y)) (* (+ S_x c) (+ S_z k))) 0.0)))
 (and (and (> (+ S_x c) 0.0)) (and $x4))))
(assert
 (let ((?x1 (* S_y S_y)))
 (let ((?x2 (* (- 1.0) ?x1)))
 (let ((?x5 (+ ?x2 (* (+ S_x (* (- 1.0) c mu)) (+ S_z (* (- 1.0) k mu))))))
 (and (= ?x5 0.0))))))
(assert
 (let (($x6 (and (and (> (+ 1.0 mu) 0.0)) (and (< (+ (- 1.0) mu) 0.0)))))
(not $x6)))
(check-sat)
