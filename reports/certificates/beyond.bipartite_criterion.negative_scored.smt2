; factor!1 stands for lambda_k
; factor!2 stands for E*m + rest
; factor!3 stands for E*alpha*lambda_k*m + E*m - alpha*lambda_k*rest + rest
; factor!4 stands for E*rest + m
; factor!5 stands for E*alpha*lambda_k*rest + E*rest - alpha*lambda_k*m + m
; factor!6 stands for m - 1
; factor!7 stands for rest - 1
; factor!8 stands for E - 1
; factor!9 stands for m - rest
; factor!10 stands for E
; factor!11 stands for m
; factor!12 stands for rest
; factor!13 stands for E*m - rest
; factor!14 stands for E*rest - m
; factor!15 stands for alpha
; factor!16 stands for -lambda_j + lambda_k
; factor!17 stands for -E**2*lambda_j*m*rest + E**2*lambda_k*m*rest - E*lambda_k*m**2 - E*lambda_k*rest**2 + lambda_j*m*rest + lambda_k*m*rest
; factor!18 stands for E**2*alpha**2*lambda_j**2*m*rest + 2*E**2*alpha**2*lambda_j*lambda_k*m*rest + E**2*alpha**2*lambda_k**2*m*rest + 4*E**2*alpha*lambda_j*m*rest + 4*E**2*alpha*lambda_k*m*rest + 4*E**2*m*rest - E*alpha**2*lambda_j*lambda_k*m**2 - E*alpha**2*lambda_j*lambda_k*rest**2 - E*alpha**2*lambda_k**2*m**2 - E*alpha**2*lambda_k**2*rest**2 + 2*E*alpha*lambda_j*m**2 + 2*E*alpha*lambda_j*rest**2 + 4*E*m**2 + 4*E*rest**2 - alpha**2*lambda_j**2*m*rest + alpha**2*lambda_k**2*m*rest - 4*alpha*lambda_k*m*rest + 4*m*rest
; factor!19 stands for -E**2*alpha*lambda_j**2*m*rest + E**2*alpha*lambda_k**2*m*rest - 2*E**2*lambda_j*m*rest + 2*E**2*lambda_k*m*rest - E*alpha*lambda_k**2*m**2 - E*alpha*lambda_k**2*rest**2 - E*lambda_j*m**2 - E*lambda_j*rest**2 + alpha*lambda_j**2*m*rest + alpha*lambda_k**2*m*rest - 2*lambda_k*m*rest
; Is there a violation of beyond.bipartite_criterion.negative_scored among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun factor!1 () Real)
(declare-fun factor!4 () Real)
(declare-fun factor!5 () Real)
(declare-fun factor!2 () Real)
(declare-fun factor!3 () Real)
(declare-fun factor!7 () Real)
(declare-fun factor!6 () Real)
(declare-fun factor!9 () Real)
(declare-fun factor!8 () Real)
(declare-fun factor!13 () Real)
(declare-fun factor!12 () Real)
(declare-fun factor!11 () Real)
(declare-fun factor!10 () Real)
(declare-fun factor!14 () Real)
(declare-fun factor!19 () Real)
(declare-fun factor!15 () Real)
(declare-fun factor!18 () Real)
(declare-fun factor!17 () Real)
(declare-fun factor!16 () Real)
(declare-fun lambda_k () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun E () Real)
(declare-fun alpha () Real)
(declare-fun lambda_j () Real)
(assert
 (and (< (* (* 1.0 factor!1) 1.0) 0.0)))
(assert
 (let (($x1 (and (and (distinct (* 1.0 factor!4) 0.0) true) (> (* (* 1.0 factor!5) (* 1.0 factor!4)) 0.0))))
 (let (($x2 (and (and (distinct (* 1.0 factor!2) 0.0) true) (> (* (* 1.0 factor!3) (* 1.0 factor!2)) 0.0))))
 (and $x2 $x1))))
(assert
 (let (($x3 (and (> (* (* 1.0 factor!7) 1.0) 0.0))))
 (let (($x4 (and (> (* (* 1.0 factor!6) 1.0) 0.0))))
 (or $x4 $x3))))
(assert
 (let (($x5 (and (> (* (* 1.0 factor!9) 1.0) 0.0))))
 (let (($x6 (and (and (= (* (* 1.0 factor!8) 1.0) 0.0)) (or $x5 (and (< (* (* 1.0 factor!9) 1.0) 0.0))))))
 (let (($x7 (and (> (* (* 1.0 factor!8) 1.0) 0.0))))
 (or $x7 $x6)))))
(assert
 (let (($x8 (and (>= (* (* 1.0 factor!7) 1.0) 0.0))))
 (let (($x9 (and (> (* (* 1.0 factor!12) 1.0) 0.0))))
 (let (($x10 (and (>= (* (* 1.0 factor!6) 1.0) 0.0))))
 (let (($x11 (and (> (* (* 1.0 factor!11) 1.0) 0.0))))
 (let (($x12 (and (> (* (* 1.0 factor!10) 1.0) 0.0))))
 (let (($x7 (and (> (* (* 1.0 factor!8) 1.0) 0.0))))
 (let (($x5 (and (> (* (* 1.0 factor!9) 1.0) 0.0))))
 (let (($x13 (or $x5 (and (and (>= (* (* 1.0 factor!9) 1.0) 0.0)) $x7))))
 (let (($x14 (and (>= (* (* 1.0 factor!8) 1.0) 0.0))))
 (=> (and $x14 $x13 $x12 $x11 $x10 $x9 $x8 true true true) (and (> (* (* 1.0 factor!13) 1.0) 0.0)))))))))))))
(assert
 (let (($x10 (and (>= (* (* 1.0 factor!6) 1.0) 0.0))))
 (let (($x11 (and (> (* (* 1.0 factor!11) 1.0) 0.0))))
 (let (($x8 (and (>= (* (* 1.0 factor!7) 1.0) 0.0))))
 (let (($x9 (and (> (* (* 1.0 factor!12) 1.0) 0.0))))
 (let (($x12 (and (> (* (* 1.0 factor!10) 1.0) 0.0))))
 (let (($x7 (and (> (* (* 1.0 factor!8) 1.0) 0.0))))
 (let (($x15 (or (and (> (* (* (- 1.0) factor!9) 1.0) 0.0)) (and (and (>= (* (* (- 1.0) factor!9) 1.0) 0.0)) $x7))))
 (let (($x14 (and (>= (* (* 1.0 factor!8) 1.0) 0.0))))
 (=> (and $x14 $x15 $x12 $x9 $x8 $x11 $x10 true true true) (and (> (* (* 1.0 factor!14) 1.0) 0.0))))))))))))
(assert
 (let ((?x16 (* (* (* (* (* 1.0 factor!16) factor!17) factor!15) factor!15) 1.0)))
 (let (($x17 (< (* (* (* (* 1.0 factor!1) factor!14) factor!15) 1.0) 0.0)))
 (let (($x3 (and (> (* (* 1.0 factor!7) 1.0) 0.0))))
 (let (($x18 (< (* (* (* (* 1.0 factor!1) factor!13) factor!15) 1.0) 0.0)))
 (let (($x4 (and (> (* (* 1.0 factor!6) 1.0) 0.0))))
 (let (($x19 (or (and $x4 (and $x18)) (and $x3 (and $x17)) (and (< ?x16 0.0)) (and (< (* (* 1.0 factor!18) 1.0) 0.0)) (and (< (* (* (* 1.0 factor!15) factor!19) 1.0) 0.0)))))
 (not $x19))))))))
(assert
 (and (> (* (* 1.0 factor!15) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!10) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!11) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!6) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!12) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!7) 1.0) 0.0)))
(assert
 (let ((?x20 (* 1.0 lambda_k)))
 (= factor!1 ?x20)))
(assert
 (> factor!2 0.0))
(assert
 (> factor!4 0.0))
(assert
 (= factor!6 (+ (* 1.0 m) (- 1.0))))
(assert
 (= factor!7 (+ (* 1.0 rest) (- 1.0))))
(assert
 (= factor!8 (+ (* 1.0 E) (- 1.0))))
(assert
 (= factor!9 (+ (* 1.0 m) (* (- 1.0) rest))))
(assert
 (> factor!10 0.0))
(assert
 (let ((?x21 (* 1.0 E)))
 (= factor!10 ?x21)))
(assert
 (> factor!11 0.0))
(assert
 (let ((?x22 (* 1.0 m)))
 (= factor!11 ?x22)))
(assert
 (> factor!12 0.0))
(assert
 (let ((?x23 (* 1.0 rest)))
 (= factor!12 ?x23)))
(assert
 (> factor!15 0.0))
(assert
 (= factor!15 (* 1.0 alpha)))
(assert
 (= factor!16 (+ (* 1.0 lambda_k) (* (- 1.0) lambda_j))))
(check-sat)
