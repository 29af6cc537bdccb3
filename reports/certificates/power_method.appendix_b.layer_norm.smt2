; Is there a violation of power_method.appendix_b.layer_norm among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun sigma () Real)
(declare-fun d () Real)
(declare-fun length () Real)
(declare-fun delta () Real)
(assert
 (let (($x1 (= (+ (* (- 1.0) (* length length)) (* d (* sigma sigma))) 0.0)))
 (and $x1)))
(assert
 (and (> sigma 0.0)))
(assert
 (let ((?x2 (* (* delta delta) (+ (* length length) (* (- 1.0) d (* sigma sigma))))))
(let (($x3 (and (distinct sigma 0.0) true)))
(let (($x4 (or (and (<= delta 0.0)) (and $x3 (> (* delta sigma) 0.0)))))
(not (and $x4 (and $x3 (= ?x2 0.0))))))))
(check-sat)
