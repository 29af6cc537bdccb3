; Is there a violation of clusters.theorem_boolean.generic.spread among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m_1 () Real)
(declare-fun g () Real)
(declare-fun m_2 () Real)
(assert
 (let (($x1 (>= m_1 0.0)))
 (and $x1)))
(assert
 (and (>= (+ m_2 (* (- 1.0) g m_1)) 0.0)))
(assert
 (and (<= (+ (* (- 1.0) g) (* 2.0 m_1)) 0.0)))
(assert
 (let ((?x2 (* (- 1.0) g m_1)))
(let ((?x3 (* 2.0 m_2)))
(let ((?x4 (* (- 2.0) (* m_1 m_1))))
(not (and (>= (+ ?x4 ?x3 ?x2) 0.0)))))))
(check-sat)
