; factor!1 stands for lambda_k
; factor!2 stands for E*m - rest
; factor!3 stands for E*rest - m
; factor!4 stands for lambda_j
; factor!5 stands for alpha*lambda_j + 1
; factor!6 stands for -alpha*lambda_j + alpha*lambda_k - 2
; factor!7 stands for E*m + rest
; factor!8 stands for E
; factor!9 stands for m
; factor!10 stands for E*rest + m
; factor!11 stands for rest
; factor!12 stands for alpha
; factor!13 stands for E - 1
; factor!14 stands for E + 1
; factor!15 stands for -E**2*lambda_j*m*rest + E**2*lambda_k*m*rest - E*lambda_k*m**2 - E*lambda_k*rest**2 + lambda_j*m*rest + lambda_k*m*rest
; factor!16 stands for E*alpha*lambda_k*m + E*m - alpha*lambda_k*rest + rest
; factor!17 stands for E*alpha*lambda_k*rest + E*rest - alpha*lambda_k*m + m
; factor!18 stands for -lambda_j + lambda_k
; factor!19 stands for -E**2*alpha*lambda_j**2*m*rest + E**2*alpha*lambda_k**2*m*rest - 2*E**2*lambda_j*m*rest + 2*E**2*lambda_k*m*rest - E*alpha*lambda_k**2*m**2 - E*alpha*lambda_k**2*rest**2 - E*lambda_j*m**2 - E*lambda_j*rest**2 + alpha*lambda_j**2*m*rest + alpha*lambda_k**2*m*rest - 2*lambda_k*m*rest
; factor!20 stands for E**2*alpha**2*lambda_j**2*m*rest + 2*E**2*alpha**2*lambda_j*lambda_k*m*rest + E**2*alpha**2*lambda_k**2*m*rest + 4*E**2*alpha*lambda_j*m*rest + 4*E**2*alpha*lambda_k*m*rest + 4*E**2*m*rest - E*alpha**2*lambda_j*lambda_k*m**2 - E*alpha**2*lambda_j*lambda_k*rest**2 - E*alpha**2*lambda_k**2*m**2 - E*alpha**2*lambda_k**2*rest**2 + 2*E*alpha*lambda_j*m**2 + 2*E*alpha*lambda_j*rest**2 + 4*E*m**2 + 4*E*rest**2 - alpha**2*lambda_j**2*m*rest + alpha**2*lambda_k**2*m*rest - 4*alpha*lambda_k*m*rest + 4*m*rest
; factor!21 stands for -E*lambda_j*m + E*lambda_k*m - lambda_k*rest
; factor!22 stands for -E*lambda_j*rest + E*lambda_k*rest - lambda_k*m
; factor!23 stands for m - 1
; factor!24 stands for rest - 1
; Is there a violation of beyond.stable_splits.second_not_positive among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun factor!1 () Real)
(declare-fun factor!3 () Real)
(declare-fun factor!2 () Real)
(declare-fun factor!4 () Real)
(declare-fun factor!6 () Real)
(declare-fun factor!5 () Real)
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
(declare-fun factor!21 () Real)
(declare-fun factor!22 () Real)
(declare-fun factor!24 () Real)
(declare-fun factor!23 () Real)
(declare-fun lambda_k () Real)
(declare-fun lambda_j () Real)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(declare-fun alpha () Real)
(assert
 (and (> (* (* 1.0 factor!1) 1.0) 0.0)))
(assert
 (and (and (> (* (* 1.0 factor!2) 1.0) 0.0)) (and (> (* (* 1.0 factor!3) 1.0) 0.0))))
(assert
 (and (<= (* (* 1.0 factor!4) 1.0) 0.0)))
(assert
 (let (($x1 (and (>= (* (* (- 1.0) factor!6) 1.0) 0.0))))
 (let (($x2 (and (>= (* (* 1.0 factor!5) 1.0) 0.0))))
 (or $x2 $x1))))
(assert
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let (($x5 (and $x4 (> (* (* 1.0 factor!17) ?x3) 0.0))))
 (let ((?x6 (* 1.0 factor!7)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x8 (and $x7 (> (* (* 1.0 factor!16) ?x6) 0.0))))
 (let (($x9 (and $x8 $x5)))
 (let (($x10 (and (and (distinct (* ?x3 1.0) 0.0) true))))
 (let (($x11 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x12 (and $x4 (> (* (* (* 1.0 factor!8) factor!11) ?x3) 0.0))))
 (let (($x13 (and $x7 (> (* (* (* 1.0 factor!8) factor!9) ?x6) 0.0))))
 (let (($x1 (and (>= (* (* (- 1.0) factor!6) 1.0) 0.0))))
 (let (($x2 (and (>= (* (* 1.0 factor!5) 1.0) 0.0))))
 (let (($x14 (or $x2 $x1)))
 (let (($x15 (< (* (* (* (- 1.0) factor!15) factor!12) (* ?x6 factor!10)) 0.0)))
 (let (($x16 (and $x7 $x4 $x15)))
 (let ((?x17 (* ?x6 factor!10)))
 (let ((?x18 (* (* (* (* (* 1.0 factor!13) factor!14) factor!9) factor!11) ?x17)))
 (let (($x19 (and $x7 $x4 (> ?x18 0.0))))
 (let (($x20 (and (> (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0))))
 (let (($x21 (and $x13 $x12 (and $x7 (< (* (* (- 1.0) factor!11) ?x6) 0.0)) (and $x4 (< (* (* (- 1.0) factor!9) ?x3) 0.0)))))
 (let (($x22 (and $x21 $x20 $x19 $x16 $x14 $x13 $x12 true true $x11 $x10)))
 (=> $x22 $x9))))))))))))))))))))))))
(assert
 (let ((?x6 (* 1.0 factor!7)))
 (let ((?x17 (* ?x6 factor!10)))
 (let ((?x23 (* (* (* (* 1.0 factor!18) factor!15) factor!12) factor!12)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x24 (and $x7 $x4 (> (* ?x23 ?x17) 0.0))))
 (let (($x10 (and (and (distinct (* ?x3 1.0) 0.0) true))))
 (let (($x11 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x12 (and $x4 (> (* (* (* 1.0 factor!8) factor!11) ?x3) 0.0))))
 (let (($x13 (and $x7 (> (* (* (* 1.0 factor!8) factor!9) ?x6) 0.0))))
 (let (($x1 (and (>= (* (* (- 1.0) factor!6) 1.0) 0.0))))
 (let (($x2 (and (>= (* (* 1.0 factor!5) 1.0) 0.0))))
 (let (($x14 (or $x2 $x1)))
 (let (($x16 (and $x7 $x4 (< (* (* (* (- 1.0) factor!15) factor!12) ?x17) 0.0))))
 (let ((?x18 (* (* (* (* (* 1.0 factor!13) factor!14) factor!9) factor!11) ?x17)))
 (let (($x19 (and $x7 $x4 (> ?x18 0.0))))
 (let (($x20 (and (> (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0))))
 (let (($x21 (and $x13 $x12 (and $x7 (< (* (* (- 1.0) factor!11) ?x6) 0.0)) (and $x4 (< (* (* (- 1.0) factor!9) ?x3) 0.0)))))
 (let (($x22 (and $x21 $x20 $x19 $x16 $x14 $x13 $x12 true true $x11 $x10)))
 (=> $x22 $x24))))))))))))))))))))))
(assert
 (let ((?x6 (* 1.0 factor!7)))
 (let ((?x17 (* ?x6 factor!10)))
 (let ((?x25 (* 1.0 factor!12)))
 (let ((?x26 (* ?x25 factor!19)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x10 (and (and (distinct (* ?x3 1.0) 0.0) true))))
 (let (($x11 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x12 (and $x4 (> (* (* (* 1.0 factor!8) factor!11) ?x3) 0.0))))
 (let (($x13 (and $x7 (> (* (* (* 1.0 factor!8) factor!9) ?x6) 0.0))))
 (let (($x1 (and (>= (* (* (- 1.0) factor!6) 1.0) 0.0))))
 (let (($x2 (and (>= (* (* 1.0 factor!5) 1.0) 0.0))))
 (let (($x14 (or $x2 $x1)))
 (let (($x16 (and $x7 $x4 (< (* (* (* (- 1.0) factor!15) factor!12) ?x17) 0.0))))
 (let ((?x18 (* (* (* (* (* 1.0 factor!13) factor!14) factor!9) factor!11) ?x17)))
 (let (($x19 (and $x7 $x4 (> ?x18 0.0))))
 (let (($x20 (and (> (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0))))
 (let (($x21 (and $x13 $x12 (and $x7 (< (* (* (- 1.0) factor!11) ?x6) 0.0)) (and $x4 (< (* (* (- 1.0) factor!9) ?x3) 0.0)))))
 (let (($x22 (and $x21 $x20 $x19 $x16 $x14 $x13 $x12 true true $x11 $x10)))
 (=> $x22 (and $x7 $x4 (> (* ?x26 ?x17) 0.0))))))))))))))))))))))))
(assert
 (let (($x27 (> (* (* 1.0 factor!20) (* (* 1.0 factor!7) factor!10)) 0.0)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let ((?x6 (* 1.0 factor!7)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x28 (and $x7 $x4 $x27)))
 (let (($x10 (and (and (distinct (* ?x3 1.0) 0.0) true))))
 (let (($x11 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x12 (and $x4 (> (* (* (* 1.0 factor!8) factor!11) ?x3) 0.0))))
 (let (($x13 (and $x7 (> (* (* (* 1.0 factor!8) factor!9) ?x6) 0.0))))
 (let (($x1 (and (>= (* (* (- 1.0) factor!6) 1.0) 0.0))))
 (let (($x15 (< (* (* (* (- 1.0) factor!15) factor!12) (* ?x6 factor!10)) 0.0)))
 (let (($x16 (and $x7 $x4 $x15)))
 (let ((?x17 (* ?x6 factor!10)))
 (let ((?x18 (* (* (* (* (* 1.0 factor!13) factor!14) factor!9) factor!11) ?x17)))
 (let (($x19 (and $x7 $x4 (> ?x18 0.0))))
 (let (($x20 (and (> (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0))))
 (let (($x21 (and $x13 $x12 (and $x7 (< (* (* (- 1.0) factor!11) ?x6) 0.0)) (and $x4 (< (* (* (- 1.0) factor!9) ?x3) 0.0)))))
 (let (($x29 (and $x21 $x20 $x19 $x16 (and (< (* (* (* 1.0 factor!4) factor!12) 1.0) 0.0)) $x1 $x13 $x12 true true $x11 $x10)))
 (=> $x29 $x28)))))))))))))))))))))
(assert
 (let (($x30 (> (* (* (* 1.0 factor!21) factor!12) (* 1.0 factor!7)) 0.0)))
 (let ((?x6 (* 1.0 factor!7)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x31 (and $x7 $x30)))
 (let (($x10 (and (and (distinct (* (* 1.0 factor!10) 1.0) 0.0) true))))
 (let (($x11 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x32 (> (* (* (* 1.0 factor!8) factor!11) (* 1.0 factor!10)) 0.0)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let (($x12 (and $x4 $x32)))
 (let (($x13 (and $x7 (> (* (* (* 1.0 factor!8) factor!9) ?x6) 0.0))))
 (let (($x15 (< (* (* (* (- 1.0) factor!15) factor!12) (* ?x6 factor!10)) 0.0)))
 (let (($x16 (and $x7 $x4 $x15)))
 (let ((?x17 (* ?x6 factor!10)))
 (let ((?x18 (* (* (* (* (* 1.0 factor!13) factor!14) factor!9) factor!11) ?x17)))
 (let (($x19 (and $x7 $x4 (> ?x18 0.0))))
 (let (($x20 (and (> (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0))))
 (let (($x21 (and $x13 $x12 (and $x7 (< (* (* (- 1.0) factor!11) ?x6) 0.0)) (and $x4 (< (* (* (- 1.0) factor!9) ?x3) 0.0)))))
 (=> (and $x21 $x20 $x19 $x16 $x13 $x12 true true $x11 $x10) $x31))))))))))))))))))))
(assert
 (let (($x33 (> (* (* (* 1.0 factor!22) factor!12) (* 1.0 factor!10)) 0.0)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let (($x34 (and $x4 $x33)))
 (let (($x11 (and (and (distinct (* (* 1.0 factor!7) 1.0) 0.0) true))))
 (let (($x10 (and (and (distinct (* ?x3 1.0) 0.0) true))))
 (let (($x35 (> (* (* (* 1.0 factor!8) factor!9) (* 1.0 factor!7)) 0.0)))
 (let ((?x6 (* 1.0 factor!7)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x13 (and $x7 $x35)))
 (let (($x12 (and $x4 (> (* (* (* 1.0 factor!8) factor!11) ?x3) 0.0))))
 (let (($x15 (< (* (* (* (- 1.0) factor!15) factor!12) (* ?x6 factor!10)) 0.0)))
 (let (($x16 (and $x7 $x4 $x15)))
 (let ((?x17 (* ?x6 factor!10)))
 (let ((?x18 (* (* (* (* (* 1.0 factor!13) factor!14) factor!9) factor!11) ?x17)))
 (let (($x19 (and $x7 $x4 (> ?x18 0.0))))
 (let (($x20 (and (> (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0))))
 (let (($x21 (and $x13 $x12 (and $x7 (< (* (* (- 1.0) factor!11) ?x6) 0.0)) (and $x4 (< (* (* (- 1.0) factor!9) ?x3) 0.0)))))
 (=> (and $x21 $x20 $x19 $x16 $x12 $x13 true true $x10 $x11) $x34))))))))))))))))))))
(assert
 (let (($x27 (> (* (* 1.0 factor!20) (* (* 1.0 factor!7) factor!10)) 0.0)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let ((?x6 (* 1.0 factor!7)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x28 (and $x7 $x4 $x27)))
 (let (($x10 (and (and (distinct (* ?x3 1.0) 0.0) true))))
 (let (($x11 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x12 (and $x4 (> (* (* (* 1.0 factor!8) factor!11) ?x3) 0.0))))
 (let (($x13 (and $x7 (> (* (* (* 1.0 factor!8) factor!9) ?x6) 0.0))))
 (let (($x36 (and (<= (* (* (* 1.0 factor!4) factor!12) 1.0) 0.0))))
 (let (($x2 (and (>= (* (* 1.0 factor!5) 1.0) 0.0))))
 (let (($x5 (and $x4 (> (* (* 1.0 factor!17) ?x3) 0.0))))
 (let (($x8 (and $x7 (> (* (* 1.0 factor!16) ?x6) 0.0))))
 (let (($x9 (and $x8 $x5)))
 (let (($x21 (and $x13 $x12 (and $x7 (< (* (* (- 1.0) factor!11) ?x6) 0.0)) (and $x4 (< (* (* (- 1.0) factor!9) ?x3) 0.0)))))
 (=> (and $x21 $x9 $x2 $x36 $x13 $x12 true true $x11 $x10) $x28))))))))))))))))))
(assert
 (let (($x27 (> (* (* 1.0 factor!20) (* (* 1.0 factor!7) factor!10)) 0.0)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let ((?x6 (* 1.0 factor!7)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x28 (and $x7 $x4 $x27)))
 (let (($x10 (and (and (distinct (* ?x3 1.0) 0.0) true))))
 (let (($x11 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x12 (and $x4 (> (* (* (* 1.0 factor!8) factor!11) ?x3) 0.0))))
 (let (($x13 (and $x7 (> (* (* (* 1.0 factor!8) factor!9) ?x6) 0.0))))
 (let ((?x17 (* ?x6 factor!10)))
 (let ((?x23 (* (* (* (* 1.0 factor!18) factor!15) factor!12) factor!12)))
 (let (($x24 (and $x7 $x4 (> (* ?x23 ?x17) 0.0))))
 (let (($x34 (and $x4 (> (* (* (* 1.0 factor!22) factor!12) ?x3) 0.0))))
 (let (($x31 (and $x7 (> (* (* (* 1.0 factor!21) factor!12) ?x6) 0.0))))
 (let (($x37 (and (and $x31 $x34) $x24 (and (>= (* (* (* 1.0 factor!4) factor!12) 1.0) 0.0)) $x13 $x12 $x11 $x10 (and (and (distinct (* ?x17 1.0) 0.0) true)) true $x11 $x10)))
 (=> $x37 $x28))))))))))))))))))
(assert
 (let ((?x6 (* 1.0 factor!7)))
 (let ((?x17 (* ?x6 factor!10)))
 (let ((?x18 (* (* (* (* (* 1.0 factor!13) factor!14) factor!9) factor!11) ?x17)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x19 (and $x7 $x4 (> ?x18 0.0))))
 (let (($x10 (and (and (distinct (* ?x3 1.0) 0.0) true))))
 (let (($x11 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x12 (and $x4 (> (* (* (* 1.0 factor!8) factor!11) ?x3) 0.0))))
 (let (($x13 (and $x7 (> (* (* (* 1.0 factor!8) factor!9) ?x6) 0.0))))
 (let (($x38 (and (and $x7 (> (* (* 1.0 factor!2) ?x6) 0.0)) (and $x4 (> (* (* 1.0 factor!3) ?x3) 0.0)))))
 (let (($x21 (and $x13 $x12 (and $x7 (< (* (* (- 1.0) factor!11) ?x6) 0.0)) (and $x4 (< (* (* (- 1.0) factor!9) ?x3) 0.0)))))
 (=> (and $x21 $x38 $x13 $x12 true true $x11 $x10) $x19)))))))))))))))
(assert
 (let ((?x6 (* 1.0 factor!7)))
 (let ((?x17 (* ?x6 factor!10)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x16 (and $x7 $x4 (< (* (* (* (- 1.0) factor!15) factor!12) ?x17) 0.0))))
 (let (($x10 (and (and (distinct (* ?x3 1.0) 0.0) true))))
 (let (($x11 (and (and (distinct (* ?x6 1.0) 0.0) true))))
 (let (($x12 (and $x4 (> (* (* (* 1.0 factor!8) factor!11) ?x3) 0.0))))
 (let (($x13 (and $x7 (> (* (* (* 1.0 factor!8) factor!9) ?x6) 0.0))))
 (let (($x36 (and (<= (* (* (* 1.0 factor!4) factor!12) 1.0) 0.0))))
 (let (($x38 (and (and $x7 (> (* (* 1.0 factor!2) ?x6) 0.0)) (and $x4 (> (* (* 1.0 factor!3) ?x3) 0.0)))))
 (let (($x20 (and (> (* (* (* 1.0 factor!1) factor!12) 1.0) 0.0))))
 (let (($x21 (and $x13 $x12 (and $x7 (< (* (* (- 1.0) factor!11) ?x6) 0.0)) (and $x4 (< (* (* (- 1.0) factor!9) ?x3) 0.0)))))
 (=> (and $x21 $x20 $x38 $x36 $x13 $x12 true true $x11 $x10) $x16))))))))))))))))
(assert
 (let ((?x23 (* (* (* (* 1.0 factor!18) factor!15) factor!12) factor!12)))
 (let ((?x3 (* 1.0 factor!10)))
 (let (($x4 (and (distinct ?x3 0.0) true)))
 (let (($x5 (and $x4 (> (* (* 1.0 factor!17) ?x3) 0.0))))
 (let ((?x6 (* 1.0 factor!7)))
 (let (($x7 (and (distinct ?x6 0.0) true)))
 (let (($x8 (and $x7 (> (* (* 1.0 factor!16) ?x6) 0.0))))
 (let (($x39 (> (* (* (* (* 1.0 factor!1) factor!3) factor!12) 1.0) 0.0)))
 (let (($x40 (> (* (* (* (* 1.0 factor!1) factor!2) factor!12) 1.0) 0.0)))
 (let (($x41 (and (or (and (<= (* (* 1.0 factor!23) 1.0) 0.0)) (and $x40)) (or (and (<= (* (* 1.0 factor!24) 1.0) 0.0)) (and $x39)) $x8 $x5 (and (> (* ?x23 1.0) 0.0)) (and (> (* (* 1.0 factor!20) 1.0) 0.0)) (and (> (* (* (* 1.0 factor!12) factor!19) 1.0) 0.0)))))
 (not $x41))))))))))))
(assert
 (and (> (* (* 1.0 factor!12) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!8) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!9) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!23) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!11) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!24) 1.0) 0.0)))
(assert
 (let ((?x42 (* 1.0 lambda_k)))
 (= factor!1 ?x42)))
(assert
 (= factor!4 (* 1.0 lambda_j)))
(assert
 (> factor!7 0.0))
(assert
 (> factor!8 0.0))
(assert
 (let ((?x43 (* 1.0 E)))
 (= factor!8 ?x43)))
(assert
 (> factor!9 0.0))
(assert
 (let ((?x44 (* 1.0 m)))
 (= factor!9 ?x44)))
(assert
 (> factor!10 0.0))
(assert
 (> factor!11 0.0))
(assert
 (let ((?x45 (* 1.0 rest)))
 (= factor!11 ?x45)))
(assert
 (> factor!12 0.0))
(assert
 (= factor!12 (* 1.0 alpha)))
(assert
 (= factor!13 (+ (* 1.0 E) (- 1.0))))
(assert
 (> factor!14 0.0))
(assert
 (= factor!14 (+ (* 1.0 E) 1.0)))
(assert
 (= factor!18 (+ (* 1.0 lambda_k) (* (- 1.0) lambda_j))))
(assert
 (= factor!23 (+ (* 1.0 m) (- 1.0))))
(assert
 (= factor!24 (+ (* 1.0 rest) (- 1.0))))
(check-sat)
