; Is there a violation of beyond.hemisphere_growth.pulled among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun s () Real)
(declare-fun g () Real)
(declare-fun e () Real)
(declare-fun rate () Real)
(declare-fun g_0 () Real)
(assert
 (and (> s 0.0)))
(assert
 (let ((?x1 (+ (* rate (+ 1.0 e)) (* 2.0 g (+ 2.0 (* (- 1.0) g))))))
 (and (= ?x1 0.0))))
(assert
 (and (and (>= g 0.0)) (and (<= (+ g (* (- 1.0) g_0)) 0.0)) (and (<= (+ (- 2.0) g_0) 0.0))))
(assert
 (and (and (<= (+ e (* (- 1.0) s)) 0.0)) (and (> e 0.0))))
(assert
 (let (($x2 (<= (+ (* rate (+ 1.0 s)) (* (- 2.0) g (+ (- 2.0) g_0))) 0.0)))
(not (and $x2))))
(check-sat)
