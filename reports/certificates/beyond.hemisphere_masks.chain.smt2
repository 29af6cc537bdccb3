; Is there a violation of beyond.hemisphere_masks.chain among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun omega () Real)
(declare-fun w () Real)
(declare-fun kappa () Real)
(declare-fun r_i () Real)
(declare-fun r_j () Real)
(assert
 (let (($x1 (>= (+ w (* (- 1.0) omega)) 0.0)))
 (and $x1)))
(assert
 (and (<= (+ (- 1.0) kappa) 0.0)))
(assert
 (and (<= (+ r_j (* (- 1.0) kappa r_i)) 0.0)))
(assert
 (and (and (>= omega 0.0)) (and (>= r_i 0.0))))
(assert
 (let ((?x2 (+ (* w (+ r_j (* (- 1.0) r_i))) (* (- 1.0) omega r_i (+ (- 1.0) kappa)))))
(not (and (<= ?x2 0.0)))))
(check-sat)
