; Is there a violation of power_method.near_tie.collinear among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun g () Real)
(declare-fun b () Real)
(declare-fun a () Real)
(declare-fun s () Real)
(assert
 (and (and (> g 0.0)) (and (< (+ (- 1.0) g) 0.0))))
(assert
 (let (($x1 (and (< (+ a (* b g)) 0.0))))
 (and (and (> a 0.0)) $x1)))
(assert
 (and (and (<= (+ (- 1.0) s) 0.0)) (and (> s 0.0))))
(assert
 (let (($x2 (or (and (<= (+ (* (- 1.0) a) (* (- 1.0) b g s)) 0.0)) (and (< (+ a (* b g s)) 0.0)))))
(let (($x3 (or (and (>= (+ (* (- 1.0) a) (* (- 1.0) b g s)) 0.0)) (and (> (+ a (* b g s)) 0.0)))))
(let (($x1 (and (< (+ a (* b g)) 0.0))))
(not (and $x1 $x3 $x2))))))
(check-sat)
