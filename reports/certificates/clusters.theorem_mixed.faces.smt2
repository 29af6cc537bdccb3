; Is there a violation of clusters.theorem_mixed.faces among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun xx () Real)
(declare-fun xy () Real)
(declare-fun yy () Real)
(declare-fun square () Real)
(assert
 (let (($x1 (= (+ xy (* (- 1.0) xx)) 0.0)))
 (and $x1)))
(assert
 (let (($x2 (= (+ xy (* (- 1.0) yy)) 0.0)))
 (and $x2)))
(assert
 (let (($x3 (= (+ square (* (- 1.0) xx) (* (- 1.0) yy) (* 2.0 xy)) 0.0)))
 (and $x3)))
(assert
 (not (and (= square 0.0))))
(check-sat)
