; Is there a violation of beyond.lemma_9_clustering_repaired.two_pulls among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun c () Real)
(declare-fun b () Real)
(declare-fun d () Real)
(declare-fun a () Real)
(declare-fun kappa_2 () Real)
(declare-fun kappa_1 () Real)
(assert
 (or (and (> (+ (* a d) (* (- 1.0) b c)) 0.0)) (and (< (+ (* a d) (* (- 1.0) b c)) 0.0))))
(assert
 (and (and (= (+ (* a kappa_1) (* (- 1.0) c kappa_2)) 0.0)) (and (= (+ (* b kappa_1) (* (- 1.0) d kappa_2)) 0.0))))
(assert
 (not (and (and (= kappa_1 0.0)) (and (= kappa_2 0.0)))))
(check-sat)
