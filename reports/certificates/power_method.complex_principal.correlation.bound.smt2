; Is there a violation of power_method.complex_principal.correlation.bound among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun epsilon () Real)
(declare-fun p () Real)
(declare-fun sigma () Real)
(declare-fun y () Real)
(assert
 (and (and (>= p 0.0)) (and (<= (+ p (* (- 1.0) epsilon)) 0.0))))
(assert
 (let (($x1 (>= (+ epsilon y (* (- 1.0) sigma)) 0.0)))
 (and $x1)))
(assert
 (and (> (+ sigma (* (- 1.0) epsilon)) 0.0)))
(assert
 (let ((?x2 (* (* p p) (* (+ sigma (* (- 1.0) epsilon)) (+ sigma (* (- 1.0) epsilon))))))
(let (($x3 (and (<= (+ ?x2 (* (- 1.0) (* epsilon epsilon) (* y y))) 0.0))))
(not $x3))))
(check-sat)
