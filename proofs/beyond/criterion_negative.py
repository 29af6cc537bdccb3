"""The criterion of bipartite stability at a negative eigenvalue: stable between ``lambda_k`` and H; two tokens are apart."""

from __future__ import annotations

from proofs.beyond import shares_negative
from proofs.beyond.attraction import LARGER_HELD, SMALLER_LOST, above, attended, below
from proofs.beyond.criterion_positive import SCORED, case
from proofs.power_method.d3_spectrum import FIXED
from proofs.power_method.notation import either, equal
from verify.claim import Hypothesis

K_NEGATIVE = Hypothesis("negative", r"\lambda_k < 0", lambda p: p.lambda_k < 0)
OPPOSED = Hypothesis("opposed", "c < 0", lambda p: p.E < 1)
LOST = Hypothesis(
    "groups",
    r"\gamma_\pm < 0 \text{ for each group of two or more}",
    lambda p: ((p.m <= 1) | (attended(p)[0] < 0)) & ((p.rest <= 1) | (attended(p)[1] < 0)),
)
NO_FLIP = Hypothesis("no flip", r"\alpha\lambda_j \ge -1", lambda p: 1 + p.alpha * p.lambda_j >= 0)
SEVERAL = Hypothesis("three tokens", r"n \ge 3", lambda p: (p.m > 1) | (p.rest > 1))
PAIR = Hypothesis("pair", "n = 2", lambda p: equal(p.m, 1) & equal(p.rest, 1))

NEGATIVE_STABLE = case(
    "negative_stable",
    "Stable between, negative eigenvalues",
    r"Let $\lambda_k < 0$, $c < 0$ and $\gamma_\pm < 0$ for each group of two or more. If $\lambda_k < "
    r"\lambda_j < H\lambda_k$ for "
    r"all $j \neq k$ the bipartite state at $v_k$ is an asymptotically stable equilibrium, for every step size with "
    r"$\alpha\lambda_j \ge -1$.",
    (
        K_NEGATIVE,
        OPPOSED,
        LOST,
        Hypothesis("between", r"\lambda_k < \lambda_j < H\lambda_k", lambda p: (p.lambda_k < p.lambda_j) & above(p)),
        NO_FLIP,
    ),
    (*shares_negative.NEGATIVE_INSIDE, SMALLER_LOST),
    "1/4 -1 1/4 1/64 2 2",
    *("opposed", "groups", "between", "no flip"),
    is_stable=True,
)
NEGATIVE_UNSTABLE = case(
    "negative_unstable",
    "Unstable outside, negative eigenvalues",
    r"Let $\lambda_k < 0$ and $c < 0$. If $\lambda_j < \lambda_k$ or $\lambda_j > H\lambda_k$ for some $j "
    r"\neq k$, or $\gamma > 0$ for "
    r"a group of two or more, the bipartite equilibrium at $v_k$ is unstable, for every step size.",
    (
        K_NEGATIVE,
        OPPOSED,
        FIXED,
        Hypothesis(
            "violated",
            r"\lambda_j < \lambda_k \text{ or } \lambda_j > H\lambda_k \text{ or } \gamma > 0 \text{ of a group of two or more}",
            lambda p: either(
                p.lambda_j < p.lambda_k,
                below(p),
                (p.m > 1) & (attended(p)[0] > 0),
                (p.rest > 1) & (attended(p)[1] > 0),
            ),
        ),
    ),
    (*shares_negative.NEGATIVE_OUTSIDE, SMALLER_LOST),
    "1/4 -1 3/4 1/2 2 2",
    *("opposed", "violated"),
    is_stable=False,
)
NEGATIVE_SCORED = case(
    "negative_scored",
    "Unstable with a score that is not negative, negative eigenvalues",
    r"Let $\lambda_k < 0$, $n \ge 3$ and $c > 0$, or $c = 0$ and $m \neq n - m$: the bipartite equilibrium at $v_k$ is unstable.",
    (
        K_NEGATIVE,
        FIXED,
        SEVERAL,
        Hypothesis(
            "scored",
            r"c > 0, \text{ or } c = 0 \text{ and } m \neq n - m",
            lambda p: (p.E > 1) | (equal(p.E, 1) & ((p.m > p.rest) | (p.m < p.rest))),
        ),
    ),
    (LARGER_HELD,),
    "1/4 -1 1/4 2 2 2",
    *("negative", "three tokens", "scored"),
    is_stable=False,
)
PAIR_STABLE = case(
    "pair_stable",
    "Two tokens at a negative eigenvalue",
    r"Let $n = 2$, $c > 0$ and $\lambda_j < \lambda_k < 0$ for all $j \neq k$: the bipartite state at $v_k$ "
    r"is an asymptotically "
    r"stable equilibrium where $\alpha\lambda_j \ge -1$. Under Assumption 1 there is no such $k$.",
    (
        K_NEGATIVE,
        SCORED,
        PAIR,
        Hypothesis("smaller", r"\lambda_j < \lambda_k", lambda p: p.lambda_j < p.lambda_k),
        NO_FLIP,
    ),
    shares_negative.PAIR_INSIDE,
    "1/4 -1 -2 4 1 1",
    *("scored", "pair", "smaller", "no flip"),
    is_stable=True,
)
PAIR_UNSTABLE = case(
    "pair_unstable",
    "Two tokens at a negative eigenvalue that is not the largest",
    r"Let $c > 0$ and $\lambda_k < 0$: if $\lambda_j > \lambda_k$ for some $j$ the bipartite equilibrium at $v_k$ is unstable.",
    (
        K_NEGATIVE,
        SCORED,
        FIXED,
        Hypothesis("larger", r"\lambda_j > \lambda_k", lambda p: p.lambda_j > p.lambda_k),
    ),
    (shares_negative.LARGER_OUTSIDE,),
    "1/4 -1 1/4 4 1 1",
    *("scored", "larger"),
    is_stable=False,
)
