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
 (let ((?x165 (* S_z c)))
(let ((?x256 (* S_x k)))
(let ((?x126 (+ ?x256 ?x165)))
(let ((?x389 (+ (* ?x126 ?x126) (* (- 4.0) c k (+ (* (- 1.0) (* S_y S_y)) (* S_x S_z))))))
(not (and (>= ?x389 0.0))))))))
(check-sat)
