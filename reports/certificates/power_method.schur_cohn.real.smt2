; Is there a violation of power_method.schur_cohn.real among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun trace () Real)
(declare-fun det () Real)
(declare-fun mu () Real)
(assert
 (and (and (< (+ (- 1.0) det) 0.0)) (and (< (+ (- 1.0) trace (* (- 1.0) det)) 0.0)) (and (< (+ (- 1.0) (* (- 1.0) det) (* (- 1.0) trace)) 0.0))))
(assert
 (and (= (+ det (* mu mu) (* (- 1.0) mu trace)) 0.0)))
(assert
 (let (($x1 (and (and (> (+ 1.0 mu) 0.0)) (and (< (+ (- 1.0) mu) 0.0)))))
(not $x1)))
(check-sat)
