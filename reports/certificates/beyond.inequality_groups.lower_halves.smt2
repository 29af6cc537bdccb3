; factor!1 stands for alpha*lambda_j + 1
; factor!2 stands for alpha*lambda_k + 1
; factor!3 stands for alpha*lambda_j - 1
; factor!4 stands for alpha*lambda_k - 1
; factor!5 stands for E*m + rest
; factor!6 stands for E
; factor!7 stands for m
; factor!8 stands for E*rest + m
; factor!9 stands for rest
; factor!10 stands for E*m - rest
; factor!11 stands for E*rest - m
; factor!12 stands for E - 1
; factor!13 stands for E + 1
; factor!14 stands for E**2*alpha**2*lambda_j**2*m*rest + 2*E**2*alpha**2*lambda_j*lambda_k*m*rest + E**2*alpha**2*lambda_k**2*m*rest + 4*E**2*alpha*lambda_j*m*rest + 4*E**2*alpha*lambda_k*m*rest + 4*E**2*m*rest - E*alpha**2*lambda_j*lambda_k*m**2 - E*alpha**2*lambda_j*lambda_k*rest**2 - E*alpha**2*lambda_k**2*m**2 - E*alpha**2*lambda_k**2*rest**2 + 2*E*alpha*lambda_j*m**2 + 2*E*alpha*lambda_j*rest**2 + 4*E*m**2 + 4*E*rest**2 - alpha**2*lambda_j**2*m*rest + alpha**2*lambda_k**2*m*rest - 4*alpha*lambda_k*m*rest + 4*m*rest
; factor!15 stands for E*alpha*lambda_k*m + E*m - alpha*lambda_k*rest + rest
; factor!16 stands for E*alpha*lambda_k*rest + E*rest - alpha*lambda_k*m + m
; factor!17 stands for E**2*alpha*lambda_j*m*rest + E**2*m*rest + E*m**2 + E*rest**2 - alpha*lambda_j*m*rest + m*rest
; factor!18 stands for E**2*alpha**2*lambda_j**2*m*rest + E**2*alpha**2*lambda_k**2*m*rest + 2*E**2*alpha*lambda_j*m*rest + 2*E**2*alpha*lambda_k*m*rest + 2*E**2*m*rest - E*alpha**2*lambda_k**2*m**2 - E*alpha**2*lambda_k**2*rest**2 + E*alpha*lambda_j*m**2 + E*alpha*lambda_j*rest**2 + 2*E*m**2 + 2*E*rest**2 - alpha**2*lambda_j**2*m*rest + alpha**2*lambda_k**2*m*rest - 2*alpha*lambda_k*m*rest + 2*m*rest
; factor!19 stands for alpha
; factor!20 stands for m - 1
; factor!21 stands for rest - 1
; Is there a violation of beyond.inequality_groups.lower_halves among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun factor!4 () Real)
(declare-fun factor!3 () Real)
(declare-fun factor!2 () Real)
(declare-fun factor!1 () Real)
(declare-fun factor!8 () Real)
(declare-fun factor!5 () Real)
(declare-fun factor!9 () Real)
(declare-fun factor!7 () Real)
(declare-fun factor!13 () Real)
(declare-fun factor!12 () Real)
(declare-fun factor!6 () Real)
(declare-fun factor!11 () Real)
(declare-fun factor!10 () Real)
(declare-fun factor!14 () Real)
(declare-fun factor!17 () Real)
(declare-fun factor!16 () Real)
(declare-fun factor!15 () Real)
(declare-fun factor!18 () Real)
(declare-fun factor!19 () Real)
(declare-fun factor!20 () Real)
(declare-fun factor!21 () Real)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun alpha () Real)
(assert
 (and (and (> (* (* 1.0 factor!1) 1.0) 0.0)) (and (> (* (* 1.0 factor!2) 1.0) 0.0)) (and (< (* (* 1.0 factor!3) 1.0) 0.0)) (and (< (* (* 1.0 factor!4) 1.0) 0.0))))
(assert
 (let ((?x1 (* 1.0 factor!5)))
 (let ((?x2 (* ?x1 factor!8)))
 (let ((?x3 (* (* (* (* (* 1.0 factor!12) factor!13) factor!7) factor!9) ?x2)))
 (let ((?x4 (* 1.0 factor!8)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x6 (and (distinct ?x1 0.0) true)))
 (let (($x7 (and (and (distinct (* ?x4 1.0) 0.0) true))))
 (let (($x8 (and (and (distinct (* ?x1 1.0) 0.0) true))))
 (let (($x9 (and $x5 (> (* (* (* 1.0 factor!6) factor!9) ?x4) 0.0))))
 (let (($x10 (and $x6 (> (* (* (* 1.0 factor!6) factor!7) ?x1) 0.0))))
 (let (($x11 (and (and $x6 (> (* (* 1.0 factor!10) ?x1) 0.0)) (and $x5 (> (* (* 1.0 factor!11) ?x4) 0.0)))))
 (let (($x12 (and $x10 $x9 (and $x6 (< (* (* (- 1.0) factor!9) ?x1) 0.0)) (and $x5 (< (* (* (- 1.0) factor!7) ?x4) 0.0)))))
 (=> (and $x12 $x11 $x10 $x9 true true $x8 $x7) (and $x6 $x5 (> ?x3 0.0))))))))))))))))
(assert
 (let (($x13 (> (* (* 1.0 factor!14) (* (* 1.0 factor!5) factor!8)) 0.0)))
 (let ((?x4 (* 1.0 factor!8)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let ((?x1 (* 1.0 factor!5)))
 (let (($x6 (and (distinct ?x1 0.0) true)))
 (let (($x7 (and (and (distinct (* ?x4 1.0) 0.0) true))))
 (let (($x8 (and (and (distinct (* ?x1 1.0) 0.0) true))))
 (let (($x9 (and $x5 (> (* (* (* 1.0 factor!6) factor!9) ?x4) 0.0))))
 (let (($x10 (and $x6 (> (* (* (* 1.0 factor!6) factor!7) ?x1) 0.0))))
 (let (($x14 (and (and (> (* (* 1.0 factor!1) 1.0) 0.0)) (and (> (* (* 1.0 factor!2) 1.0) 0.0)) (and (< (* (* 1.0 factor!3) 1.0) 0.0)) (and (< (* (* 1.0 factor!4) 1.0) 0.0)))))
 (let (($x12 (and $x10 $x9 (and $x6 (< (* (* (- 1.0) factor!9) ?x1) 0.0)) (and $x5 (< (* (* (- 1.0) factor!7) ?x4) 0.0)))))
 (let (($x15 (and $x12 $x14 $x10 $x9 true true $x8 $x7)))
 (=> $x15 (and $x6 $x5 $x13)))))))))))))))
(assert
 (let ((?x1 (* 1.0 factor!5)))
 (let ((?x2 (* ?x1 factor!8)))
 (let ((?x4 (* 1.0 factor!8)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x6 (and (distinct ?x1 0.0) true)))
 (let (($x16 (and $x6 $x5 (> (* (* (* 1.0 factor!1) factor!17) ?x2) 0.0))))
 (let (($x17 (and (and $x6 (> (* (* 1.0 factor!15) ?x1) 0.0)) (and $x5 (> (* (* 1.0 factor!16) ?x4) 0.0)) $x16)))
 (let (($x7 (and (and (distinct (* ?x4 1.0) 0.0) true))))
 (let (($x8 (and (and (distinct (* ?x1 1.0) 0.0) true))))
 (let (($x9 (and $x5 (> (* (* (* 1.0 factor!6) factor!9) ?x4) 0.0))))
 (let (($x10 (and $x6 (> (* (* (* 1.0 factor!6) factor!7) ?x1) 0.0))))
 (let (($x14 (and (and (> (* (* 1.0 factor!1) 1.0) 0.0)) (and (> (* (* 1.0 factor!2) 1.0) 0.0)) (and (< (* (* 1.0 factor!3) 1.0) 0.0)) (and (< (* (* 1.0 factor!4) 1.0) 0.0)))))
 (let (($x12 (and $x10 $x9 (and $x6 (< (* (* (- 1.0) factor!9) ?x1) 0.0)) (and $x5 (< (* (* (- 1.0) factor!7) ?x4) 0.0)))))
 (let (($x15 (and $x12 $x14 $x10 $x9 true true $x8 $x7)))
 (=> $x15 $x17))))))))))))))))
(assert
 (let (($x18 (> (* (* 1.0 factor!18) (* (* 1.0 factor!5) factor!8)) 0.0)))
 (let ((?x4 (* 1.0 factor!8)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let ((?x1 (* 1.0 factor!5)))
 (let (($x6 (and (distinct ?x1 0.0) true)))
 (let (($x19 (and (and (distinct (* (* ?x1 factor!8) 1.0) 0.0) true))))
 (let (($x20 (> (* (* (* 1.0 factor!15) factor!16) (* ?x1 factor!8)) 0.0)))
 (let (($x21 (> (* (* (* 1.0 factor!1) factor!17) (* ?x1 factor!8)) 0.0)))
 (let (($x16 (and $x6 $x5 $x21)))
 (=> (and (and $x16 (and $x6 $x5 $x20)) $x19 $x19) (and $x6 $x5 $x18))))))))))))
(assert
 (let (($x22 (< (* (* 1.0 factor!14) (* (* (- 1.0) factor!15) factor!16)) 0.0)))
 (let ((?x23 (* 1.0 factor!16)))
 (let (($x24 (and (distinct ?x23 0.0) true)))
 (let ((?x25 (* 1.0 factor!15)))
 (let (($x26 (and (distinct ?x25 0.0) true)))
 (let ((?x4 (* 1.0 factor!8)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let ((?x1 (* 1.0 factor!5)))
 (let (($x6 (and (distinct ?x1 0.0) true)))
 (let ((?x27 (* (* (- 1.0) factor!15) factor!16)))
 (let (($x28 (and $x6 $x5 $x26 $x24 (> (* (* (* (- 1.0) factor!1) factor!17) ?x27) 0.0))))
 (not (and $x28 (and $x6 $x5 $x26 $x24 $x22)))))))))))))))
(assert
 (and (> (* (* 1.0 factor!19) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!6) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!7) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!20) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!9) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!21) 1.0) 0.0)))
(assert
 (> factor!5 0.0))
(assert
 (> factor!6 0.0))
(assert
 (let ((?x29 (* 1.0 E)))
 (= factor!6 ?x29)))
(assert
 (> factor!7 0.0))
(assert
 (let ((?x30 (* 1.0 m)))
 (= factor!7 ?x30)))
(assert
 (> factor!8 0.0))
(assert
 (> factor!9 0.0))
(assert
 (let ((?x31 (* 1.0 rest)))
 (= factor!9 ?x31)))
(assert
 (= factor!12 (+ (* 1.0 E) (- 1.0))))
(assert
 (> factor!13 0.0))
(assert
 (= factor!13 (+ (* 1.0 E) 1.0)))
(assert
 (> factor!19 0.0))
(assert
 (= factor!19 (* 1.0 alpha)))
(assert
 (= factor!20 (+ (* 1.0 m) (- 1.0))))
(assert
 (= factor!21 (+ (* 1.0 rest) (- 1.0))))
(check-sat)
