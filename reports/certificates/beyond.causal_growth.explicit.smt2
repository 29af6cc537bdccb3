; Is there a violation of beyond.causal_growth.explicit among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun u () Real)
(declare-fun w () Real)
(declare-fun rate () Real)
(declare-fun artanh_rate () Real)
(assert
 (let (($x1 (= (+ rate (* (- 1.0) w (+ 1.0 (* (- 1.0) (* u u))))) 0.0)))
 (and $x1)))
(assert
 (let ((?x2 (+ (* (- 1.0) rate) (* artanh_rate (+ 1.0 (* (- 1.0) (* u u)))))))
 (and (= ?x2 0.0))))
(assert
 (and (and (> (+ 1.0 u) 0.0)) (and (< (+ (- 1.0) u) 0.0))))
(assert
 (not (and (= (+ artanh_rate (* (- 1.0) w)) 0.0))))
(check-sat)
