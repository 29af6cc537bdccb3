; Is there a violation of power_method.cases.exclusive among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun real () Real)
(declare-fun pair () Real)
(declare-fun next_real () Real)
(declare-fun next_pair () Real)
(assert
 (let ((?x1 (* (- 1.0) real)))
(let ((?x2 (+ pair ?x1)))
(let (($x3 (>= ?x2 0.0)))
(let (($x4 (and $x3)))
(let (($x5 (and (and (>= (+ real (* (- 1.0) pair)) 0.0)) (or (and (>= (+ next_real ?x1) 0.0)) $x4))))
(let (($x6 (and (> (+ real (* (- 1.0) pair)) 0.0))))
(let (($x7 (and (> (+ real (* (- 1.0) next_real)) 0.0))))
(let (($x8 (and (> ?x2 0.0))))
(let (($x9 (and (> (+ pair (* (- 1.0) next_pair)) 0.0))))
(let (($x10 (and (and (>= (+ next_pair (* (- 1.0) pair)) 0.0)) $x4)))
(let (($x11 (and (not (and $x9 $x8 $x7 $x6)) (not (and $x9 $x8 (or $x10 $x5))) (not (and $x7 $x6 (or $x10 $x5))) (or $x10 (and $x9 $x8) (and $x7 $x6) $x5))))
(not $x11)))))))))))))
(check-sat)
