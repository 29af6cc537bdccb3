; Is there a violation of beyond.gradient.opposite among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(assert
 (and (> E 0.0)))
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ (- 1.0) rest) 0.0)))
(assert
 (let ((?x1 (+ (* (- 1.0) E (+ (* m m) (* rest rest))) (* (- 2.0) m rest))))
(let (($x2 (and (and (> (+ (- 1.0) rest) 0.0)) (and (< (+ (* (- 1.0) m) (* E rest)) 0.0)))))
(let (($x3 (and (and (> (+ (- 1.0) m) 0.0)) (and (< (+ (* (- 1.0) rest) (* E m)) 0.0)))))
(not (or $x3 $x2 (and (< ?x1 0.0))))))))
(check-sat)
