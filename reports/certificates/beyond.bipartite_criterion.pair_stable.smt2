; factor!1 stands for lambda_k
; factor!2 stands for E - 1
; factor!3 stands for m - 1
; factor!4 stands for rest - 1
; factor!5 stands for -lambda_j + lambda_k
; factor!6 stands for alpha*lambda_j + 1
; factor!7 stands for E*m + rest
; factor!8 stands for E
; factor!9 stands for m
; factor!10 stands for E*rest + m
; factor!11 stands for rest
; factor!12 stands for alpha
; factor!13 stands for E + 1
; factor!14 stands for m - rest
; factor!15 stands for m + rest
; factor!16 stands for E*alpha*lambda_k*m + E*m - alpha*lambda_k*rest + rest
; factor!17 stands for E*alpha*lambda_k*rest + E*rest - alpha*lambda_k*m + m
; factor!18 stands for -E**2*lambda_j*m*rest + E**2*lambda_k*m*rest - E*lambda_k*m**2 - E*lambda_k*rest**2 + lambda_j*m*rest + lambda_k*m*rest
; factor!19 stands for E**2*alpha**2*lambda_j**2*m*rest + 2*E**2*alpha**2*lambda_j*lambda_k*m*rest + E**2*alpha**2*lambda_k**2*m*rest + 4*E**2*alpha*lambda_j*m*rest + 4*E**2*alpha*lambda_k*m*rest + 4*E**2*m*rest - E*alpha**2*lambda_j*lambda_k*m**2 - E*alpha**2*lambda_j*lambda_k*rest**2 - E*alpha**2*lambda_k**2*m**2 - E*alpha**2*lambda_k**2*rest**2 + 2*E*alpha*lambda_j*m**2 + 2*E*alpha*lambda_j*rest**2 + 4*E*m**2 + 4*E*rest**2 - alpha**2*lambda_j**2*m*rest + alpha**2*lambda_k**2*m*rest - 4*alpha*lambda_k*m*rest + 4*m*rest
; factor!20 stands for -E**2*alpha*lambda_j**2*m*rest + E**2*alpha*lambda_k**2*m*rest - 2*E**2*lambda_j*m*rest + 2*E**2*lambda_k*m*rest - E*alpha*lambda_k**2*m**2 - E*alpha*lambda_k**2*rest**2 - E*lambda_j*m**2 - E*lambda_j*rest**2 + alpha*lambda_j**2*m*rest + alpha*lambda_k**2*m*rest - 2*lambda_k*m*rest
; factor!21 stands for E*m - rest
; factor!22 stands for E*rest - m
; Is there a violation of beyond.bipartite_criterion.pair_stable among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun factor!1 () Real)
(declare-fun factor!2 () Real)
(declare-fun factor!4 () Real)
(declare-fun factor!3 () Real)
(declare-fun factor!5 () Real)
(declare-fun factor!6 () Real)
(declare-fun factor!10 () Real)
(declare-fun factor!17 () Real)
(declare-fun factor!7 () Real)
(declare-fun factor!16 () Real)
(declare-fun factor!11 () Real)
(declare-fun factor!8 () Real)
(declare-fun factor!9 () Real)
(declare-fun factor!12 () Real)
(declare-fun factor!15 () Real)
(declare-fun factor!14 () Real)
(declare-fun factor!13 () Real)
(declare-fun factor!18 () Real)
(declare-fun factor!19 () Real)
(declare-fun factor!20 () Real)
(declare-fun factor!22 () Real)
(declare-fun factor!21 () Real)
(declare-fun lambda_k () Real)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun lambda_j () Real)
(declare-fun alpha () Real)
(assert
 (and (< (* (* 1.0 factor!1) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!2) 1.0) 0.0)))
(assert
 (and (and (= (* (* 1.0 factor!3) 1.0) 0.0)) (and (= (* (* 1.0 factor!4) 1.0) 0.0))))
(assert
 (and (< (* (* (- 1.0) factor!5) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!6) 1.0) 0.0)))
(assert
 (let ((?x1 (* 1.0 factor!10)))
 (let (($x2 (and (distinct ?x1 0.0) true)))
 (let (($x3 (and $x2 (> (* (* 1.0 factor!17) ?x1) 0.0))))
 (let ((?x4 (* 1.0 factor!7)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x6 (and $x5 (> (* (* 1.0 factor!16) ?x4) 0.0))))
 (let (($x7 (and $x2 (> (* (* (* 1.0 factor!8) factor!11) ?x1) 0.0))))
 (let (($x8 (and $x5 (> (* (* (* 1.0 factor!8) factor!9) ?x4) 0.0))))
 (let ((?x9 (* ?x4 factor!10)))
 (let (($x10 (= (* (* (* (* 1.0 factor!8) factor!14) factor!15) ?x9) 0.0)))
 (let (($x11 (and (>= (* (* 1.0 factor!6) 1.0) 0.0))))
 (let ((?x12 (* (* (* (* (* 1.0 factor!2) factor!13) factor!9) factor!11) ?x9)))
 (let (($x13 (and $x8 $x7 (and $x5 (< (* (* (- 1.0) factor!11) ?x4) 0.0)) (and $x2 (< (* (* (- 1.0) factor!9) ?x1) 0.0)))))
 (let (($x14 (and $x13 (and (< (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0)) (and $x5 $x2 (> ?x12 0.0)) $x11 (and $x5 $x2 $x10) (and (< (* (* (* (- 1.0) factor!5) factor!12) 1.0) 0.0)) $x8 $x7 true true (and (and (distinct (* ?x4 1.0) 0.0) true)) (and (and (distinct (* ?x1 1.0) 0.0) true)))))
 (=> $x14 (and $x6 $x3)))))))))))))))))
(assert
 (let ((?x4 (* 1.0 factor!7)))
 (let ((?x9 (* ?x4 factor!10)))
 (let ((?x15 (* (* (* (* 1.0 factor!5) factor!18) factor!12) factor!12)))
 (let ((?x1 (* 1.0 factor!10)))
 (let (($x2 (and (distinct ?x1 0.0) true)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x7 (and $x2 (> (* (* (* 1.0 factor!8) factor!11) ?x1) 0.0))))
 (let (($x8 (and $x5 (> (* (* (* 1.0 factor!8) factor!9) ?x4) 0.0))))
 (let (($x10 (= (* (* (* (* 1.0 factor!8) factor!14) factor!15) ?x9) 0.0)))
 (let (($x11 (and (>= (* (* 1.0 factor!6) 1.0) 0.0))))
 (let ((?x12 (* (* (* (* (* 1.0 factor!2) factor!13) factor!9) factor!11) ?x9)))
 (let (($x13 (and $x8 $x7 (and $x5 (< (* (* (- 1.0) factor!11) ?x4) 0.0)) (and $x2 (< (* (* (- 1.0) factor!9) ?x1) 0.0)))))
 (let (($x14 (and $x13 (and (< (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0)) (and $x5 $x2 (> ?x12 0.0)) $x11 (and $x5 $x2 $x10) (and (< (* (* (* (- 1.0) factor!5) factor!12) 1.0) 0.0)) $x8 $x7 true true (and (and (distinct (* ?x4 1.0) 0.0) true)) (and (and (distinct (* ?x1 1.0) 0.0) true)))))
 (=> $x14 (and $x5 $x2 (> (* ?x15 ?x9) 0.0)))))))))))))))))
(assert
 (let (($x16 (> (* (* 1.0 factor!19) (* (* 1.0 factor!7) factor!10)) 0.0)))
 (let ((?x1 (* 1.0 factor!10)))
 (let (($x2 (and (distinct ?x1 0.0) true)))
 (let ((?x4 (* 1.0 factor!7)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x7 (and $x2 (> (* (* (* 1.0 factor!8) factor!11) ?x1) 0.0))))
 (let (($x8 (and $x5 (> (* (* (* 1.0 factor!8) factor!9) ?x4) 0.0))))
 (let ((?x9 (* ?x4 factor!10)))
 (let (($x10 (= (* (* (* (* 1.0 factor!8) factor!14) factor!15) ?x9) 0.0)))
 (let (($x11 (and (>= (* (* 1.0 factor!6) 1.0) 0.0))))
 (let ((?x12 (* (* (* (* (* 1.0 factor!2) factor!13) factor!9) factor!11) ?x9)))
 (let (($x13 (and $x8 $x7 (and $x5 (< (* (* (- 1.0) factor!11) ?x4) 0.0)) (and $x2 (< (* (* (- 1.0) factor!9) ?x1) 0.0)))))
 (let (($x14 (and $x13 (and (< (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0)) (and $x5 $x2 (> ?x12 0.0)) $x11 (and $x5 $x2 $x10) (and (< (* (* (* (- 1.0) factor!5) factor!12) 1.0) 0.0)) $x8 $x7 true true (and (and (distinct (* ?x4 1.0) 0.0) true)) (and (and (distinct (* ?x1 1.0) 0.0) true)))))
 (=> $x14 (and $x5 $x2 $x16))))))))))))))))
(assert
 (let ((?x4 (* 1.0 factor!7)))
 (let ((?x9 (* ?x4 factor!10)))
 (let ((?x17 (* 1.0 factor!12)))
 (let ((?x18 (* ?x17 factor!20)))
 (let ((?x1 (* 1.0 factor!10)))
 (let (($x2 (and (distinct ?x1 0.0) true)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x7 (and $x2 (> (* (* (* 1.0 factor!8) factor!11) ?x1) 0.0))))
 (let (($x8 (and $x5 (> (* (* (* 1.0 factor!8) factor!9) ?x4) 0.0))))
 (let (($x10 (= (* (* (* (* 1.0 factor!8) factor!14) factor!15) ?x9) 0.0)))
 (let (($x11 (and (>= (* (* 1.0 factor!6) 1.0) 0.0))))
 (let ((?x12 (* (* (* (* (* 1.0 factor!2) factor!13) factor!9) factor!11) ?x9)))
 (let (($x13 (and $x8 $x7 (and $x5 (< (* (* (- 1.0) factor!11) ?x4) 0.0)) (and $x2 (< (* (* (- 1.0) factor!9) ?x1) 0.0)))))
 (let (($x14 (and $x13 (and (< (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0)) (and $x5 $x2 (> ?x12 0.0)) $x11 (and $x5 $x2 $x10) (and (< (* (* (* (- 1.0) factor!5) factor!12) 1.0) 0.0)) $x8 $x7 true true (and (and (distinct (* ?x4 1.0) 0.0) true)) (and (and (distinct (* ?x1 1.0) 0.0) true)))))
 (=> $x14 (and $x5 $x2 (> (* ?x18 ?x9) 0.0))))))))))))))))))
(assert
 (let ((?x15 (* (* (* (* 1.0 factor!5) factor!18) factor!12) factor!12)))
 (let ((?x1 (* 1.0 factor!10)))
 (let (($x2 (and (distinct ?x1 0.0) true)))
 (let (($x3 (and $x2 (> (* (* 1.0 factor!17) ?x1) 0.0))))
 (let ((?x4 (* 1.0 factor!7)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x6 (and $x5 (> (* (* 1.0 factor!16) ?x4) 0.0))))
 (let (($x19 (> (* (* (* (* 1.0 factor!1) factor!22) factor!12) 1.0) 0.0)))
 (let (($x20 (> (* (* (* (* 1.0 factor!1) factor!21) factor!12) 1.0) 0.0)))
 (let (($x21 (and (or (and (<= (* (* 1.0 factor!3) 1.0) 0.0)) (and $x20)) (or (and (<= (* (* 1.0 factor!4) 1.0) 0.0)) (and $x19)) $x6 $x3 (and (> (* ?x15 1.0) 0.0)) (and (> (* (* 1.0 factor!19) 1.0) 0.0)) (and (> (* (* (* 1.0 factor!12) factor!20) 1.0) 0.0)))))
 (not $x21))))))))))))
(assert
 (and (> (* (* 1.0 factor!12) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!8) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!9) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!3) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!11) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!4) 1.0) 0.0)))
(assert
 (let ((?x22 (* 1.0 lambda_k)))
 (= factor!1 ?x22)))
(assert
 (= factor!2 (+ (* 1.0 E) (- 1.0))))
(assert
 (= factor!3 (+ (* 1.0 m) (- 1.0))))
(assert
 (= factor!4 (+ (* 1.0 rest) (- 1.0))))
(assert
 (= factor!5 (+ (* 1.0 lambda_k) (* (- 1.0) lambda_j))))
(assert
 (> factor!7 0.0))
(assert
 (> factor!8 0.0))
(assert
 (let ((?x23 (* 1.0 E)))
 (= factor!8 ?x23)))
(assert
 (> factor!9 0.0))
(assert
 (let ((?x24 (* 1.0 m)))
 (= factor!9 ?x24)))
(assert
 (> factor!10 0.0))
(assert
 (> factor!11 0.0))
(assert
 (let ((?x25 (* 1.0 rest)))
 (= factor!11 ?x25)))
(assert
 (> factor!12 0.0))
(assert
 (= factor!12 (* 1.0 alpha)))
(assert
 (> factor!13 0.0))
(assert
 (= factor!13 (+ (* 1.0 E) 1.0)))
(assert
 (= factor!14 (+ (* 1.0 m) (* (- 1.0) rest))))
(assert
 (> factor!15 0.0))
(assert
 (= factor!15 (+ (* 1.0 m) (* 1.0 rest))))
(check-sat)
