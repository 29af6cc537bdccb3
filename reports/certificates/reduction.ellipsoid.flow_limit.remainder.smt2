; Is there a violation of reduction.ellipsoid.flow_limit.remainder among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun r () Real)
(declare-fun a () Real)
(declare-fun b () Real)
(assert
 (and (> r 0.0)))
(assert
 (let (($x1 (and (<= (+ (- 1.0) (* r r) (* (- 1.0) b) (* (- 2.0) a)) 0.0))))
 (let (($x2 (and (>= (+ (- 1.0) (* r r) (* (- 1.0) b) (* (- 2.0) a)) 0.0))))
 (and $x2 $x1))))
(assert
 (and (<= (+ (* a a) (* (- 1.0) b)) 0.0)))
(assert
 (and (<= (+ (- 1.0) (* 4.0 b)) 0.0)))
(assert
 (let ((?x3 (+ (* (+ 1.0 (* (- 1.0) r)) (+ 1.0 (* (- 1.0) r))) (* (- 4.0) b (* r r)))))
(let (($x4 (<= (+ 1.0 (* (- 1.0) r) (* a r) (* (- 4.0) b r)) 0.0)))
(let (($x5 (>= (+ 1.0 (* (- 1.0) r) (* a r) (* 4.0 b r)) 0.0)))
(not (and (and $x5) (and $x4) (and (<= ?x3 0.0))))))))
(check-sat)
