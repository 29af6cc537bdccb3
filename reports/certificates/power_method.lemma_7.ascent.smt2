; Is there a violation of power_method.lemma_7.ascent among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun alpha () Real)
(declare-fun G () Real)
(declare-fun D () Real)
(declare-fun nu () Real)
(declare-fun delta_2 () Real)
(declare-fun Q () Real)
(assert
 (and (> alpha 0.0)))
(assert
 (and (>= (+ (* (- 1.0) D) (* 2.0 G alpha)) 0.0)))
(assert
 (and (<= (+ (* (- 2.0) Q) (* (- 1.0) delta_2 nu)) 0.0)))
(assert
 (and (and (>= delta_2 0.0)) (and (<= (+ delta_2 (* (- 1.0) D)) 0.0))))
(assert
 (let (($x1 (>= nu 0.0)))
 (and $x1)))
(assert
 (and (<= (+ (- 1.0) (* alpha nu)) 0.0)))
(assert
 (not (and (>= (+ G Q) 0.0))))
(check-sat)
