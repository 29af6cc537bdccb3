; Is there a violation of clusters.theorem_boolean.gaps among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun v () Real)
(declare-fun a () Real)
(declare-fun variance () Real)
(declare-fun gap () Real)
(declare-fun rate () Real)
(assert
 (and (> v 0.0)))
(assert
 (and (> a 0.0)))
(assert
 (let (($x1 (>= variance 0.0)))
 (and $x1)))
(assert
 (let (($x2 (>= gap 0.0)))
 (and $x2)))
(assert
 (and (= (+ rate (* (- 1.0) a gap v variance)) 0.0)))
(assert
 (not (and (>= rate 0.0))))
(check-sat)
