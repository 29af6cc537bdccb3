; Is there a violation of beyond.hemisphere_growth.acute among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun b () Real)
(declare-fun gamma () Real)
(declare-fun g_jk () Real)
(declare-fun g_ij () Real)
(assert
 (let (($x1 (>= b 0.0)))
 (and $x1)))
(assert
 (let (($x2 (>= (+ g_jk (* (- 1.0) gamma)) 0.0)))
 (and $x2)))
(assert
 (let (($x3 (>= gamma 0.0)))
 (and $x3)))
(assert
 (and (<= (+ (- 1.0) g_ij) 0.0)))
(assert
 (not (and (>= (* b (+ g_jk (* (- 1.0) g_ij gamma))) 0.0))))
(check-sat)
