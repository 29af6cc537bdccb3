(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun w () Real)
(declare-fun u () Real)
(declare-fun r_2 () Real)
(declare-fun r_1 () Real)
(assert
 (and (and (> (+ 1.0 r_1) 0.0)) (and (> (+ 1.0 r_2) 0.0)) (and (< (+ (- 1.0) r_1) 0.0)) (and (< (+ (- 1.0) r_2) 0.0)) (and (< (+ (- 1.0) (* u u) (* w w)) 0.0))))
(assert
 (let (($x345 (< (+ (- 1.0) (* (- 1.0) r_1) (* (- 1.0) r_2) (* (- 1.0) r_1 r_2)) 0.0)))
(let ((?x239 (* 2.0 u)))
(let ((?x308 (* w w)))
(let ((?x126 (* (- 1.0) ?x308)))
(let ((?x293 (* u u)))
(let ((?x282 (* (- 1.0) ?x293)))
(let (($x85 (and (and (< (+ (- 1.0) (* r_1 r_2)) 0.0)) (and (< (+ (- 1.0) r_1 r_2 (* (- 1.0) r_1 r_2)) 0.0)) (and (< (+ (- 1.0) ?x282 ?x126 (* (- 2.0) u)) 0.0)) (and (< (+ (- 1.0) ?x282 ?x126 ?x239) 0.0)) (and $x345))))
(not $x85)))))))))
(check-sat)
