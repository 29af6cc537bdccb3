; Is there a violation of beyond.causal_symmetric.fails among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_1 () Real)
(declare-fun omega () Real)
(declare-fun own () Real)
(declare-fun a () Real)
(declare-fun spread () Real)
(declare-fun gap () Real)
(declare-fun q () Real)
(assert
 (and (< lambda_1 0.0)))
(assert
 (and (and (>= (+ a (* (- 1.0) omega)) 0.0)) (and (>= own 0.0)) (and (<= (+ (- 1.0) own) 0.0)) (and (> omega 0.0))))
(assert
 (and (and (>= gap 0.0)) (and (<= (+ gap (* (- 1.0) spread)) 0.0))))
(assert
 (and (and (> (+ 1.0 q) 0.0)) (and (< (+ (- 1.0) q) 0.0))))
(assert
 (let ((?x1 (+ (* 2.0 q spread) (* lambda_1 omega (+ 1.0 (* (- 1.0) (* q q)))))))
 (and (<= ?x1 0.0))))
(assert
 (let ((?x2 (+ (* a lambda_1 (+ 1.0 (* (- 1.0) (* q q)))) (* gap own q))))
(not (and (< ?x2 0.0)))))
(check-sat)
