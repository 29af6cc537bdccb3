; Is there a violation of beyond.lemma_9_clustering_repaired.two_balance among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun p () Real)
(declare-fun q () Real)
(declare-fun c () Real)
(declare-fun b () Real)
(declare-fun d () Real)
(declare-fun a () Real)
(assert
 (and (> p 0.0)))
(assert
 (and (> q 0.0)))
(assert
 (or (and (> (+ (* a d) (* (- 1.0) b c)) 0.0)) (and (< (+ (* a d) (* (- 1.0) b c)) 0.0))))
(assert
 (let (($x1 (and (and (= (+ (* a p) (* c q)) 0.0)) (and (= (+ (* b p) (* d q)) 0.0)))))
(not (not $x1))))
(check-sat)
