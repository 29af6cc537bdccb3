; Is there a violation of beyond.remark_6_repaired.one_clustering among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun N () Real)
(declare-fun y_q () Real)
(declare-fun x_q () Real)
(declare-fun y_p () Real)
(declare-fun x_p () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (> N 0.0)))
(assert
 (let (($x1 (= (+ (* (- 1.0) x_q) (* N x_q) (* (- 1.0) alpha y_q)) 0.0)))
 (let (($x2 (= (+ (* (- 1.0) x_p) (* N x_p) (* (- 1.0) alpha y_p)) 0.0)))
 (and (and $x2) (and $x1)))))
(assert
 (let (($x3 (and (= (+ (* alpha y_p) (* (- 1.0) x_p (+ (- 1.0) N))) 0.0))))
(let (($x4 (and (and (= (+ (* x_q y_p) (* (- 1.0) x_p y_q)) 0.0)) $x3)))
(not $x4))))
(check-sat)
