; Is there a violation of beyond.steering.sufficient among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun c () Real)
(declare-fun t () Real)
(declare-fun r () Real)
(assert
 (and (> c 0.0)))
(assert
 (and (> t 0.0)))
(assert
 (and (> r 0.0)))
(assert
 (and (and (>= (+ (- 1.0) (* r r) (* (- 1.0) c)) 0.0)) (and (<= (+ (- 1.0) (* r r) (* (- 1.0) c)) 0.0))))
(assert
 (let (($x1 (and (and (> (+ (- 1.0) (* (- 1.0) r) (* c t)) 0.0)) (and (> (+ (- 1.0) (* (- 2.0) t) (* c (* t t))) 0.0)))))
(let (($x2 (and (and (<= (+ (- 1.0) (* (- 1.0) r) (* c t)) 0.0)) (and (<= (+ (- 1.0) (* (- 2.0) t) (* c (* t t))) 0.0)))))
(not (or $x2 $x1)))))
(check-sat)
