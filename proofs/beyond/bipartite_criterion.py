r"""The sharp criterion of bipartite stability: one number H, of the split and the score, against ratios of eigenvalues.

``H = gamma_+ gamma_- / ((gamma_+ + gamma_-)/2) = (cosh 2c - cosh 2 eta)/sinh 2c``, ``eta = ln(m/(n-m))/2``. The step size
does not enter, but for a lower bound on ``alpha lambda_j``. "Stable" and "unstable" are by linearisation: all tangent
eigenvalues inside, some outside the closed disc; on the boundary nothing is claimed. A group of one token has no third
class of eigenvalues: its gamma may have either sign. The cases of both signs of ``lambda_k`` stand in
:mod:`proofs.beyond.criterion_positive` and :mod:`proofs.beyond.criterion_negative`; here the eigenvectors between the
first and the last, and the whole.
"""

from __future__ import annotations

from proofs.beyond import shares_negative, shares_positive
from proofs.beyond.attraction import SMALLER_LOST, SPECTRUM, deduced
from proofs.power_method.d3_spectrum import FIXED
from proofs.power_method.notation import (
    ALPHA,
    BIPARTITE,
    LAMBDA_1,
    LAMBDA_D,
    LAMBDA_K,
    NONSINGULAR_K,
    POSITIVE,
    REST,
    E,
    M,
    fixed,
    ours,
    unstable,
)
from proofs.power_method.theorem_3 import all_inside, some_outside
from verify.claim import Claim, Hypothesis, drop
from verify.conclusions import Formula
from verify.evidence import Deduce, Falsify

ALONG_FIRST = (shares_negative.LARGER_OUTSIDE, *shares_positive.REPELLED_CASES)
ALONG_LAST = (*shares_negative.NEGATIVE_OUTSIDE, SMALLER_LOST)
INTERMEDIATE = Claim(
    id="beyond.bipartite_criterion.intermediate",
    title="No intermediate eigenvector carries a stable bipartite state",
    statement=(
        r"Let $\lambda_d < \lambda_k < \lambda_1$, $\lambda_1 > 0$, $\lambda_k \neq 0$. For every $A$, every "
        r"split and every step size the "
        r"bipartite equilibria at $v_k$ are unstable, along $v_1$, along $v_d$ or inside a group."
    ),
    source=ours("Theorem 3"),
    parameters=(ALPHA, LAMBDA_K, LAMBDA_1, LAMBDA_D, E, M, REST),
    hypotheses=(
        POSITIVE,
        NONSINGULAR_K,
        FIXED,
        Hypothesis("not largest", r"\lambda_k < \lambda_1", lambda p: p.lambda_k < p.lambda_1),
        Hypothesis("not smallest", r"\lambda_d < \lambda_k", lambda p: p.lambda_d < p.lambda_k),
    ),
    conclusion=Formula(
        lambda p: some_outside(p, p.lambda_1, p.lambda_k) | some_outside(p, p.lambda_d, p.lambda_k),
        BIPARTITE,
        unstable,
        lambda p: fixed(p, p.lambda_k) & all_inside(p, p.lambda_1, p.lambda_k) & all_inside(p, p.lambda_d, p.lambda_k),
    ),
    witness={"alpha": "1/4", "lambda_k": "1/2", "lambda_1": "1", "lambda_d": "-1", "E": "4", "m": "2", "rest": "2"},
    evidence=(
        Deduce(
            lemmas=(
                *deduced(*ALONG_FIRST, lambda_j="lambda_1"),
                *deduced(*ALONG_LAST, lambda_j="lambda_d"),
            )
        ),
        Falsify(),
    ),
    mutants=(drop("not largest"), drop("not smallest")),
    uses=(*SPECTRUM, *(lemma.id for lemma in (*ALONG_FIRST, *ALONG_LAST))),
)
BIPARTITE_CRITERION = Claim(
    id="beyond.bipartite_criterion",
    title="The sharp criterion of bipartite stability",
    statement=(
        r"Let $V$ be symmetric, $\lambda_k \neq 0$, $c = v_k^{T}Av_k$, $\alpha\rho(V) < 1$, and for $c \neq 0$ let $H = "
        r"\frac{\cosh 2c - \cosh 2\eta}{\sinh 2c}$, $\eta = \frac12\ln\frac{m}{n-m}$. A bipartite state at $v_k$ is linearly "
        r"stable, for $\lambda_k > 0$, if $c > 0$, $\gamma > 0$ for each group of two or more tokens, and $\lambda_j < "
        r"H\lambda_k$ for all $j \neq k$ (hence $k = 1$); for $\lambda_k < 0$, if $c < 0$, $\gamma < 0$ for each group of "
        r"two or more, and $\lambda_k < \lambda_j < H\lambda_k$ for all $j \neq k$ (hence $k = d$). For $c \neq 0$ it is "
        r"linearly unstable if one of these is violated strictly, with one exception: two tokens with $c > 0$ and $\lambda_j "
        r"\le \lambda_k < 0$ for all $j \neq k$ are linearly stable if all are strict, and undecided if not. For $c = 0$ it is never "
        r"linearly stable at $\lambda_k > 0$. The step size does not enter. If $\lambda_1 > 0$ no eigenvector with "
        r"$\lambda_d < \lambda_k < \lambda_1$ carries a linearly stable state."
    ),
    source=ours("Theorem 3"),
    parts=tuple(
        f"beyond.bipartite_criterion.{part}"
        for part in (
            "attraction",
            "range",
            "positive_stable",
            "positive_unstable",
            "positive_unscored",
            "negative_stable",
            "negative_unstable",
            "negative_scored",
            "pair_stable",
            "pair_unstable",
            "intermediate",
        )
    ),
    repairs="power_method.remark_10.negative_unstable",
    note=(
        "A single token has no third class of eigenvalues. Its gamma may be negative at lambda_k > 0; H is then "
        "negative too and all other "
        "eigenvalues must be below it. At lambda_k < 0 a single token against two or more follows them: its "
        "gamma is negative with theirs. "
        "On the boundaries, lambda_j = H lambda_k, lambda_j = lambda_k or gamma = 0, an eigenvalue is 1 and "
        "nothing is claimed. At "
        "lambda_k > 0 the criterion holds for every step size with alpha lambda_j >= min(-1, alpha lambda_k - "
        "2), at lambda_k < 0 with "
        "alpha lambda_j >= -1; longer ones can flip a group over."
    ),
)
