(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun k () Real)
(declare-fun c () Real)
(declare-fun S_z () Real)
(declare-fun S_x () Real)
(declare-fun S_y () Real)
(assert
 (and (and (> c 0.0)) (and (> k 0.0))))
(assert
 (let ((?x612 (+ (* S_x k) (* S_z c))))
(let ((?x235 (+ (* ?x612 ?x612) (* (- 4.0) c k (+ (* (- 1.0) (* S_y S_y)) (* S_x S_z))))))
(not (and (>= ?x235 0.0))))))
(check-sat)
