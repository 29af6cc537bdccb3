; Is there a violation of beyond.shares.groups.holds_negative among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun p () Real)
(declare-fun q () Real)
(declare-fun b () Real)
(declare-fun a () Real)
(assert
 (and (> p 0.0)))
(assert
 (and (> q 0.0)))
(assert
 (let (($x1 (and (> q 0.0))))
 (let (($x2 (and (> p 0.0))))
 (and $x2 $x1 (and (< (+ (- 1.0) p) 0.0)) (and (< (+ (- 1.0) q) 0.0))))))
(assert
 (and (< b 0.0)))
(assert
 (and (and (> (+ 1.0 (* b (+ (- 1.0) (* 2.0 p)))) 0.0)) (and (> (+ 1.0 (* b (+ (- 1.0) (* 2.0 q)))) 0.0))))
(assert
 (let (($x3 (>= a 0.0)))
 (and $x3)))
(assert
 (let ((?x4 (+ (* (- 1.0) a (+ (- 1.0) p q)) (* b (+ (- 1.0) (* 2.0 p)) (+ (- 1.0) (* 2.0 q))))))
 (and (> (* (+ b (* (- 1.0) a)) ?x4) 0.0))))
(assert
 (let ((?x5 (+ 1.0 (* b (+ (- 1.0) (* 2.0 q))))))
 (let ((?x6 (+ 1.0 (* b (+ (- 1.0) (* 2.0 p))))))
 (let ((?x7 (+ (* ?x6 ?x5) (* (- 1.0) (+ 1.0 a) (+ 1.0 (* a (+ (- 1.0) p q)))))))
 (and (> ?x7 0.0))))))
(assert
 (not (and (< (+ (- 1.0) (* 2.0 p)) 0.0))))
(check-sat)
