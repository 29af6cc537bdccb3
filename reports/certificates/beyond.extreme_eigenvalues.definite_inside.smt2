(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun k () Real)
(declare-fun c () Real)
(declare-fun S_z () Real)
(declare-fun S_x () Real)
(declare-fun S_y () Real)
(declare-fun mu () Real)
(assert
 (and (and (> c 0.0)) (and (> k 0.0))))
(assert
 (let ((?x209 (* (- 1.0) (* S_y S_y))))
 (let (($x17 (> (+ ?x209 (* (+ c (* (- 1.0) S_x)) (+ k (* (- 1.0) S_z)))) 0.0)))
 (and (and (> (+ c (* (- 1.0) S_x)) 0.0)) (and $x17)))))
(assert
 (let (($x392 (> (+ (* (- 1.0) (* S_y S_y)) (* (+ S_x c) (+ S_z k))) 0.0)))
 (and (and (> (+ S_x c) 0.0)) (and $x392))))
(assert
 (let ((?x209 (* (- 1.0) (* S_y S_y))))
 (let ((?x170 (+ ?x209 (* (+ S_x (* (- 1.0) c mu)) (+ S_z (* (- 1.0) k mu))))))
 (and (= ?x170 0.0)))))
(assert
 (let (($x51 (and (and (> (+ 1.0 mu) 0.0)) (and (< (+ (- 1.0) mu) 0.0)))))
(not $x51)))
(check-sat)
