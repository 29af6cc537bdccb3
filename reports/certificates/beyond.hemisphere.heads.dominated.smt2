; Is there a violation of beyond.hemisphere.heads.dominated among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun E () Real)
(declare-fun plus () Real)
(declare-fun minus () Real)
(declare-fun a () Real)
(declare-fun other () Real)
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (> E 0.0)))
(assert
 (and (and (>= minus 0.0)) (and (>= plus 0.0))))
(assert
 (and (>= (+ (- 1.0) (* E a n)) 0.0)))
(assert
 (and (<= (+ (* (- 1.0) E) (* n other)) 0.0)))
(assert
 (let ((?x1 (+ (* (- 1.0) plus) (* minus (* E E)) (* E n (+ (* a plus) (* (- 1.0) minus other))))))
(not (and (>= ?x1 0.0)))))
(check-sat)
