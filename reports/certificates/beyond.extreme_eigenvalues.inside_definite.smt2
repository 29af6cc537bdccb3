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
 (let ((?x440 (* S_y S_y)))
 (let ((?x48 (* (- 1.0) ?x440)))
 (let (($x255 (> (+ ?x48 (* (+ c (* (- 1.0) S_x)) (+ k (* (- 1.0) S_z)))) 0.0)))
 (and $x255)))))
(assert
 (let (($x54 (> (+ (* (- 1.0) (* S_y S_y)) (* (+ S_x c) (+ S_z k))) 0.0)))
 (and $x54)))
(assert
 (let (($x392 (< (+ (* (- 1.0) (* S_y S_y)) (* S_x S_z) (* (- 1.0) c k)) 0.0)))
 (and $x392)))
(assert
 (let ((?x440 (* S_y S_y)))
(let ((?x48 (* (- 1.0) ?x440)))
(let (($x255 (> (+ ?x48 (* (+ c (* (- 1.0) S_x)) (+ k (* (- 1.0) S_z)))) 0.0)))
(let (($x365 (and $x255)))
(let (($x373 (and (> (+ ?x48 (* (+ S_x c) (+ S_z k))) 0.0))))
(let (($x37 (and (and (> (+ S_x c) 0.0)) (and (> (+ c (* (- 1.0) S_x)) 0.0)) $x373 $x365)))
(not $x37))))))))
(check-sat)
