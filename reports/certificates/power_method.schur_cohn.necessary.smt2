; Is there a violation of power_method.schur_cohn.necessary among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun u () Real)
(declare-fun r_2 () Real)
(declare-fun r_1 () Real)
(assert
 (and (and (> (+ 1.0 r_1) 0.0)) (and (> (+ 1.0 r_2) 0.0)) (and (< (+ (- 1.0) r_1) 0.0)) (and (< (+ (- 1.0) r_2) 0.0)) (and (< (+ (- 1.0) (* u u) (* w w)) 0.0))))
(assert
 (let (($x1 (< (+ (- 1.0) (* (- 1.0) r_1) (* (- 1.0) r_2) (* (- 1.0) r_1 r_2)) 0.0)))
(let ((?x2 (* 2.0 u)))
(let ((?x3 (* w w)))
(let ((?x4 (* (- 1.0) ?x3)))
(let ((?x5 (* u u)))
(let ((?x6 (* (- 1.0) ?x5)))
(let (($x7 (and (and (< (+ (- 1.0) (* r_1 r_2)) 0.0)) (and (< (+ (- 1.0) r_1 r_2 (* (- 1.0) r_1 r_2)) 0.0)) (and (< (+ (- 1.0) ?x6 ?x4 (* (- 2.0) u)) 0.0)) (and (< (+ (- 1.0) ?x6 ?x4 ?x2) 0.0)) (and $x1))))
(not $x7)))))))))
(check-sat)
