; factor!1 stands for alpha*lambda_j + 1
; factor!2 stands for alpha*lambda_k + 1
; factor!3 stands for alpha*lambda_j - 1
; factor!4 stands for alpha*lambda_k - 1
; factor!5 stands for m - 1
; factor!6 stands for lambda_k
; factor!7 stands for E*m - rest
; factor!8 stands for rest - 1
; factor!9 stands for E*rest - m
; factor!10 stands for -2*E**2*lambda_j*m*rest + 2*E**2*lambda_k*m*rest - E*lambda_j*m**2 - E*lambda_j*rest**2 - 2*lambda_k*m*rest
; factor!11 stands for -lambda_j + lambda_k
; factor!12 stands for -E**2*lambda_j*m*rest + E**2*lambda_k*m*rest - E*lambda_k*m**2 - E*lambda_k*rest**2 + lambda_j*m*rest + lambda_k*m*rest
; factor!13 stands for E*m + rest
; factor!14 stands for E*alpha*lambda_k*m + E*m - alpha*lambda_k*rest + rest
; factor!15 stands for E*rest + m
; factor!16 stands for E*alpha*lambda_k*rest + E*rest - alpha*lambda_k*m + m
; factor!17 stands for m
; factor!18 stands for rest
; factor!19 stands for lambda_j
; factor!20 stands for alpha
; factor!21 stands for E*alpha*lambda_j*m + E*alpha*lambda_k*m + 2*E*m - alpha*lambda_k*rest + 2*rest
; factor!22 stands for E*alpha*lambda_j*rest + E*alpha*lambda_k*rest + 2*E*rest - alpha*lambda_k*m + 2*m
; factor!23 stands for E**2*alpha**2*lambda_j**2*m*rest + 2*E**2*alpha**2*lambda_j*lambda_k*m*rest + E**2*alpha**2*lambda_k**2*m*rest + 4*E**2*alpha*lambda_j*m*rest + 4*E**2*alpha*lambda_k*m*rest + 4*E**2*m*rest - E*alpha**2*lambda_j*lambda_k*m**2 - E*alpha**2*lambda_j*lambda_k*rest**2 - E*alpha**2*lambda_k**2*m**2 - E*alpha**2*lambda_k**2*rest**2 + 2*E*alpha*lambda_j*m**2 + 2*E*alpha*lambda_j*rest**2 + 4*E*m**2 + 4*E*rest**2 - alpha**2*lambda_j**2*m*rest + alpha**2*lambda_k**2*m*rest - 4*alpha*lambda_k*m*rest + 4*m*rest
; factor!24 stands for -E**2*alpha*lambda_j**2*m*rest + E**2*alpha*lambda_k**2*m*rest - 2*E**2*lambda_j*m*rest + 2*E**2*lambda_k*m*rest - E*alpha*lambda_k**2*m**2 - E*alpha*lambda_k**2*rest**2 - E*lambda_j*m**2 - E*lambda_j*rest**2 + alpha*lambda_j**2*m*rest + alpha*lambda_k**2*m*rest - 2*lambda_k*m*rest
; factor!25 stands for E
; Is there a violation of beyond.two_times.unstable among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun factor!4 () Real)
(declare-fun factor!3 () Real)
(declare-fun factor!2 () Real)
(declare-fun factor!1 () Real)
(declare-fun factor!12 () Real)
(declare-fun factor!11 () Real)
(declare-fun factor!10 () Real)
(declare-fun factor!9 () Real)
(declare-fun factor!6 () Real)
(declare-fun factor!8 () Real)
(declare-fun factor!7 () Real)
(declare-fun factor!5 () Real)
(declare-fun factor!15 () Real)
(declare-fun factor!13 () Real)
(declare-fun factor!24 () Real)
(declare-fun factor!20 () Real)
(declare-fun factor!23 () Real)
(declare-fun factor!22 () Real)
(declare-fun factor!21 () Real)
(declare-fun factor!19 () Real)
(declare-fun factor!18 () Real)
(declare-fun factor!17 () Real)
(declare-fun factor!16 () Real)
(declare-fun factor!14 () Real)
(declare-fun factor!25 () Real)
(declare-fun m () Real)
(declare-fun lambda_k () Real)
(declare-fun rest () Real)
(declare-fun lambda_j () Real)
(declare-fun alpha () Real)
(declare-fun E () Real)
(assert
 (and (and (> (* (* 1.0 factor!1) 1.0) 0.0)) (and (> (* (* 1.0 factor!2) 1.0) 0.0)) (and (< (* (* 1.0 factor!3) 1.0) 0.0)) (and (< (* (* 1.0 factor!4) 1.0) 0.0))))
(assert
 (let (($x1 (and (> (* (* 1.0 factor!8) 1.0) 0.0))))
 (let (($x2 (and $x1 (and (< (* (* (* 1.0 factor!6) factor!9) 1.0) 0.0)))))
 (let (($x3 (and (> (* (* 1.0 factor!5) 1.0) 0.0))))
 (let (($x4 (and $x3 (and (< (* (* (* 1.0 factor!6) factor!7) 1.0) 0.0)))))
 (or $x4 $x2 (and (< (* (* 1.0 factor!10) 1.0) 0.0)) (and (< (* (* (* 1.0 factor!11) factor!12) 1.0) 0.0))))))))
(assert
 (let ((?x5 (* 1.0 factor!13)))
 (let ((?x6 (* ?x5 factor!15)))
 (let ((?x7 (* (* (* (- 1.0) factor!20) factor!24) ?x6)))
 (let ((?x8 (* 1.0 factor!15)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x10 (and (distinct ?x5 0.0) true)))
 (let (($x11 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x13 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x14 (and $x10 $x9 (> (* (* 1.0 factor!23) ?x6) 0.0))))
 (let ((?x15 (* (* (* (* 1.0 factor!11) factor!12) factor!20) factor!20)))
 (let ((?x16 (* ?x15 ?x6)))
 (let (($x17 (and $x10 $x9 (< (* (* (* (- 1.0) factor!10) factor!20) ?x6) 0.0))))
 (let (($x18 (and $x9 (> (* (* 1.0 factor!22) ?x8) 0.0))))
 (let (($x19 (and $x10 (> (* (* 1.0 factor!21) ?x5) 0.0))))
 (let ((?x20 (* (* (* (* (* 1.0 factor!17) factor!18) factor!19) factor!19) factor!20)))
 (let (($x21 (and $x9 (> (* (* 1.0 factor!16) ?x8) 0.0))))
 (let (($x22 (and $x10 (> (* (* 1.0 factor!14) ?x5) 0.0))))
 (let (($x23 (and $x22 $x21 (and $x10 $x9 (>= (* (* ?x20 factor!20) ?x6) 0.0)))))
 (let (($x24 (and $x23 (and $x19 $x18 $x17 (and $x10 $x9 (> ?x16 0.0)) $x14) $x12 $x11 $x13 $x12 $x11)))
 (=> $x24 (and $x10 $x9 (< ?x7 0.0))))))))))))))))))))))))
(assert
 (let ((?x5 (* 1.0 factor!13)))
 (let ((?x6 (* ?x5 factor!15)))
 (let ((?x7 (* (* (* (- 1.0) factor!20) factor!24) ?x6)))
 (let ((?x8 (* 1.0 factor!15)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x10 (and (distinct ?x5 0.0) true)))
 (let (($x11 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x13 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let ((?x15 (* (* (* (* 1.0 factor!11) factor!12) factor!20) factor!20)))
 (let ((?x16 (* ?x15 ?x6)))
 (let (($x25 (and $x10 $x9 (> (* (* (* (- 1.0) factor!10) factor!20) ?x6) 0.0))))
 (let ((?x20 (* (* (* (* (* 1.0 factor!17) factor!18) factor!19) factor!19) factor!20)))
 (let (($x21 (and $x9 (> (* (* 1.0 factor!16) ?x8) 0.0))))
 (let (($x22 (and $x10 (> (* (* 1.0 factor!14) ?x5) 0.0))))
 (let (($x23 (and $x22 $x21 (and $x10 $x9 (>= (* (* ?x20 factor!20) ?x6) 0.0)))))
 (let (($x26 (and $x23 (and $x25 (and $x10 $x9 (>= ?x16 0.0))) $x12 $x11 $x13 $x12 $x11)))
 (=> $x26 (and $x10 $x9 (> ?x7 0.0)))))))))))))))))))))
(assert
 (let (($x27 (> (* (* 1.0 factor!23) (* (* 1.0 factor!13) factor!15)) 0.0)))
 (let ((?x8 (* 1.0 factor!15)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x10 (and (distinct ?x5 0.0) true)))
 (let (($x14 (and $x10 $x9 $x27)))
 (let (($x18 (and $x9 (> (* (* 1.0 factor!22) ?x8) 0.0))))
 (let (($x19 (and $x10 (> (* (* 1.0 factor!21) ?x5) 0.0))))
 (let (($x21 (and $x9 (> (* (* 1.0 factor!16) ?x8) 0.0))))
 (let (($x22 (and $x10 (> (* (* 1.0 factor!14) ?x5) 0.0))))
 (let (($x11 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x28 (and $x9 (> (* (* (* 1.0 factor!25) factor!18) ?x8) 0.0))))
 (let (($x29 (and $x10 (> (* (* (* 1.0 factor!25) factor!17) ?x5) 0.0))))
 (let (($x30 (and (and (> (* (* 1.0 factor!1) 1.0) 0.0)) (and (> (* (* 1.0 factor!2) 1.0) 0.0)) (and (< (* (* 1.0 factor!3) 1.0) 0.0)) (and (< (* (* 1.0 factor!4) 1.0) 0.0)))))
 (let (($x31 (and $x29 $x28 (and $x10 (< (* (* (- 1.0) factor!18) ?x5) 0.0)) (and $x9 (< (* (* (- 1.0) factor!17) ?x8) 0.0)))))
 (=> (and $x31 $x30 $x29 $x28 true true $x12 $x11) (and $x22 $x21 $x19 $x18 $x14)))))))))))))))))))
(assert
 (let ((?x15 (* (* (* (* 1.0 factor!11) factor!12) factor!20) factor!20)))
 (let (($x32 (< (* (* (* (* 1.0 factor!6) factor!9) factor!20) 1.0) 0.0)))
 (let (($x1 (and (> (* (* 1.0 factor!8) 1.0) 0.0))))
 (let (($x33 (< (* (* (* (* 1.0 factor!6) factor!7) factor!20) 1.0) 0.0)))
 (let (($x3 (and (> (* (* 1.0 factor!5) 1.0) 0.0))))
 (let (($x34 (or (and $x3 (and $x33)) (and $x1 (and $x32)) (and (< (* ?x15 1.0) 0.0)) (and (< (* (* 1.0 factor!23) 1.0) 0.0)) (and (< (* (* (* 1.0 factor!20) factor!24) 1.0) 0.0)))))
 (not $x34))))))))
(assert
 (and (> (* (* 1.0 factor!20) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!25) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!17) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!5) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!18) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!8) 1.0) 0.0)))
(assert
 (= factor!5 (+ (* 1.0 m) (- 1.0))))
(assert
 (let ((?x35 (* 1.0 lambda_k)))
 (= factor!6 ?x35)))
(assert
 (= factor!8 (+ (* 1.0 rest) (- 1.0))))
(assert
 (= factor!11 (+ (* 1.0 lambda_k) (* (- 1.0) lambda_j))))
(assert
 (> factor!13 0.0))
(assert
 (> factor!15 0.0))
(assert
 (> factor!17 0.0))
(assert
 (let ((?x36 (* 1.0 m)))
 (= factor!17 ?x36)))
(assert
 (> factor!18 0.0))
(assert
 (let ((?x37 (* 1.0 rest)))
 (= factor!18 ?x37)))
(assert
 (= factor!19 (* 1.0 lambda_j)))
(assert
 (> factor!20 0.0))
(assert
 (= factor!20 (* 1.0 alpha)))
(assert
 (> factor!25 0.0))
(assert
 (= factor!25 (* 1.0 E)))
(check-sat)
