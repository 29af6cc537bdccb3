; Is there a violation of beyond.full_attention.dominant among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun w () Real)
(declare-fun square () Real)
(declare-fun rho () Real)
(declare-fun cross () Real)
(declare-fun lambda_1 () Real)
(assert
 (let (($x1 (>= w 0.0)))
 (and $x1)))
(assert
 (and (<= (+ cross (* (- 1.0) rho square)) 0.0)))
(assert
 (let ((?x2 (+ cross (* square (+ lambda_1 (* (- 1.0) rho))) (* (- 1.0) lambda_1 square))))
(not (and (<= (* w ?x2) 0.0)))))
(check-sat)
