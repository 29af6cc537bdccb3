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
 (let ((?x421 (* S_y S_y)))
 (let ((?x120 (* (- 1.0) ?x421)))
 (let (($x164 (> (+ ?x120 (* (+ c (* (- 1.0) S_x)) (+ k (* (- 1.0) S_z)))) 0.0)))
 (and $x164)))))
(assert
 (let (($x282 (> (+ (* (- 1.0) (* S_y S_y)) (* (+ S_x c) (+ S_z k))) 0.0)))
 (and $x282)))
(assert
 (let (($x277 (< (+ (* (- 1.0) (* S_y S_y)) (* S_x S_z) (* (- 1.0) c k)) 0.0)))
 (and $x277)))
(assert
 (let ((?x421 (* S_y S_y)))
(let ((?x120 (* (- 1.0) ?x421)))
(let (($x164 (> (+ ?x120 (* (+ c (* (- 1.0) S_x)) (+ k (* (- 1.0) S_z)))) 0.0)))
(let (($x268 (and $x164)))
(let (($x224 (and (> (+ ?x120 (* (+ S_x c) (+ S_z k))) 0.0))))
(let (($x41 (and (and (> (+ S_x c) 0.0)) (and (> (+ c (* (- 1.0) S_x)) 0.0)) $x224 $x268)))
(not $x41))))))))
(check-sat)
