; Is there a violation of asymptotic.theorem_hemisphere.lowest among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun b () Real)
(declare-fun m_i () Real)
(declare-fun m_j () Real)
(declare-fun g () Real)
(assert
 (let (($x1 (>= b 0.0)))
 (and $x1)))
(assert
 (let (($x2 (>= (+ m_j (* (- 1.0) m_i)) 0.0)))
 (and $x2)))
(assert
 (and (> m_i 0.0)))
(assert
 (and (<= (+ (- 1.0) g) 0.0)))
(assert
 (not (and (>= (* b (+ m_j (* (- 1.0) g m_i))) 0.0))))
(check-sat)
