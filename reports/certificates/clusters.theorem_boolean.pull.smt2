; Is there a violation of clusters.theorem_boolean.pull among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun others () Real)
(declare-fun top () Real)
(declare-fun taken () Real)
(declare-fun f () Real)
(declare-fun x () Real)
(declare-fun a () Real)
(declare-fun inverse_e () Real)
(assert
 (and (>= (+ (- 1.0) others) 0.0)))
(assert
 (let (($x1 (= (+ f taken (* (- 1.0) top)) 0.0)))
 (and $x1)))
(assert
 (and (<= (+ (* (- 1.0) inverse_e others) (* a taken x)) 0.0)))
(assert
 (let ((?x2 (+ (* inverse_e others) (* a f x) (* (- 1.0) a top x))))
(not (and (>= ?x2 0.0)))))
(check-sat)
