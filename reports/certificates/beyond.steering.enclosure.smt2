; Is there a violation of beyond.steering.enclosure among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun h () Real)
(declare-fun k () Real)
(declare-fun s () Real)
(declare-fun mu () Real)
(assert
 (and (> h 0.0)))
(assert
 (and (> k 0.0)))
(assert
 (let ((?x1 (* k k)))
 (let ((?x2 (* (- 1.0) ?x1)))
 (let (($x3 (<= (+ ?x2 (* (+ mu (* (- 1.0) h)) (+ mu (* (- 1.0) s)))) 0.0)))
 (let (($x4 (<= (+ ?x2 (* (+ mu (* (- 1.0) h)) (+ s (* (- 1.0) mu)))) 0.0)))
 (and (and $x4) (and $x3)))))))
(assert
 (and (> (+ mu (* (- 1.0) h) (* (- 1.0) k)) 0.0)))
(assert
 (let ((?x1 (* k k)))
(let ((?x2 (* (- 1.0) ?x1)))
(let ((?x5 (+ ?x2 (* (+ mu (* (- 1.0) s)) (+ s (* (- 1.0) h) (* (- 1.0) k))))))
(let ((?x6 (+ ?x2 (* (+ s (* (- 1.0) mu)) (+ s (* (- 1.0) h) (* (- 1.0) k))))))
(let (($x7 (and (and (< (+ s (* (- 1.0) k) (* (- 1.0) mu)) 0.0)) (and (< (+ mu (* (- 1.0) k) (* (- 1.0) s)) 0.0)) (and (< ?x6 0.0)) (and (< ?x5 0.0)))))
(not $x7)))))))
(check-sat)
