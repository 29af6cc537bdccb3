; Is there a violation of beyond.hemisphere.discrete.weights among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun tau () Real)
(declare-fun H () Real)
(declare-fun E () Real)
(declare-fun mu () Real)
(declare-fun R () Real)
(declare-fun m_j () Real)
(declare-fun b () Real)
(declare-fun v () Real)
(declare-fun own () Real)
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (> tau 0.0)))
(assert
 (and (> H 0.0)))
(assert
 (and (> E 0.0)))
(assert
 (and (> mu 0.0)))
(assert
 (and (> R 0.0)))
(assert
 (let (($x1 (= (+ (* (- 1.0) own) (* R v) (* (- 1.0) b m_j tau)) 0.0)))
 (and $x1)))
(assert
 (let (($x2 (>= own 0.0)))
 (and $x2)))
(assert
 (and (>= (+ 1.0 (* (- 1.0) R) (* H tau)) 0.0)))
(assert
 (and (>= (+ (* (- 1.0) H) (* E b n)) 0.0)))
(assert
 (and (>= (+ m_j (* (- 1.0) mu)) 0.0)))
(assert
 (let ((?x3 (+ (* (- 1.0) H mu tau) (* E n v (+ 1.0 (* H tau))))))
(not (and (>= ?x3 0.0)))))
(check-sat)
