; Is there a violation of beyond.almost_global.spread among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun m () Real)
(declare-fun T () Real)
(declare-fun pairs () Real)
(declare-fun f_2 () Real)
(declare-fun norms () Real)
(declare-fun D () Real)
(declare-fun kappa () Real)
(declare-fun gain () Real)
(declare-fun c () Real)
(declare-fun change () Real)
(assert
 (and (>= (+ (- 1.0) m) 0.0)))
(assert
 (and (>= (+ pairs (* (- 16.0) T (+ 1.0 (* (- 1.0) m)))) 0.0)))
(assert
 (and (<= (+ norms (* (- 4.0) T) (* (- 2.0) f_2)) 0.0)))
(assert
 (let (($x1 (<= f_2 0.0)))
 (and $x1)))
(assert
 (and (and (>= T 0.0)) (and (>= (+ (* (- 1.0) T) (* 8.0 D m)) 0.0))))
(assert
 (and (>= (+ gain (* (- 4.0) D kappa (* m m))) 0.0)))
(assert
 (let (($x2 (and (= (+ 72.0 (* (- 72.0) m) (* 2.0 c kappa m)) 0.0))))
 (and (and (> kappa 0.0)) $x2)))
(assert
 (let ((?x3 (+ (* (- 2.0) pairs) (* 2.0 change) (* norms (+ (- 1.0) m)))))
 (and (= ?x3 0.0))))
(assert
 (not (and (>= (+ change (* c gain)) 0.0))))
(check-sat)
