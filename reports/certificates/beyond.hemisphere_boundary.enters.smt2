; Is there a violation of beyond.hemisphere_boundary.enters among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m_i () Real)
(declare-fun m_j () Real)
(declare-fun b () Real)
(declare-fun g () Real)
(assert
 (let (($x1 (= m_i 0.0)))
 (and $x1)))
(assert
 (and (> m_j 0.0)))
(assert
 (and (> b 0.0)))
(assert
 (not (and (> (* b (+ m_j (* (- 1.0) g m_i))) 0.0))))
(check-sat)
