; Is there a violation of beyond.polygons.exist.indefinite among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun c () Real)
(declare-fun a () Real)
(declare-fun b () Real)
(declare-fun s () Real)
(assert
 (let (($x1 (= (+ (* s s) (* (- 1.0) (* b b)) (* a c)) 0.0)))
 (and $x1)))
(assert
 (let (($x2 (or (and (= b 0.0)) (and (> a 0.0)) (and (> c 0.0)) (and (< a 0.0)) (and (< c 0.0)) (and (> (+ b s) 0.0)) (and (< (+ b s) 0.0)) (and (> (+ s (* (- 1.0) b)) 0.0)) (and (< (+ s (* (- 1.0) b)) 0.0)))))
(let ((?x3 (* a c)))
(let ((?x4 (+ (* (+ s (* (- 1.0) b)) (+ s (* (- 1.0) b))) ?x3 (* 2.0 b (+ s (* (- 1.0) b))))))
(let ((?x5 (+ (* (+ b s) (+ b s)) ?x3 (* 2.0 b (+ (* (- 1.0) b) (* (- 1.0) s))))))
(let (($x6 (and (and (= (* c ?x5) 0.0)) (and (= (* a ?x4) 0.0)) $x2)))
(not $x6)))))))
(check-sat)
