; Is there a violation of beyond.clusters_lipschitz.rescaled among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun lam () Real)
(declare-fun a () Real)
(declare-fun D () Real)
(declare-fun c () Real)
(declare-fun mean () Real)
(declare-fun speed () Real)
(assert
 (let (($x1 (>= lam 0.0)))
 (and $x1)))
(assert
 (and (and (<= (+ a (* (- 1.0) c)) 0.0)) (and (<= (+ c (* (- 1.0) D) (* (- 1.0) a)) 0.0))))
(assert
 (and (and (<= (+ a (* (- 1.0) mean)) 0.0)) (and (<= (+ mean (* (- 1.0) D) (* (- 1.0) a)) 0.0))))
(assert
 (let (($x2 (and (<= (+ speed (* (- 1.0) lam (+ mean (* (- 1.0) c)))) 0.0))))
 (let (($x3 (and (>= (+ speed (* (- 1.0) lam (+ mean (* (- 1.0) c)))) 0.0))))
 (and $x3 $x2))))
(assert
 (let (($x4 (and (and (<= (+ speed (* (- 1.0) D lam)) 0.0)) (and (>= (+ speed (* D lam)) 0.0)))))
(not $x4)))
(check-sat)
