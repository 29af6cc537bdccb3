; Is there a violation of beyond.extreme_eigenvalues.real among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun k () Real)
(declare-fun c () Real)
(declare-fun S_z () Real)
(declare-fun S_x () Real)
(declare-fun S_y () Real)
(assert
 (and (and (> c 0.0)) (and (> k 0.0))))
(assert
 (let ((?x1 (+ (* S_x k) (* S_z c))))
(let ((?x2 (+ (* ?x1 ?x1) (* (- 4.0) c k (+ (* (- 1.0) (* S_y S_y)) (* S_x S_z))))))
(not (and (>= ?x2 0.0))))))
(check-sat)
