; Is there a violation of beyond.lemma_5_repaired.escapes among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun k () Real)
(declare-fun c () Real)
(declare-fun c_after () Real)
(assert
 (and (> k 0.0)))
(assert
 (and (and (> c 0.0)) (and (< (+ (- 1.0) c) 0.0))))
(assert
 (let ((?x1 (* c c)))
 (let ((?x2 (* (- 1.0) ?x1)))
 (let ((?x3 (* (- 1.0) k)))
 (let ((?x4 (+ c ?x3)))
 (let ((?x5 (* ?x4 ?x4)))
 (let ((?x6 (* c_after c_after)))
 (and (and (>= (* c_after ?x4) 0.0)) (and (= (+ (* (- 1.0) ?x5) (* ?x6 (+ 1.0 ?x5 ?x2))) 0.0))))))))))
(assert
 (not (and (< (+ c_after (* (- 1.0) c)) 0.0))))
(check-sat)
