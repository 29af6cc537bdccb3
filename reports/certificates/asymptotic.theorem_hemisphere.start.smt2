; Is there a violation of asymptotic.theorem_hemisphere.start among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun mu () Real)
(declare-fun r_i () Real)
(declare-fun r_j () Real)
(assert
 (and (> mu 0.0)))
(assert
 (and (<= (+ (- 1.0) (* (* mu mu) (+ 1.0 (* r_i r_i)))) 0.0)))
(assert
 (and (<= (+ (- 1.0) (* (* mu mu) (+ 1.0 (* r_j r_j)))) 0.0)))
(assert
 (let ((?x1 (* mu mu)))
(let ((?x2 (* 4.0 ?x1)))
(let (($x3 (<= (+ (- 4.0) ?x2 (* ?x1 (* (+ r_i r_j) (+ r_i r_j)))) 0.0)))
(not (and $x3))))))
(check-sat)
