; Is there a violation of power_method.complex_principal.local.absorbed among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun E () Real)
(declare-fun D () Real)
(declare-fun q () Real)
(declare-fun C () Real)
(declare-fun D_1 () Real)
(declare-fun E_1 () Real)
(assert
 (and (and (>= D 0.0)) (and (>= E 0.0))))
(assert
 (let ((?x1 (* D q)))
 (let ((?x2 (* C (* (+ D E) (+ D E)))))
 (and (>= (+ (* (- 1.0) D_1) ?x2 ?x1) 0.0)))))
(assert
 (let ((?x3 (* E q)))
 (let ((?x2 (* C (* (+ D E) (+ D E)))))
 (and (>= (+ (* (- 1.0) E_1) ?x2 ?x3) 0.0)))))
(assert
 (let (($x4 (and (>= (+ 1.0 (* (- 1.0) q) (* (- 4.0) C (+ D E))) 0.0))))
 (and (and (> C 0.0)) $x4)))
(assert
 (let ((?x5 (* (- 2.0) E_1)))
(let ((?x6 (* (- 2.0) D_1)))
(not (and (>= (+ ?x6 ?x5 (* (+ 1.0 q) (+ D E))) 0.0))))))
(check-sat)
