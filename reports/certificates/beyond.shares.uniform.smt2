; Is there a violation of beyond.shares.uniform among the real numbers?
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
 (and (= (+ (- 1.0) p q) 0.0)))
(assert
 (or (and (> a 0.0)) (and (> (+ p (* (- 1.0) q)) 0.0)) (and (< (+ p (* (- 1.0) q)) 0.0))))
(assert
 (let ((?x3 (* a a)))
(let ((?x4 (* (+ 2.0 (* a p) (* b (+ (- 1.0) (* 2.0 p)))) (+ 2.0 (* a q) (* b (+ (- 1.0) (* 2.0 q)))))))
(let ((?x5 (+ ?x4 (* (- 1.0) ?x3 (+ 1.0 (* (- 1.0) p)) (+ 1.0 (* (- 1.0) q))))))
(let ((?x6 (* 2.0 q)))
(let ((?x7 (+ (- 1.0) ?x6)))
(let ((?x8 (* b ?x7)))
(let ((?x9 (+ 1.0 ?x8)))
(let ((?x10 (* 2.0 p)))
(let ((?x11 (+ (- 1.0) ?x10)))
(let ((?x12 (* b ?x11)))
(let ((?x13 (+ 1.0 ?x12)))
(let ((?x14 (+ (* ?x13 ?x9) (* (- 1.0) (+ 1.0 a) (+ 1.0 (* a (+ (- 1.0) p q)))))))
(let ((?x15 (* (+ b (* (- 1.0) a)) (+ (* (- 1.0) a (+ (- 1.0) p q)) (* b ?x11 ?x7)))))
(let (($x16 (or (and (< ?x15 0.0)) (and (< ?x14 0.0)) (and (< ?x5 0.0)))))
(not $x16))))))))))))))))
(check-sat)
