(set-logic QF_NRA)
; benchmark generated from python API
(declare-fun w () Real)
(declare-fun u () Real)
(declare-fun r_2 () Real)
(declare-fun r_1 () Real)
(assert
 (and (and (> (+ 1.0 r_1) 0.0)) (and (> (+ 1.0 r_2) 0.0)) (and (< (+ (- 1.0) r_1) 0.0)) (and (< (+ (- 1.0) r_2) 0.0)) (and (< (+ (- 1.0) (* u u) (* w w)) 0.0))))
(assert
 (let (($x314 (< (+ (- 1.0) (* (- 1.0) r_1) (* (- 1.0) r_2) (* (- 1.0) r_1 r_2)) 0.0)))
(let ((?x107 (* 2.0 u)))
(let ((?x90 (* w w)))
(let ((?x81 (* (- 1.0) ?x90)))
(let ((?x372 (* u u)))
(let ((?x217 (* (- 1.0) ?x372)))
(let (($x135 (and (and (< (+ (- 1.0) (* r_1 r_2)) 0.0)) (and (< (+ (- 1.0) r_1 r_2 (* (- 1.0) r_1 r_2)) 0.0)) (and (< (+ (- 1.0) ?x217 ?x81 (* (- 2.0) u)) 0.0)) (and (< (+ (- 1.0) ?x217 ?x81 ?x107) 0.0)) (and $x314))))
(not $x135)))))))))
(check-sat)
