r"""The sharp criterion of bipartite stability: one number H, of the split and the score, against ratios of eigenvalues.

``H = gamma_+ gamma_- / ((gamma_+ + gamma_-)/2) = (cosh 2c - cosh 2 eta)/sinh 2c``, ``eta = ln(m/(n-m))/2``. The step size
does not enter, but for a lower bound on ``alpha lambda_j``. "Stable" and "unstable" are by linearisation: all tangent
eigenvalues inside, some outside the closed disc; on the boundary nothing is claimed. A group of one token has no third
class of eigenvalues: its gamma may have either sign.
"""

from __future__ import annotations

from proofs.beyond import share_lemmas
from proofs.beyond.attraction import (
    LARGER_HELD,
    PARAMETERS,
    SMALLER_LOST,
    SPECTRUM,
    above,
    attended,
    below,
    deduced,
    inside,
    outside,
)
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
    either,
    equal,
    fixed,
    ours,
    stable,
    unstable,
)
from proofs.power_method.theorem_3 import all_inside, least_margin, some_outside
from verify.claim import Claim, Hypothesis, drop
from verify.conclusions import Formula
from verify.evidence import Deduce, Falsify, Precise

K_POSITIVE = Hypothesis("positive", r"\lambda_k > 0", lambda p: p.lambda_k > 0)
K_NEGATIVE = Hypothesis("negative", r"\lambda_k < 0", lambda p: p.lambda_k < 0)
SCORED = Hypothesis("scored", "c > 0", lambda p: p.E > 1)
OPPOSED = Hypothesis("opposed", "c < 0", lambda p: p.E < 1)
HELD = Hypothesis(
    "groups",
    r"\gamma_\pm > 0 \text{ for each group of two or more}",
    lambda p: ((p.m <= 1) | (attended(p)[0] > 0)) & ((p.rest <= 1) | (attended(p)[1] > 0)),
)
LOST = Hypothesis(
    "groups",
    r"\gamma_\pm < 0 \text{ for each group of two or more}",
    lambda p: ((p.m <= 1) | (attended(p)[0] < 0)) & ((p.rest <= 1) | (attended(p)[1] < 0)),
)
NO_FLIP = Hypothesis("no flip", r"\alpha\lambda_j \ge -1", lambda p: 1 + p.alpha * p.lambda_j >= 0)
SHORT = Hypothesis(
    "no flip",
    r"\alpha\lambda_j \ge \min(-1, \alpha\lambda_k - 2)",
    lambda p: (1 + p.alpha * p.lambda_j >= 0) | (2 - p.alpha * p.lambda_k + p.alpha * p.lambda_j >= 0),
)
SEVERAL = Hypothesis("three tokens", r"n \ge 3", lambda p: (p.m > 1) | (p.rest > 1))
PAIR = Hypothesis("pair", "n = 2", lambda p: equal(p.m, 1) & equal(p.rest, 1))


def _state(
    name: str,
    title: str,
    statement: str,
    hypotheses: tuple[Hypothesis, ...],
    lemmas: tuple[Claim, ...],
    witness: str,
    *needed: str,
    is_stable: bool,
) -> Claim:
    conclusion = (
        Formula(inside, BIPARTITE, stable, outside, least_margin)
        if is_stable
        else Formula(outside, BIPARTITE, unstable, inside)
    )
    near = (Precise(points=1, boundary="lambda_j"),) if is_stable else ()
    return Claim(
        id=f"beyond.bipartite_criterion.{name}",
        title=title,
        statement=statement,
        source=ours("Theorem 3"),
        parameters=PARAMETERS,
        hypotheses=hypotheses,
        conclusion=conclusion,
        witness=dict(zip((p.name for p in PARAMETERS), witness.split(), strict=True)),
        evidence=(Deduce(lemmas=deduced(*lemmas)), *near, Falsify()),
        mutants=tuple(drop(hypothesis) for hypothesis in needed),
        uses=(*SPECTRUM, *(lemma.id for lemma in lemmas)),
    )


POSITIVE_STABLE = _state(
    "positive_stable",
    "Stable below H, positive eigenvalues",
    r"Let $\lambda_k > 0$, $c > 0$ and $\gamma_\pm > 0$ for each group of two or more. If $\lambda_j < "
    r"H\lambda_k$ for all "
    r"$j \neq k$ the bipartite state at $v_k$ is an asymptotically stable equilibrium, for every step size with "
    r"$\alpha\lambda_j \ge \min(-1, \alpha\lambda_k - 2)$: every $\alpha$ if $\lambda_d \ge 0$, and $\alpha\rho(V) < 1$ suffices.",
    (K_POSITIVE, SCORED, HELD, Hypothesis("below", r"\lambda_j < H\lambda_k", below), SHORT),
    share_lemmas.POSITIVE_INSIDE,
    "1/4 1 1/4 64 2 2",
    *("positive", "scored", "groups", "below", "no flip"),
    is_stable=True,
)
POSITIVE_UNSTABLE = _state(
    "positive_unstable",
    "Unstable above H, positive eigenvalues",
    r"Let $\lambda_k > 0$ and $c > 0$. If $\lambda_j > H\lambda_k$ for some $j \neq k$, or $\gamma < 0$ for a "
    r"group of two or "
    r"more, the bipartite equilibrium at $v_k$ is unstable, for every step size.",
    (
        K_POSITIVE,
        SCORED,
        FIXED,
        Hypothesis(
            "violated",
            r"\lambda_j > H\lambda_k \text{ or } \gamma < 0 \text{ of a group of two or more}",
            lambda p: either(above(p), (p.m > 1) & (attended(p)[0] < 0), (p.rest > 1) & (attended(p)[1] < 0)),
        ),
    ),
    (share_lemmas.POSITIVE_BETWEEN, share_lemmas.POSITIVE_FAST),
    "1/4 1 3/4 2 2 2",
    "violated",
    is_stable=False,
)
UNSCORED = _state(
    "positive_unscored",
    "Unstable without a positive score",
    r"Let $\lambda_k > 0$. If $c < 0$, or $c = 0$ and the split is unbalanced or some $\lambda_j > 0$, the bipartite "
    r"equilibrium at $v_k$ is unstable, for every step size.",
    (
        K_POSITIVE,
        FIXED,
        Hypothesis(
            "unscored",
            r"c < 0, \text{ or } c = 0 \text{ and } (m \neq n-m \text{ or } \lambda_j > 0)",
            lambda p: either(p.E < 1, equal(p.E, 1) & either(p.m > p.rest, p.m < p.rest, p.lambda_j > 0)),
        ),
    ),
    (*share_lemmas.REPELLED_CASES, share_lemmas.UNIFORM_OUTSIDE),
    "1/4 1 1/4 1/2 2 2",
    *("positive", "unscored"),
    is_stable=False,
)
NEGATIVE_STABLE = _state(
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
    (*share_lemmas.NEGATIVE_INSIDE, SMALLER_LOST),
    "1/4 -1 1/4 1/64 2 2",
    *("opposed", "groups", "between", "no flip"),
    is_stable=True,
)
NEGATIVE_UNSTABLE = _state(
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
    (*share_lemmas.NEGATIVE_OUTSIDE, SMALLER_LOST),
    "1/4 -1 3/4 1/2 2 2",
    *("opposed", "violated"),
    is_stable=False,
)
NEGATIVE_SCORED = _state(
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
PAIR_STABLE = _state(
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
    share_lemmas.PAIR_INSIDE,
    "1/4 -1 -2 4 1 1",
    *("scored", "pair", "smaller", "no flip"),
    is_stable=True,
)
PAIR_UNSTABLE = _state(
    "pair_unstable",
    "Two tokens at a negative eigenvalue that is not the largest",
    r"Let $c > 0$ and $\lambda_k < 0$: if $\lambda_j > \lambda_k$ for some $j$ the bipartite equilibrium at $v_k$ is unstable.",
    (
        K_NEGATIVE,
        SCORED,
        FIXED,
        Hypothesis("larger", r"\lambda_j > \lambda_k", lambda p: p.lambda_j > p.lambda_k),
    ),
    (share_lemmas.LARGER_OUTSIDE,),
    "1/4 -1 1/4 4 1 1",
    *("scored", "larger"),
    is_stable=False,
)
ALONG_FIRST = (share_lemmas.LARGER_OUTSIDE, *share_lemmas.REPELLED_CASES)
ALONG_LAST = (*share_lemmas.NEGATIVE_OUTSIDE, SMALLER_LOST)
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
        r"Let $V$ be symmetric, $c = v_k^{T}Av_k$, $H = \frac{\cosh 2c - \cosh 2\eta}{\sinh 2c}$, $\eta = "
        r"\frac12\ln\frac{m}{n-m}$, and "
        r"$\alpha\rho(V) < 1$. A bipartite state at $v_k$ is linearly stable, for $\lambda_k > 0$, if $c > 0$, "
        r"$\gamma > 0$ for each "
        r"group of two or more tokens, and $\lambda_j < H\lambda_k$ for all $j \neq k$ (hence $k = 1$); for "
        r"$\lambda_k < 0$, if $c < 0$, "
        r"$\gamma < 0$ for each group of two or more, and $\lambda_k < \lambda_j < H\lambda_k$ for all $j \neq k$ "
        r"(hence $k = d$). It is "
        r"unstable if one of these is violated strictly, with one exception: two tokens, $c > 0$ and $\lambda_j < "
        r"\lambda_k < 0$ for all "
        r"$j \neq k$. The step size does not enter. No eigenvector between the first and the last carries a "
        r"stable state."
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
