; Is there a violation of beyond.extreme_eigenvalues.convex among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun X_z () Real)
(declare-fun X_x () Real)
(declare-fun X_y () Real)
(declare-fun Y_z () Real)
(declare-fun Y_x () Real)
(declare-fun Y_y () Real)
(declare-fun t () Real)
(assert
 (and (and (> X_x 0.0)) (and (> X_z 0.0)) (and (> (+ (* (- 1.0) (* X_y X_y)) (* X_x X_z)) 0.0))))
(assert
 (and (and (> Y_x 0.0)) (and (> Y_z 0.0)) (and (> (+ (* (- 1.0) (* Y_y Y_y)) (* Y_x Y_z)) 0.0))))
(assert
 (and (and (>= t 0.0)) (and (<= (+ (- 1.0) t) 0.0))))
(assert
 (let ((?x1 (* X_z t)))
(let ((?x2 (+ ?x1 (* Y_z (+ 1.0 (* (- 1.0) t))))))
(let ((?x3 (* X_x t)))
(let ((?x4 (+ ?x3 (* Y_x (+ 1.0 (* (- 1.0) t))))))
(let ((?x5 (* X_y t)))
(let ((?x6 (+ ?x5 (* Y_y (+ 1.0 (* (- 1.0) t))))))
(let (($x7 (and (and (> ?x4 0.0)) (and (> ?x2 0.0)) (and (> (+ (* (- 1.0) (* ?x6 ?x6)) (* ?x4 ?x2)) 0.0)))))
(not $x7)))))))))
(check-sat)
