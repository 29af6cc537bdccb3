; Is there a violation of beyond.causal_symmetric.ratio among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun q_i () Real)
(declare-fun Q () Real)
(declare-fun C () Real)
(declare-fun q_j () Real)
(declare-fun b () Real)
(declare-fun w () Real)
(declare-fun h () Real)
(assert
 (and (> q_i 0.0)))
(assert
 (and (> Q 0.0)))
(assert
 (and (> C 0.0)))
(assert
 (and (= (+ (* q_i w) (* (- 1.0) b q_j)) 0.0)))
(assert
 (let (($x1 (>= b 0.0)))
 (and $x1)))
(assert
 (and (and (>= q_j 0.0)) (and (<= (+ q_j (* (- 1.0) Q)) 0.0))))
(assert
 (and (and (>= h 0.0)) (and (>= (+ (- 1.0) (* C q_i (+ 1.0 h))) 0.0))))
(assert
 (let (($x2 (and (and (>= w 0.0)) (and (<= (+ w (* (- 1.0) C Q b (+ 1.0 h))) 0.0)))))
(not $x2)))
(check-sat)
