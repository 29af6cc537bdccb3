; Is there a violation of asymptotic.theorem_hemisphere.bounds among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun H () Real)
(declare-fun E () Real)
(declare-fun mu () Real)
(declare-fun m_j () Real)
(declare-fun b () Real)
(declare-fun w () Real)
(declare-fun m_i () Real)
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (> H 0.0)))
(assert
 (and (> E 0.0)))
(assert
 (and (> mu 0.0)))
(assert
 (and (= (+ (* m_i w) (* (- 1.0) b m_j)) 0.0)))
(assert
 (and (>= (+ (* (- 1.0) H) (* E b n)) 0.0)))
(assert
 (and (>= (+ m_j (* (- 1.0) mu)) 0.0)))
(assert
 (and (and (<= (+ (- 1.0) m_i) 0.0)) (and (> m_i 0.0))))
(assert
 (not (and (>= (+ (* (- 1.0) H mu) (* E n w)) 0.0))))
(check-sat)
