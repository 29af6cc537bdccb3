; Is there a violation of beyond.multihead.criterion among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
; lambda stands for alpha * lambda
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lambda_k () Real)
(declare-fun lambda_h () Real)
(declare-fun lambda_g () Real)
(assert
 (and (and (> (+ 1.0 lambda_g) 0.0)) (and (> (+ 1.0 lambda_h) 0.0)) (and (> (+ 1.0 lambda_k) 0.0)) (and (< (+ (- 1.0) lambda_g) 0.0)) (and (< (+ (- 1.0) lambda_h) 0.0)) (and (< (+ (- 1.0) lambda_k) 0.0))))
(assert
 (let (($x1 (< (* (+ 1.0 lambda_k) (+ lambda_h (* (- 1.0) lambda_k))) 0.0)))
(let ((?x2 (+ 1.0 lambda_k)))
(let (($x3 (and (distinct ?x2 0.0) true)))
(let (($x4 (and $x3 $x1)))
(let (($x5 (and $x3 (< (* ?x2 (+ lambda_g (* (- 1.0) lambda_k))) 0.0))))
(let (($x6 (and $x3 (> (* ?x2 (+ 2.0 lambda_h lambda_k)) 0.0))))
(let (($x7 (and $x3 (> (* ?x2 (+ 2.0 lambda_g lambda_k)) 0.0))))
(let (($x8 (and $x3 (< (* (- 1.0) lambda_k ?x2) 0.0))))
(let (($x9 (and $x3 (> (* ?x2 (+ 2.0 lambda_k)) 0.0))))
(let (($x10 (and (> (+ lambda_k (* (- 1.0) lambda_h)) 0.0))))
(let (($x11 (and (> (+ lambda_k (* (- 1.0) lambda_g)) 0.0))))
(let (($x12 (and (> lambda_k 0.0))))
(let (($x13 (and (not (and $x12 $x11 $x10)) (not (and $x9 $x8 $x7 $x6 $x5 $x4)))))
(not (or (and $x12 $x11 $x10 $x9 $x8 $x7 $x6 $x5 $x4) $x13))))))))))))))))
(check-sat)
