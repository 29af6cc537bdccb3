(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun w () Real)
(declare-fun u () Real)
(declare-fun r_2 () Real)
(declare-fun r_1 () Real)
(assert
 (and (and (> (+ 1.0 r_1) 0.0)) (and (> (+ 1.0 r_2) 0.0)) (and (< (+ (- 1.0) r_1) 0.0)) (and (< (+ (- 1.0) r_2) 0.0)) (and (< (+ (- 1.0) (* u u) (* w w)) 0.0))))
(assert
 (let (($x135 (< (+ (- 1.0) (* (- 1.0) r_1) (* (- 1.0) r_2) (* (- 1.0) r_1 r_2)) 0.0)))
(let ((?x359 (* 2.0 u)))
(let ((?x96 (* w w)))
(let ((?x240 (* (- 1.0) ?x96)))
(let ((?x385 (* u u)))
(let ((?x431 (* (- 1.0) ?x385)))
(let (($x199 (and (and (< (+ (- 1.0) (* r_1 r_2)) 0.0)) (and (< (+ (- 1.0) r_1 r_2 (* (- 1.0) r_1 r_2)) 0.0)) (and (< (+ (- 1.0) ?x431 ?x240 (* (- 2.0) u)) 0.0)) (and (< (+ (- 1.0) ?x431 ?x240 ?x359) 0.0)) (and $x135))))
(not $x199)))))))))
(check-sat)
