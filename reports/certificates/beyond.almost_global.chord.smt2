; Is there a violation of beyond.almost_global.chord among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun e () Real)
(declare-fun t () Real)
(declare-fun u () Real)
(assert
 (and (and (>= e 0.0)) (and (<= (+ (- 2.0) (* e e)) 0.0))))
(assert
 (let (($x1 (>= t 0.0)))
 (and $x1)))
(assert
 (let ((?x2 (* (- 2.0) e t)))
 (let (($x3 (<= (+ (* (- 1.0) u (+ 4.0 (* (- 1.0) (* e e)))) ?x2) 0.0)))
 (let (($x4 (and (<= (+ (* u (+ 4.0 (* (- 1.0) (* e e)))) ?x2) 0.0))))
 (and $x4 (and $x3))))))
(assert
 (let (($x5 (and (and (<= (+ u (* (- 1.0) e t)) 0.0)) (and (<= (+ (* (- 1.0) u) (* (- 1.0) e t)) 0.0)))))
(not $x5)))
(check-sat)
