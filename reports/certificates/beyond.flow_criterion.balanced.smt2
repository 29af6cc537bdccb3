; Is there a violation of beyond.flow_criterion.balanced among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (or (and (> (+ (- 1.0) E) 0.0)) (and (< (+ (- 1.0) E) 0.0))))
(assert
 (let ((?x1 (+ (* (+ 1.0 E) (+ 1.0 (* E E) (* (- 2.0) E))) (* (- 1.0) (+ (- 1.0) E) (+ (- 1.0) (* E E))))))
(not (and (= (* (* m m) ?x1) 0.0)))))
(check-sat)
