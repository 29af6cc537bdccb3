; factor!1 stands for lambda_k
; factor!2 stands for E - 1
; factor!3 stands for m - 1
; factor!4 stands for E*m - rest
; factor!5 stands for rest - 1
; factor!6 stands for E*rest - m
; factor!7 stands for -E**2*lambda_j*m*rest + E**2*lambda_k*m*rest - E*lambda_k*m**2 - E*lambda_k*rest**2 + lambda_j*m*rest + lambda_k*m*rest
; factor!8 stands for alpha*lambda_j + 1
; factor!9 stands for -alpha*lambda_j + alpha*lambda_k - 2
; factor!10 stands for E*m + rest
; factor!11 stands for E
; factor!12 stands for m
; factor!13 stands for E*rest + m
; factor!14 stands for rest
; factor!15 stands for alpha
; factor!16 stands for E + 1
; factor!17 stands for E*alpha*lambda_k*m + E*m - alpha*lambda_k*rest + rest
; factor!18 stands for E*alpha*lambda_k*rest + E*rest - alpha*lambda_k*m + m
; factor!19 stands for -lambda_j + lambda_k
; factor!20 stands for -E**2*alpha*lambda_j**2*m*rest + E**2*alpha*lambda_k**2*m*rest - 2*E**2*lambda_j*m*rest + 2*E**2*lambda_k*m*rest - E*alpha*lambda_k**2*m**2 - E*alpha*lambda_k**2*rest**2 - E*lambda_j*m**2 - E*lambda_j*rest**2 + alpha*lambda_j**2*m*rest + alpha*lambda_k**2*m*rest - 2*lambda_k*m*rest
; factor!21 stands for lambda_j
; factor!22 stands for E**2*alpha**2*lambda_j**2*m*rest + 2*E**2*alpha**2*lambda_j*lambda_k*m*rest + E**2*alpha**2*lambda_k**2*m*rest + 4*E**2*alpha*lambda_j*m*rest + 4*E**2*alpha*lambda_k*m*rest + 4*E**2*m*rest - E*alpha**2*lambda_j*lambda_k*m**2 - E*alpha**2*lambda_j*lambda_k*rest**2 - E*alpha**2*lambda_k**2*m**2 - E*alpha**2*lambda_k**2*rest**2 + 2*E*alpha*lambda_j*m**2 + 2*E*alpha*lambda_j*rest**2 + 4*E*m**2 + 4*E*rest**2 - alpha**2*lambda_j**2*m*rest + alpha**2*lambda_k**2*m*rest - 4*alpha*lambda_k*m*rest + 4*m*rest
; factor!23 stands for -E*lambda_j*m + E*lambda_k*m - lambda_k*rest
; factor!24 stands for -E*lambda_j*rest + E*lambda_k*rest - lambda_k*m
; Is there a violation of beyond.bipartite_criterion.positive_stable among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: unsat
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun factor!1 () Real)
(declare-fun factor!2 () Real)
(declare-fun factor!6 () Real)
(declare-fun factor!5 () Real)
(declare-fun factor!4 () Real)
(declare-fun factor!3 () Real)
(declare-fun factor!7 () Real)
(declare-fun factor!9 () Real)
(declare-fun factor!8 () Real)
(declare-fun factor!13 () Real)
(declare-fun factor!18 () Real)
(declare-fun factor!10 () Real)
(declare-fun factor!17 () Real)
(declare-fun factor!14 () Real)
(declare-fun factor!11 () Real)
(declare-fun factor!12 () Real)
(declare-fun factor!15 () Real)
(declare-fun factor!16 () Real)
(declare-fun factor!19 () Real)
(declare-fun factor!20 () Real)
(declare-fun factor!22 () Real)
(declare-fun factor!21 () Real)
(declare-fun factor!23 () Real)
(declare-fun factor!24 () Real)
(declare-fun lambda_k () Real)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun alpha () Real)
(declare-fun lambda_j () Real)
(assert
 (and (> (* (* 1.0 factor!1) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!2) 1.0) 0.0)))
(assert
 (let (($x1 (and (<= (* (* 1.0 factor!5) 1.0) 0.0))))
 (let (($x2 (and (<= (* (* 1.0 factor!3) 1.0) 0.0))))
 (and (or $x2 (and (> (* (* 1.0 factor!4) 1.0) 0.0))) (or $x1 (and (> (* (* 1.0 factor!6) 1.0) 0.0)))))))
(assert
 (and (< (* (* (- 1.0) factor!7) 1.0) 0.0)))
(assert
 (let (($x3 (and (>= (* (* (- 1.0) factor!9) 1.0) 0.0))))
 (let (($x4 (and (>= (* (* 1.0 factor!8) 1.0) 0.0))))
 (or $x4 $x3))))
(assert
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x6 (and (distinct ?x5 0.0) true)))
 (let (($x7 (and $x6 (> (* (* 1.0 factor!18) ?x5) 0.0))))
 (let ((?x8 (* 1.0 factor!10)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x10 (and $x9 (> (* (* 1.0 factor!17) ?x8) 0.0))))
 (let (($x11 (and $x10 $x7)))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x13 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x14 (and $x6 (> (* (* (* 1.0 factor!11) factor!14) ?x5) 0.0))))
 (let (($x15 (and $x9 (> (* (* (* 1.0 factor!11) factor!12) ?x8) 0.0))))
 (let (($x3 (and (>= (* (* (- 1.0) factor!9) 1.0) 0.0))))
 (let (($x4 (and (>= (* (* 1.0 factor!8) 1.0) 0.0))))
 (let (($x16 (or $x4 $x3)))
 (let (($x17 (< (* (* (* (- 1.0) factor!7) factor!15) (* ?x8 factor!13)) 0.0)))
 (let (($x18 (and $x9 $x6 $x17)))
 (let ((?x19 (* ?x8 factor!13)))
 (let ((?x20 (* (* (* (* (* 1.0 factor!2) factor!16) factor!12) factor!14) ?x19)))
 (let (($x21 (and $x9 $x6 (> ?x20 0.0))))
 (let (($x22 (and (> (* (* (* 1.0 factor!1) factor!15) 1.0) 0.0))))
 (let (($x23 (and $x15 $x14 (and $x9 (< (* (* (- 1.0) factor!14) ?x8) 0.0)) (and $x6 (< (* (* (- 1.0) factor!12) ?x5) 0.0)))))
 (let (($x24 (and $x23 $x22 $x21 $x18 $x16 $x15 $x14 true true $x13 $x12)))
 (=> $x24 $x11))))))))))))))))))))))))
(assert
 (let ((?x8 (* 1.0 factor!10)))
 (let ((?x19 (* ?x8 factor!13)))
 (let ((?x25 (* (* (* (* 1.0 factor!19) factor!7) factor!15) factor!15)))
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x6 (and (distinct ?x5 0.0) true)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x26 (and $x9 $x6 (> (* ?x25 ?x19) 0.0))))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x13 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x14 (and $x6 (> (* (* (* 1.0 factor!11) factor!14) ?x5) 0.0))))
 (let (($x15 (and $x9 (> (* (* (* 1.0 factor!11) factor!12) ?x8) 0.0))))
 (let (($x3 (and (>= (* (* (- 1.0) factor!9) 1.0) 0.0))))
 (let (($x4 (and (>= (* (* 1.0 factor!8) 1.0) 0.0))))
 (let (($x16 (or $x4 $x3)))
 (let (($x18 (and $x9 $x6 (< (* (* (* (- 1.0) factor!7) factor!15) ?x19) 0.0))))
 (let ((?x20 (* (* (* (* (* 1.0 factor!2) factor!16) factor!12) factor!14) ?x19)))
 (let (($x21 (and $x9 $x6 (> ?x20 0.0))))
 (let (($x22 (and (> (* (* (* 1.0 factor!1) factor!15) 1.0) 0.0))))
 (let (($x23 (and $x15 $x14 (and $x9 (< (* (* (- 1.0) factor!14) ?x8) 0.0)) (and $x6 (< (* (* (- 1.0) factor!12) ?x5) 0.0)))))
 (let (($x24 (and $x23 $x22 $x21 $x18 $x16 $x15 $x14 true true $x13 $x12)))
 (=> $x24 $x26))))))))))))))))))))))
(assert
 (let ((?x8 (* 1.0 factor!10)))
 (let ((?x19 (* ?x8 factor!13)))
 (let ((?x27 (* 1.0 factor!15)))
 (let ((?x28 (* ?x27 factor!20)))
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x6 (and (distinct ?x5 0.0) true)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x13 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x14 (and $x6 (> (* (* (* 1.0 factor!11) factor!14) ?x5) 0.0))))
 (let (($x15 (and $x9 (> (* (* (* 1.0 factor!11) factor!12) ?x8) 0.0))))
 (let (($x3 (and (>= (* (* (- 1.0) factor!9) 1.0) 0.0))))
 (let (($x4 (and (>= (* (* 1.0 factor!8) 1.0) 0.0))))
 (let (($x16 (or $x4 $x3)))
 (let (($x18 (and $x9 $x6 (< (* (* (* (- 1.0) factor!7) factor!15) ?x19) 0.0))))
 (let ((?x20 (* (* (* (* (* 1.0 factor!2) factor!16) factor!12) factor!14) ?x19)))
 (let (($x21 (and $x9 $x6 (> ?x20 0.0))))
 (let (($x22 (and (> (* (* (* 1.0 factor!1) factor!15) 1.0) 0.0))))
 (let (($x23 (and $x15 $x14 (and $x9 (< (* (* (- 1.0) factor!14) ?x8) 0.0)) (and $x6 (< (* (* (- 1.0) factor!12) ?x5) 0.0)))))
 (let (($x24 (and $x23 $x22 $x21 $x18 $x16 $x15 $x14 true true $x13 $x12)))
 (=> $x24 (and $x9 $x6 (> (* ?x28 ?x19) 0.0))))))))))))))))))))))))
(assert
 (let (($x29 (> (* (* 1.0 factor!22) (* (* 1.0 factor!10) factor!13)) 0.0)))
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x6 (and (distinct ?x5 0.0) true)))
 (let ((?x8 (* 1.0 factor!10)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x30 (and $x9 $x6 $x29)))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x13 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x14 (and $x6 (> (* (* (* 1.0 factor!11) factor!14) ?x5) 0.0))))
 (let (($x15 (and $x9 (> (* (* (* 1.0 factor!11) factor!12) ?x8) 0.0))))
 (let (($x3 (and (>= (* (* (- 1.0) factor!9) 1.0) 0.0))))
 (let (($x17 (< (* (* (* (- 1.0) factor!7) factor!15) (* ?x8 factor!13)) 0.0)))
 (let (($x18 (and $x9 $x6 $x17)))
 (let ((?x19 (* ?x8 factor!13)))
 (let ((?x20 (* (* (* (* (* 1.0 factor!2) factor!16) factor!12) factor!14) ?x19)))
 (let (($x21 (and $x9 $x6 (> ?x20 0.0))))
 (let (($x22 (and (> (* (* (* 1.0 factor!1) factor!15) 1.0) 0.0))))
 (let (($x23 (and $x15 $x14 (and $x9 (< (* (* (- 1.0) factor!14) ?x8) 0.0)) (and $x6 (< (* (* (- 1.0) factor!12) ?x5) 0.0)))))
 (let (($x31 (and $x23 $x22 $x21 $x18 (and (< (* (* (* 1.0 factor!21) factor!15) 1.0) 0.0)) $x3 $x15 $x14 true true $x13 $x12)))
 (=> $x31 $x30)))))))))))))))))))))
(assert
 (let (($x32 (> (* (* (* 1.0 factor!23) factor!15) (* 1.0 factor!10)) 0.0)))
 (let ((?x8 (* 1.0 factor!10)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x33 (and $x9 $x32)))
 (let (($x12 (and (and (distinct (* (* 1.0 factor!13) 1.0) 0.0) true))))
 (let (($x13 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x34 (> (* (* (* 1.0 factor!11) factor!14) (* 1.0 factor!13)) 0.0)))
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x6 (and (distinct ?x5 0.0) true)))
 (let (($x14 (and $x6 $x34)))
 (let (($x15 (and $x9 (> (* (* (* 1.0 factor!11) factor!12) ?x8) 0.0))))
 (let (($x17 (< (* (* (* (- 1.0) factor!7) factor!15) (* ?x8 factor!13)) 0.0)))
 (let (($x18 (and $x9 $x6 $x17)))
 (let ((?x19 (* ?x8 factor!13)))
 (let ((?x20 (* (* (* (* (* 1.0 factor!2) factor!16) factor!12) factor!14) ?x19)))
 (let (($x21 (and $x9 $x6 (> ?x20 0.0))))
 (let (($x22 (and (> (* (* (* 1.0 factor!1) factor!15) 1.0) 0.0))))
 (let (($x23 (and $x15 $x14 (and $x9 (< (* (* (- 1.0) factor!14) ?x8) 0.0)) (and $x6 (< (* (* (- 1.0) factor!12) ?x5) 0.0)))))
 (=> (and $x23 $x22 $x21 $x18 $x15 $x14 true true $x13 $x12) $x33))))))))))))))))))))
(assert
 (let (($x35 (> (* (* (* 1.0 factor!24) factor!15) (* 1.0 factor!13)) 0.0)))
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x6 (and (distinct ?x5 0.0) true)))
 (let (($x36 (and $x6 $x35)))
 (let (($x13 (and (and (distinct (* (* 1.0 factor!10) 1.0) 0.0) true))))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x37 (> (* (* (* 1.0 factor!11) factor!12) (* 1.0 factor!10)) 0.0)))
 (let ((?x8 (* 1.0 factor!10)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x15 (and $x9 $x37)))
 (let (($x14 (and $x6 (> (* (* (* 1.0 factor!11) factor!14) ?x5) 0.0))))
 (let (($x17 (< (* (* (* (- 1.0) factor!7) factor!15) (* ?x8 factor!13)) 0.0)))
 (let (($x18 (and $x9 $x6 $x17)))
 (let ((?x19 (* ?x8 factor!13)))
 (let ((?x20 (* (* (* (* (* 1.0 factor!2) factor!16) factor!12) factor!14) ?x19)))
 (let (($x21 (and $x9 $x6 (> ?x20 0.0))))
 (let (($x22 (and (> (* (* (* 1.0 factor!1) factor!15) 1.0) 0.0))))
 (let (($x23 (and $x15 $x14 (and $x9 (< (* (* (- 1.0) factor!14) ?x8) 0.0)) (and $x6 (< (* (* (- 1.0) factor!12) ?x5) 0.0)))))
 (=> (and $x23 $x22 $x21 $x18 $x14 $x15 true true $x12 $x13) $x36))))))))))))))))))))
(assert
 (let (($x29 (> (* (* 1.0 factor!22) (* (* 1.0 factor!10) factor!13)) 0.0)))
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x6 (and (distinct ?x5 0.0) true)))
 (let ((?x8 (* 1.0 factor!10)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x30 (and $x9 $x6 $x29)))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x13 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x14 (and $x6 (> (* (* (* 1.0 factor!11) factor!14) ?x5) 0.0))))
 (let (($x15 (and $x9 (> (* (* (* 1.0 factor!11) factor!12) ?x8) 0.0))))
 (let (($x4 (and (>= (* (* 1.0 factor!8) 1.0) 0.0))))
 (let (($x7 (and $x6 (> (* (* 1.0 factor!18) ?x5) 0.0))))
 (let (($x10 (and $x9 (> (* (* 1.0 factor!17) ?x8) 0.0))))
 (let (($x11 (and $x10 $x7)))
 (let (($x23 (and $x15 $x14 (and $x9 (< (* (* (- 1.0) factor!14) ?x8) 0.0)) (and $x6 (< (* (* (- 1.0) factor!12) ?x5) 0.0)))))
 (let (($x38 (and $x23 $x11 $x4 (and (<= (* (* (* 1.0 factor!21) factor!15) 1.0) 0.0)) $x15 $x14 true true $x13 $x12)))
 (=> $x38 $x30))))))))))))))))))
(assert
 (let (($x29 (> (* (* 1.0 factor!22) (* (* 1.0 factor!10) factor!13)) 0.0)))
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x6 (and (distinct ?x5 0.0) true)))
 (let ((?x8 (* 1.0 factor!10)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x30 (and $x9 $x6 $x29)))
 (let (($x12 (and (and (distinct (* ?x5 1.0) 0.0) true))))
 (let (($x13 (and (and (distinct (* ?x8 1.0) 0.0) true))))
 (let (($x14 (and $x6 (> (* (* (* 1.0 factor!11) factor!14) ?x5) 0.0))))
 (let (($x15 (and $x9 (> (* (* (* 1.0 factor!11) factor!12) ?x8) 0.0))))
 (let ((?x19 (* ?x8 factor!13)))
 (let ((?x25 (* (* (* (* 1.0 factor!19) factor!7) factor!15) factor!15)))
 (let (($x26 (and $x9 $x6 (> (* ?x25 ?x19) 0.0))))
 (let (($x36 (and $x6 (> (* (* (* 1.0 factor!24) factor!15) ?x5) 0.0))))
 (let (($x33 (and $x9 (> (* (* (* 1.0 factor!23) factor!15) ?x8) 0.0))))
 (let (($x39 (and (and $x33 $x36) $x26 (and (>= (* (* (* 1.0 factor!21) factor!15) 1.0) 0.0)) $x15 $x14 $x13 $x12 (and (and (distinct (* ?x19 1.0) 0.0) true)) true $x13 $x12)))
 (=> $x39 $x30))))))))))))))))))
(assert
 (let ((?x25 (* (* (* (* 1.0 factor!19) factor!7) factor!15) factor!15)))
 (let ((?x5 (* 1.0 factor!13)))
 (let (($x6 (and (distinct ?x5 0.0) true)))
 (let (($x7 (and $x6 (> (* (* 1.0 factor!18) ?x5) 0.0))))
 (let ((?x8 (* 1.0 factor!10)))
 (let (($x9 (and (distinct ?x8 0.0) true)))
 (let (($x10 (and $x9 (> (* (* 1.0 factor!17) ?x8) 0.0))))
 (let (($x40 (> (* (* (* (* 1.0 factor!1) factor!6) factor!15) 1.0) 0.0)))
 (let (($x1 (and (<= (* (* 1.0 factor!5) 1.0) 0.0))))
 (let (($x41 (> (* (* (* (* 1.0 factor!1) factor!4) factor!15) 1.0) 0.0)))
 (let (($x2 (and (<= (* (* 1.0 factor!3) 1.0) 0.0))))
 (let (($x42 (and (or $x2 (and $x41)) (or $x1 (and $x40)) $x10 $x7 (and (> (* ?x25 1.0) 0.0)) (and (> (* (* 1.0 factor!22) 1.0) 0.0)) (and (> (* (* (* 1.0 factor!15) factor!20) 1.0) 0.0)))))
 (not $x42))))))))))))))
(assert
 (and (> (* (* 1.0 factor!15) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!11) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!12) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!3) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!14) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!5) 1.0) 0.0)))
(assert
 (let ((?x43 (* 1.0 lambda_k)))
 (= factor!1 ?x43)))
(assert
 (= factor!2 (+ (* 1.0 E) (- 1.0))))
(assert
 (= factor!3 (+ (* 1.0 m) (- 1.0))))
(assert
 (= factor!5 (+ (* 1.0 rest) (- 1.0))))
(assert
 (> factor!10 0.0))
(assert
 (> factor!11 0.0))
(assert
 (let ((?x44 (* 1.0 E)))
 (= factor!11 ?x44)))
(assert
 (> factor!12 0.0))
(assert
 (let ((?x45 (* 1.0 m)))
 (= factor!12 ?x45)))
(assert
 (> factor!13 0.0))
(assert
 (> factor!14 0.0))
(assert
 (let ((?x46 (* 1.0 rest)))
 (= factor!14 ?x46)))
(assert
 (> factor!15 0.0))
(assert
 (= factor!15 (* 1.0 alpha)))
(assert
 (> factor!16 0.0))
(assert
 (= factor!16 (+ (* 1.0 E) 1.0)))
(assert
 (= factor!19 (+ (* 1.0 lambda_k) (* (- 1.0) lambda_j))))
(assert
 (= factor!21 (* 1.0 lambda_j)))
(check-sat)
