; Is there a violation of beyond.gradient.positive among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun beta () Real)
(declare-fun d () Real)
(declare-fun c () Real)
(assert
 (and (> beta 0.0)))
(assert
 (and (>= (+ (- 3.0) d) 0.0)))
(assert
 (and (< (+ (- 1.0) c) 0.0)))
(assert
 (and (>= (+ 1.0 c) 0.0)))
(assert
 (let ((?x1 (* (- 1.0) c)))
(let ((?x2 (* 2.0 beta (+ 1.0 ?x1) (+ (- 2.0) d ?x1 (* beta (+ 1.0 (* (- 1.0) (* c c))))))))
(not (and (> ?x2 0.0))))))
(check-sat)
