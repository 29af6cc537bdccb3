; Is there a violation of beyond.shares.repelled.alike_fast among the real numbers?
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
 (and (> b 0.0)))
(assert
 (and (and (> (+ 1.0 (* b (+ (- 1.0) (* 2.0 p)))) 0.0)) (and (> (+ 1.0 (* b (+ (- 1.0) (* 2.0 q)))) 0.0))))
(assert
 (and (< (+ (- 1.0) p q) 0.0)))
(assert
 (and (and (<= (+ (- 1.0) (* 2.0 p)) 0.0)) (and (<= (+ (- 1.0) (* 2.0 q)) 0.0))))
(assert
 (and (> (+ a (* (- 1.0) b)) 0.0)))
(assert
 (let ((?x3 (+ (* (- 1.0) a (+ (- 1.0) p q)) (* b (+ (- 1.0) (* 2.0 p)) (+ (- 1.0) (* 2.0 q))))))
(let ((?x4 (* (- 1.0) a)))
(let ((?x5 (+ b ?x4)))
(not (and (< (* ?x5 ?x3) 0.0)))))))
(check-sat)
