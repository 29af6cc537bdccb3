; Is there a violation of beyond.inequality_groups.necessary among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun u () Real)
(declare-fun r_2 () Real)
(declare-fun r_1 () Real)
(assert
 (let (($x1 (and (<= (+ (- 1.0) (* u u) (* w w)) 0.0))))
 (and (and (>= (+ 1.0 r_1) 0.0)) (and (>= (+ 1.0 r_2) 0.0)) (and (<= (+ (- 1.0) r_1) 0.0)) (and (<= (+ (- 1.0) r_2) 0.0)) $x1)))
(assert
 (let (($x2 (<= (+ (- 1.0) (* (- 1.0) r_1) (* (- 1.0) r_2) (* (- 1.0) r_1 r_2)) 0.0)))
(let ((?x3 (* 2.0 u)))
(let ((?x4 (* w w)))
(let ((?x5 (* (- 1.0) ?x4)))
(let ((?x6 (* u u)))
(let ((?x7 (* (- 1.0) ?x6)))
(let (($x1 (and (<= (+ (- 1.0) ?x6 ?x4) 0.0))))
(let (($x8 (and (and (>= (+ 1.0 (* r_1 r_2)) 0.0)) (and (<= (+ (- 1.0) (* r_1 r_2)) 0.0)) (and (<= (+ (- 1.0) r_1 r_2 (* (- 1.0) r_1 r_2)) 0.0)) $x1 (and (<= (+ (- 1.0) ?x7 ?x5 (* (- 2.0) u)) 0.0)) (and (<= (+ (- 1.0) ?x7 ?x5 ?x3) 0.0)) (and $x2))))
(not $x8))))))))))
(check-sat)
