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
 (let (($x1 (and (< (+ a (* b g)) 0.0))))
 (and (and (> a 0.0)) $x1)))
(assert
 (let (($x2 (and (distinct g 0.0) true)))
(let (($x3 (and (distinct b 0.0) true)))
(let (($x4 (or (and (< (+ a (* b g s)) 0.0)) (and $x3 $x2 (<= (* b g (+ a (* b g s))) 0.0)))))
(let (($x5 (or (and (> (+ a (* b g s)) 0.0)) (and $x3 $x2 (>= (* b g (+ a (* b g s))) 0.0)))))
(let (($x6 (and $x3 $x2 (< (* b g (+ (* (- 1.0) a) (* (- 1.0) b g))) 0.0))))
(let (($x1 (and (< (+ a (* b g)) 0.0))))
(let (($x7 (and $x1 (and $x3 $x2 (> (* (- 1.0) a b g) 0.0)) $x6 $x5 $x4)))
(not $x7)))))))))
(check-sat)
