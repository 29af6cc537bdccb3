; Is there a violation of beyond.hemisphere.heads.positive among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun n () Real)
(declare-fun E_1 () Real)
(declare-fun E_2 () Real)
(declare-fun c_2 () Real)
(declare-fun c_1 () Real)
(declare-fun a_1 () Real)
(declare-fun a_2 () Real)
(assert
 (and (>= (+ (- 1.0) n) 0.0)))
(assert
 (and (> E_1 0.0)))
(assert
 (and (> E_2 0.0)))
(assert
 (and (and (>= c_1 0.0)) (and (>= c_2 0.0))))
(assert
 (and (>= (+ (- 1.0) (* E_1 a_1 n)) 0.0)))
(assert
 (and (>= (+ (- 1.0) (* E_2 a_2 n)) 0.0)))
(assert
 (let ((?x1 (+ (* (- 1.0) E_1 c_2) (* (- 1.0) E_2 c_1) (* E_1 E_2 n (+ (* a_1 c_1) (* a_2 c_2))))))
(not (and (>= ?x1 0.0)))))
(check-sat)
