; Is there a violation of clusters.theorem_mixed.softmax among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun beta () Real)
(declare-fun c () Real)
(declare-fun u () Real)
(declare-fun G () Real)
(declare-fun p () Real)
(assert
 (and (> beta 0.0)))
(assert
 (and (> c 0.0)))
(assert
 (and (<= (+ (* (- 1.0) G) (* beta u)) 0.0)))
(assert
 (and (and (>= p 0.0)) (and (<= (+ (- 1.0) (* G c p)) 0.0))))
(assert
 (not (and (<= (+ (- 1.0) (* beta c p u)) 0.0))))
(check-sat)
