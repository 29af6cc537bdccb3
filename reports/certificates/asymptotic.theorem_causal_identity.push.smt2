; Is there a violation of asymptotic.theorem_causal_identity.push among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun b () Real)
(declare-fun c_i () Real)
(declare-fun c_j () Real)
(declare-fun e () Real)
(declare-fun g () Real)
(assert
 (let (($x1 (>= b 0.0)))
 (and $x1)))
(assert
 (and (and (>= (+ 1.0 c_i) 0.0)) (and (<= (+ (- 1.0) c_i) 0.0))))
(assert
 (and (>= (+ (- 2.0) (* e e) (* 2.0 c_j)) 0.0)))
(assert
 (and (and (<= (+ g (* (- 1.0) c_i) (* (- 1.0) e)) 0.0)) (and (<= (+ c_i (* (- 1.0) e) (* (- 1.0) g)) 0.0))))
(assert
 (and (<= (+ (- 1.0) e) 0.0)))
(assert
 (let ((?x2 (* 2.0 e)))
(let ((?x3 (* c_i c_i)))
(let (($x4 (and (>= (* b (+ (- 1.0) c_j ?x3 ?x2 (* (- 1.0) c_i g))) 0.0))))
(not $x4)))))
(check-sat)
