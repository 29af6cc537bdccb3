; Is there a violation of beyond.hemisphere_growth.linear among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun e () Real)
(declare-fun x () Real)
(declare-fun lost () Real)
(assert
 (and (> e 0.0)))
(assert
 (and (> x 0.0)))
(assert
 (and (> (+ (- 2.0) e) 0.0)))
(assert
 (and (= (+ (- 1.0) (* x (* e e e e))) 0.0)))
(assert
 (and (<= (+ lost (* (- 4.0) x)) 0.0)))
(assert
 (not (and (> (+ 1.0 (* (- 4.0) lost)) 0.0))))
(check-sat)
