; Is there a violation of multistability.routh_hurwitz.real among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun mu_2 () Real)
(declare-fun mu_1 () Real)
(assert
 (let (($x1 (and (< (+ mu_1 mu_2) 0.0))))
(let (($x2 (and (> (* mu_1 mu_2) 0.0))))
(let (($x3 (and (not (and (and (< mu_1 0.0)) (and (< mu_2 0.0)))) (not (and $x2 $x1)))))
(let (($x4 (or (and (and (< mu_1 0.0)) (and (< mu_2 0.0)) $x2 $x1) $x3)))
(let (($x5 (or (and (> (+ mu_1 mu_2) 0.0)) (and (< (* mu_1 mu_2) 0.0)))))
(let (($x6 (and (or (and (> mu_1 0.0)) (and (> mu_2 0.0)) (not $x5)) $x4)))
(not $x6))))))))
(check-sat)
