; Is there a violation of clusters.theorem_hyperplanes.negative_score.point among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun vw () Real)
(declare-fun vv () Real)
(declare-fun ww () Real)
(declare-fun square () Real)
(assert
 (let (($x1 (<= (+ vv (* (- 1.0) vw)) 0.0)))
 (and $x1)))
(assert
 (and (<= (+ ww (* (- 1.0) vw)) 0.0)))
(assert
 (let (($x2 (= (+ square (* (- 1.0) vv) (* (- 1.0) ww) (* 2.0 vw)) 0.0)))
 (and $x2)))
(assert
 (not (and (<= square 0.0))))
(check-sat)
