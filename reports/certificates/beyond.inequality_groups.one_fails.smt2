; factor!1 stands for alpha*lambda_j + 1
; factor!2 stands for alpha*lambda_k + 1
; factor!3 stands for alpha*lambda_j - 1
; factor!4 stands for alpha*lambda_k - 1
; factor!5 stands for -lambda_j + lambda_k
; factor!6 stands for lambda_k
; factor!7 stands for E*m + rest
; factor!8 stands for E*alpha*lambda_k*m + E*m - alpha*lambda_k*rest + rest
; factor!9 stands for E*m - rest
; factor!10 stands for alpha
; factor!11 stands for E*rest + m
; factor!12 stands for E*alpha*lambda_k*rest + E*rest - alpha*lambda_k*m + m
; factor!13 stands for E*rest - m
; factor!14 stands for E
; factor!15 stands for m
; factor!16 stands for rest
; factor!17 stands for E - 1
; factor!18 stands for E + 1
; factor!19 stands for E**2*alpha**2*lambda_j**2*m*rest + 2*E**2*alpha**2*lambda_j*lambda_k*m*rest + E**2*alpha**2*lambda_k**2*m*rest + 4*E**2*alpha*lambda_j*m*rest + 4*E**2*alpha*lambda_k*m*rest + 4*E**2*m*rest - E*alpha**2*lambda_j*lambda_k*m**2 - E*alpha**2*lambda_j*lambda_k*rest**2 - E*alpha**2*lambda_k**2*m**2 - E*alpha**2*lambda_k**2*rest**2 + 2*E*alpha*lambda_j*m**2 + 2*E*alpha*lambda_j*rest**2 + 4*E*m**2 + 4*E*rest**2 - alpha**2*lambda_j**2*m*rest + alpha**2*lambda_k**2*m*rest - 4*alpha*lambda_k*m*rest + 4*m*rest
; factor!20 stands for E**2*alpha*lambda_j*m*rest + E**2*m*rest + E*m**2 + E*rest**2 - alpha*lambda_j*m*rest + m*rest
; factor!21 stands for E**2*alpha**2*lambda_j**2*m*rest + E**2*alpha**2*lambda_k**2*m*rest + 2*E**2*alpha*lambda_j*m*rest + 2*E**2*alpha*lambda_k*m*rest + 2*E**2*m*rest - E*alpha**2*lambda_k**2*m**2 - E*alpha**2*lambda_k**2*rest**2 + E*alpha*lambda_j*m**2 + E*alpha*lambda_j*rest**2 + 2*E*m**2 + 2*E*rest**2 - alpha**2*lambda_j**2*m*rest + alpha**2*lambda_k**2*m*rest - 2*alpha*lambda_k*m*rest + 2*m*rest
; factor!22 stands for -E**2*alpha*lambda_j**2*m*rest + E**2*alpha*lambda_k**2*m*rest - 2*E**2*lambda_j*m*rest + 2*E**2*lambda_k*m*rest - E*alpha*lambda_k**2*m**2 - E*alpha*lambda_k**2*rest**2 - E*lambda_j*m**2 - E*lambda_j*rest**2 + alpha*lambda_j**2*m*rest + alpha*lambda_k**2*m*rest - 2*lambda_k*m*rest
; factor!23 stands for -E**2*lambda_j*m*rest + E**2*lambda_k*m*rest - E*lambda_k*m**2 - E*lambda_k*rest**2 + lambda_j*m*rest + lambda_k*m*rest
; factor!24 stands for m - 1
; factor!25 stands for rest - 1
; Is there a violation of beyond.inequality_groups.one_fails among the real numbers?
; z3-solver 5.4.0.0: unsat
; cvc5 1.4.2: not asked
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun factor!4 () Real)
(declare-fun factor!3 () Real)
(declare-fun factor!2 () Real)
(declare-fun factor!1 () Real)
(declare-fun factor!6 () Real)
(declare-fun factor!5 () Real)
(declare-fun factor!12 () Real)
(declare-fun factor!10 () Real)
(declare-fun factor!13 () Real)
(declare-fun factor!11 () Real)
(declare-fun factor!8 () Real)
(declare-fun factor!9 () Real)
(declare-fun factor!7 () Real)
(declare-fun factor!16 () Real)
(declare-fun factor!15 () Real)
(declare-fun factor!18 () Real)
(declare-fun factor!17 () Real)
(declare-fun factor!14 () Real)
(declare-fun factor!19 () Real)
(declare-fun factor!20 () Real)
(declare-fun factor!21 () Real)
(declare-fun factor!22 () Real)
(declare-fun factor!23 () Real)
(declare-fun factor!24 () Real)
(declare-fun factor!25 () Real)
(declare-fun lambda_j () Real)
(declare-fun lambda_k () Real)
(declare-fun alpha () Real)
(declare-fun E () Real)
(declare-fun m () Real)
(declare-fun rest () Real)
(assert
 (and (and (> (* (* 1.0 factor!1) 1.0) 0.0)) (and (> (* (* 1.0 factor!2) 1.0) 0.0)) (and (< (* (* 1.0 factor!3) 1.0) 0.0)) (and (< (* (* 1.0 factor!4) 1.0) 0.0))))
(assert
 (and (and (> (* (* (- 1.0) factor!5) 1.0) 0.0)) (and (> (* (* 1.0 factor!6) 1.0) 0.0))))
(assert
 (let ((?x1 (* (* (* (* 1.0 factor!6) factor!13) factor!10) (* (- 1.0) factor!12))))
 (let ((?x2 (* 1.0 factor!12)))
 (let (($x3 (and (distinct ?x2 0.0) true)))
 (let ((?x4 (* 1.0 factor!11)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let ((?x6 (* 1.0 factor!8)))
 (let (($x7 (< (* (* (* (* (- 1.0) factor!6) factor!9) factor!10) ?x6) 0.0)))
 (let (($x8 (and (distinct ?x6 0.0) true)))
 (let ((?x9 (* 1.0 factor!7)))
 (let (($x10 (and (distinct ?x9 0.0) true)))
 (and (and $x10 $x8 $x7) (and $x5 $x3 (< ?x1 0.0))))))))))))))
(assert
 (let ((?x9 (* 1.0 factor!7)))
 (let ((?x11 (* ?x9 factor!11)))
 (let ((?x12 (* (* (* (* (* 1.0 factor!17) factor!18) factor!15) factor!16) ?x11)))
 (let ((?x4 (* 1.0 factor!11)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x10 (and (distinct ?x9 0.0) true)))
 (let (($x13 (and $x10 $x5 (> ?x12 0.0))))
 (let (($x14 (and (and (distinct (* ?x4 1.0) 0.0) true))))
 (let (($x15 (and (and (distinct (* ?x9 1.0) 0.0) true))))
 (let (($x16 (and $x5 (> (* (* (* 1.0 factor!14) factor!16) ?x4) 0.0))))
 (let (($x17 (and $x10 (> (* (* (* 1.0 factor!14) factor!15) ?x9) 0.0))))
 (let (($x18 (and (and $x10 (> (* (* 1.0 factor!9) ?x9) 0.0)) (and $x5 (> (* (* 1.0 factor!13) ?x4) 0.0)))))
 (let (($x19 (and $x17 $x16 (and $x10 (< (* (* (- 1.0) factor!16) ?x9) 0.0)) (and $x5 (< (* (* (- 1.0) factor!15) ?x4) 0.0)))))
 (=> (and $x19 $x18 $x17 $x16 true true $x15 $x14) $x13)))))))))))))))
(assert
 (let (($x20 (> (* (* 1.0 factor!19) (* (* 1.0 factor!7) factor!11)) 0.0)))
 (let ((?x4 (* 1.0 factor!11)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let ((?x9 (* 1.0 factor!7)))
 (let (($x10 (and (distinct ?x9 0.0) true)))
 (let (($x14 (and (and (distinct (* ?x4 1.0) 0.0) true))))
 (let (($x15 (and (and (distinct (* ?x9 1.0) 0.0) true))))
 (let (($x16 (and $x5 (> (* (* (* 1.0 factor!14) factor!16) ?x4) 0.0))))
 (let (($x17 (and $x10 (> (* (* (* 1.0 factor!14) factor!15) ?x9) 0.0))))
 (let (($x21 (and (and (> (* (* 1.0 factor!1) 1.0) 0.0)) (and (> (* (* 1.0 factor!2) 1.0) 0.0)) (and (< (* (* 1.0 factor!3) 1.0) 0.0)) (and (< (* (* 1.0 factor!4) 1.0) 0.0)))))
 (let (($x19 (and $x17 $x16 (and $x10 (< (* (* (- 1.0) factor!16) ?x9) 0.0)) (and $x5 (< (* (* (- 1.0) factor!15) ?x4) 0.0)))))
 (let (($x22 (and $x19 $x21 $x17 $x16 true true $x15 $x14)))
 (=> $x22 (and $x10 $x5 $x20)))))))))))))))
(assert
 (let ((?x9 (* 1.0 factor!7)))
 (let ((?x11 (* ?x9 factor!11)))
 (let ((?x4 (* 1.0 factor!11)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x10 (and (distinct ?x9 0.0) true)))
 (let (($x23 (and $x10 $x5 (> (* (* (* 1.0 factor!1) factor!20) ?x11) 0.0))))
 (let (($x24 (and (and $x10 (> (* (* 1.0 factor!8) ?x9) 0.0)) (and $x5 (> (* (* 1.0 factor!12) ?x4) 0.0)) $x23)))
 (let (($x14 (and (and (distinct (* ?x4 1.0) 0.0) true))))
 (let (($x15 (and (and (distinct (* ?x9 1.0) 0.0) true))))
 (let (($x16 (and $x5 (> (* (* (* 1.0 factor!14) factor!16) ?x4) 0.0))))
 (let (($x17 (and $x10 (> (* (* (* 1.0 factor!14) factor!15) ?x9) 0.0))))
 (let (($x21 (and (and (> (* (* 1.0 factor!1) 1.0) 0.0)) (and (> (* (* 1.0 factor!2) 1.0) 0.0)) (and (< (* (* 1.0 factor!3) 1.0) 0.0)) (and (< (* (* 1.0 factor!4) 1.0) 0.0)))))
 (let (($x19 (and $x17 $x16 (and $x10 (< (* (* (- 1.0) factor!16) ?x9) 0.0)) (and $x5 (< (* (* (- 1.0) factor!15) ?x4) 0.0)))))
 (let (($x22 (and $x19 $x21 $x17 $x16 true true $x15 $x14)))
 (=> $x22 $x24))))))))))))))))
(assert
 (let (($x25 (> (* (* 1.0 factor!21) (* (* 1.0 factor!7) factor!11)) 0.0)))
 (let ((?x4 (* 1.0 factor!11)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let ((?x9 (* 1.0 factor!7)))
 (let (($x10 (and (distinct ?x9 0.0) true)))
 (let (($x26 (and (and (distinct (* (* ?x9 factor!11) 1.0) 0.0) true))))
 (let (($x27 (> (* (* (* 1.0 factor!8) factor!12) (* ?x9 factor!11)) 0.0)))
 (let (($x28 (> (* (* (* 1.0 factor!1) factor!20) (* ?x9 factor!11)) 0.0)))
 (let (($x23 (and $x10 $x5 $x28)))
 (=> (and (and $x23 (and $x10 $x5 $x27)) $x26 $x26) (and $x10 $x5 $x25))))))))))))
(assert
 (let ((?x9 (* 1.0 factor!7)))
 (let ((?x11 (* ?x9 factor!11)))
 (let ((?x29 (* 1.0 factor!10)))
 (let ((?x30 (* ?x29 factor!22)))
 (let ((?x4 (* 1.0 factor!11)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x10 (and (distinct ?x9 0.0) true)))
 (let (($x14 (and (and (distinct (* ?x4 1.0) 0.0) true))))
 (let (($x15 (and (and (distinct (* ?x9 1.0) 0.0) true))))
 (let (($x16 (and $x5 (> (* (* (* 1.0 factor!14) factor!16) ?x4) 0.0))))
 (let (($x17 (and $x10 (> (* (* (* 1.0 factor!14) factor!15) ?x9) 0.0))))
 (let ((?x12 (* (* (* (* (* 1.0 factor!17) factor!18) factor!15) factor!16) ?x11)))
 (let (($x13 (and $x10 $x5 (> ?x12 0.0))))
 (let (($x31 (and (> (* (* (* 1.0 factor!6) factor!10) 1.0) 0.0))))
 (let (($x19 (and $x17 $x16 (and $x10 (< (* (* (- 1.0) factor!16) ?x9) 0.0)) (and $x5 (< (* (* (- 1.0) factor!15) ?x4) 0.0)))))
 (let (($x32 (and $x19 $x31 $x13 (and (>= (* (* (* (- 1.0) factor!5) factor!10) 1.0) 0.0)) $x17 $x16 true true $x15 $x14)))
 (=> $x32 (and $x10 $x5 (< (* ?x30 ?x11) 0.0))))))))))))))))))))
(assert
 (let ((?x9 (* 1.0 factor!7)))
 (let ((?x11 (* ?x9 factor!11)))
 (let ((?x33 (* (* (* (* 1.0 factor!5) factor!23) factor!10) factor!10)))
 (let ((?x4 (* 1.0 factor!11)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let (($x10 (and (distinct ?x9 0.0) true)))
 (let (($x14 (and (and (distinct (* ?x4 1.0) 0.0) true))))
 (let (($x15 (and (and (distinct (* ?x9 1.0) 0.0) true))))
 (let (($x16 (and $x5 (> (* (* (* 1.0 factor!14) factor!16) ?x4) 0.0))))
 (let (($x17 (and $x10 (> (* (* (* 1.0 factor!14) factor!15) ?x9) 0.0))))
 (let ((?x12 (* (* (* (* (* 1.0 factor!17) factor!18) factor!15) factor!16) ?x11)))
 (let (($x13 (and $x10 $x5 (> ?x12 0.0))))
 (let (($x31 (and (> (* (* (* 1.0 factor!6) factor!10) 1.0) 0.0))))
 (let (($x19 (and $x17 $x16 (and $x10 (< (* (* (- 1.0) factor!16) ?x9) 0.0)) (and $x5 (< (* (* (- 1.0) factor!15) ?x4) 0.0)))))
 (let (($x34 (and $x19 $x31 $x13 (and (> (* (* (* (- 1.0) factor!5) factor!10) 1.0) 0.0)) $x17 $x16 true true $x15 $x14)))
 (=> $x34 (and $x10 $x5 (> (* ?x33 ?x11) 0.0)))))))))))))))))))
(assert
 (let (($x35 (< (* (* 1.0 factor!19) (* (* (- 1.0) factor!8) factor!12)) 0.0)))
 (let ((?x2 (* 1.0 factor!12)))
 (let (($x3 (and (distinct ?x2 0.0) true)))
 (let ((?x6 (* 1.0 factor!8)))
 (let (($x8 (and (distinct ?x6 0.0) true)))
 (let ((?x4 (* 1.0 factor!11)))
 (let (($x5 (and (distinct ?x4 0.0) true)))
 (let ((?x9 (* 1.0 factor!7)))
 (let (($x10 (and (distinct ?x9 0.0) true)))
 (let ((?x36 (* (* (- 1.0) factor!8) factor!12)))
 (let ((?x33 (* (* (* (* 1.0 factor!5) factor!23) factor!10) factor!10)))
 (let (($x37 (and $x10 $x5 $x8 $x3 (> (* (* (* 1.0 factor!10) factor!22) ?x36) 0.0))))
 (let (($x38 (and $x37 (and $x10 $x5 $x8 $x3 (< (* ?x33 ?x36) 0.0)) (and $x10 $x5 $x8 $x3 $x35))))
 (not $x38)))))))))))))))
(assert
 (and (> (* (* 1.0 factor!10) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!14) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!15) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!24) 1.0) 0.0)))
(assert
 (and (> (* (* 1.0 factor!16) 1.0) 0.0)))
(assert
 (and (>= (* (* 1.0 factor!25) 1.0) 0.0)))
(assert
 (= factor!5 (+ (* 1.0 lambda_k) (* (- 1.0) lambda_j))))
(assert
 (let ((?x39 (* 1.0 lambda_k)))
 (= factor!6 ?x39)))
(assert
 (> factor!7 0.0))
(assert
 (> factor!10 0.0))
(assert
 (= factor!10 (* 1.0 alpha)))
(assert
 (> factor!11 0.0))
(assert
 (> factor!14 0.0))
(assert
 (let ((?x40 (* 1.0 E)))
 (= factor!14 ?x40)))
(assert
 (> factor!15 0.0))
(assert
 (let ((?x41 (* 1.0 m)))
 (= factor!15 ?x41)))
(assert
 (> factor!16 0.0))
(assert
 (let ((?x42 (* 1.0 rest)))
 (= factor!16 ?x42)))
(assert
 (= factor!17 (+ (* 1.0 E) (- 1.0))))
(assert
 (> factor!18 0.0))
(assert
 (= factor!18 (+ (* 1.0 E) 1.0)))
(assert
 (= factor!24 (+ (* 1.0 m) (- 1.0))))
(assert
 (= factor!25 (+ (* 1.0 rest) (- 1.0))))
(check-sat)
