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
 (let ((?x267 (* S_y S_y)))
 (let ((?x209 (* (- 1.0) ?x267)))
 (let (($x288 (> (+ ?x209 (* (+ c (* (- 1.0) S_x)) (+ k (* (- 1.0) S_z)))) 0.0)))
 (and $x288)))))
(assert
 (let (($x168 (> (+ (* (- 1.0) (* S_y S_y)) (* (+ S_x c) (+ S_z k))) 0.0)))
 (and $x168)))
(assert
 (let (($x384 (< (+ (* (- 1.0) (* S_y S_y)) (* S_x S_z) (* (- 1.0) c k)) 0.0)))
 (and $x384)))
(assert
 (let ((?x267 (* S_y S_y)))
(let ((?x209 (* (- 1.0) ?x267)))
(let (($x288 (> (+ ?x209 (* (+ c (* (- 1.0) S_x)) (+ k (* (- 1.0) S_z)))) 0.0)))
(let (($x205 (and $x288)))
(let (($x277 (and (> (+ ?x209 (* (+ S_x c) (+ S_z k))) 0.0))))
(let (($x215 (and (and (> (+ S_x c) 0.0)) (and (> (+ c (* (- 1.0) S_x)) 0.0)) $x277 $x205)))
(not $x215))))))))
(check-sat)
