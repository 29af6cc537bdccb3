(set-logic QF_NRA)
; benchmark generated from python API
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
 (let ((?x347 (+ (* X_z t) (* Y_z (+ 1.0 (* (- 1.0) t))))))
(let ((?x43 (+ (* X_x t) (* Y_x (+ 1.0 (* (- 1.0) t))))))
(let ((?x378 (+ (* X_y t) (* Y_y (+ 1.0 (* (- 1.0) t))))))
(let (($x194 (and (and (> ?x43 0.0)) (and (> ?x347 0.0)) (and (> (+ (* (- 1.0) (* ?x378 ?x378)) (* ?x43 ?x347)) 0.0)))))
(not $x194))))))
(check-sat)
