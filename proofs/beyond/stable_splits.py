r"""Which splits of the tokens are stable at one eigenvector: consequences of the criterion.

For ``lambda_k > 0``, c > 0 and groups of two or more a split is stable exactly if ``gamma_+-  > 0`` and
``(m/(n-m) + (n-m)/m)/2 < cosh 2c - (lambda_2/lambda_1) sinh 2c``: the left side grows with ``|m - n/2|``, so that the stable
splits are the most balanced ones. A group of one token is an exception: it can be stable where larger groups are not.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond import attraction, shares_gammas, shares_positive
from proofs.beyond.balanced_splits import held
from proofs.beyond.criterion_positive import K_POSITIVE, SHORT
from proofs.power_method.notation import ALPHA, BIPARTITE, LAMBDA_K, OJA_BIPARTITE, REST, M, both, fixed, ours, stable
from proofs.power_method.theorem_3 import all_inside
from verify.claim import Claim, Hypothesis, Mutant, Point, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Deduce, Falsify
from verify.scenes import Facts, Scene

NOT_POSITIVE = Claim(
    id="beyond.stable_splits.second_not_positive",
    title="Where no other eigenvalue is positive the gammas decide",
    statement=(
        r"Let $\lambda_k > 0 \ge \lambda_j$ for all $j \neq k$ and $\gamma_\pm > 0$: the state is asymptotically "
        r"stable, whatever the "
        r"eigenvalues are, for every step size with $\alpha\lambda_j \ge \min(-1, \alpha\lambda_k - 2)$."
    ),
    source=ours("Theorem 3"),
    parameters=attraction.PARAMETERS,
    hypotheses=(
        K_POSITIVE,
        Hypothesis("held", r"\gamma_\pm > 0", held),
        Hypothesis("not positive", r"\lambda_j \le 0", lambda p: p.lambda_j <= 0),
        SHORT,
    ),
    conclusion=Formula(attraction.inside, BIPARTITE, stable, attraction.outside),
    witness={"alpha": "1/4", "lambda_k": "1", "lambda_j": "-1", "E": "4", "m": "3", "rest": "2"},
    evidence=(
        Deduce(
            lemmas=attraction.deduced(*shares_positive.POSITIVE_INSIDE, shares_gammas.SUM, shares_gammas.NOT_POSITIVE)
        ),
        Falsify(),
    ),
    mutants=(drop("held"), drop("not positive"), drop("no flip")),
    uses=(
        *attraction.SPECTRUM,
        *(lemma.id for lemma in (*shares_positive.POSITIVE_INSIDE, shares_gammas.SUM, shares_gammas.NOT_POSITIVE)),
    ),
)

LARGE_SCORE = Hypothesis(
    "large score",
    r"E \ge x,\ E(\lambda_k - \lambda_j) \ge x\lambda_k,\ x = \frac{m}{n-m} + \frac{n-m}{m}",
    lambda p: (
        (p.E * p.m * p.rest >= p.m * p.m + p.rest * p.rest)
        & (p.E * (p.lambda_k - p.lambda_j) * p.m * p.rest >= (p.m * p.m + p.rest * p.rest) * p.lambda_k)
    ),
)
LARGE = Claim(
    id="beyond.stable_splits.large_scores",
    title="For large scores every split is stable at the largest eigenvalue",
    statement=(
        r"Let $\lambda_k > 0$, $\lambda_k > \lambda_j > -\lambda_k$, $x = \frac{m}{n-m} + \frac{n-m}{m}$. If $E = "
        r"e^{2c}$ is at least $x$ and at "
        r"least $x\lambda_k/(\lambda_k - \lambda_j)$ then $\gamma_\pm > 0$ and $\lambda_j < H\lambda_k$: as $c "
        r"\to \infty$ every split at $v_1$ is stable."
    ),
    source=ours("Theorem 3"),
    parameters=attraction.PARAMETERS[1:],
    hypotheses=(
        K_POSITIVE,
        Hypothesis(
            "principal", r"|\lambda_j| < \lambda_k", lambda p: (p.lambda_j < p.lambda_k) & (p.lambda_j > -p.lambda_k)
        ),
        LARGE_SCORE,
    ),
    conclusion=Formula(lambda p: both(p.E > 1, held(p), attraction.below(p))),
    witness={"lambda_k": "1", "lambda_j": "1/4", "E": "64", "m": "2", "rest": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("large score"),),
    uses=("beyond.bipartite_criterion.attraction",),
)


def _not_stable(facts: Facts) -> bool:
    return not facts.stable


def _uniform_inside(p: Point) -> Any:
    one = Point({**p, "E": 1})
    return fixed(p, p.lambda_k) & all_inside(one, p.lambda_j, p.lambda_k)


OJA = Claim(
    id="beyond.stable_splits.oja",
    title="The Oja system has no linearly stable bipartite state",
    statement=(
        r"At no bipartite equilibrium of (9), for either sign of $\lambda_k$ and every step size, do all tangent "
        r"eigenvalues lie inside the unit "
        r"disc (nor at one of (8) with $c = 0$). Balanced ones have the eigenvalue 1."
    ),
    source=ours("Lemma 5"),
    parameters=(ALPHA, LAMBDA_K, attraction.PARAMETERS[2], M, REST),
    hypotheses=(Hypothesis("nonsingular", r"\lambda_k \neq 0", lambda p: (p.lambda_k > 0) | (p.lambda_k < 0)),),
    conclusion=Formula(lambda p: ~_uniform_inside(p), Scene("oja", OJA_BIPARTITE.groups), _not_stable),
    witness={"alpha": "1/4", "lambda_k": "1", "lambda_j": "1/4", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant(
            "no stable block",
            conclusion=Formula(lambda p: p.lambda_j * (p.m + p.rest) > -p.lambda_k),
        ),
    ),
    uses=("power_method.lemma_14.oja", "power_method.theorem_3.margins"),
)
UNSCORED = Claim(
    id="beyond.stable_splits.unscored",
    title="No linearly stable bipartite state at a positive eigenvalue without a positive score",
    statement=(
        r"If $\lambda_k > 0$ and $c = v_k^{T}Av_k \le 0$ not all tangent eigenvalues at a bipartite equilibrium "
        r"at $v_k$ lie inside the unit disc."
    ),
    source=ours("Remark 10"),
    parameters=attraction.PARAMETERS,
    hypotheses=(K_POSITIVE, Hypothesis("unscored", r"c \le 0", lambda p: p.E <= 1)),
    conclusion=Formula(lambda p: ~attraction.inside(p), BIPARTITE, _not_stable),
    witness={"alpha": "1/4", "lambda_k": "1", "lambda_j": "1/4", "E": "1/2", "m": "2", "rest": "2"},
    evidence=(
        Deduce(
            lemmas=attraction.deduced(
                *shares_positive.REPELLED_CASES, shares_positive.UNIFORM_OUTSIDE, shares_gammas.UNIFORM_MARGINAL
            )
        ),
        Falsify(),
    ),
    mutants=(drop("unscored"), drop("positive")),
    uses=(
        *attraction.SPECTRUM,
        *(
            lemma.id
            for lemma in (
                *shares_positive.REPELLED_CASES,
                shares_positive.UNIFORM_OUTSIDE,
                shares_gammas.UNIFORM_MARGINAL,
            )
        ),
    ),
)
STABLE_SPLITS = Claim(
    id="beyond.stable_splits",
    title="Which splits are stable",
    statement=(
        r"Among splits into groups of two or more the linearly stable ones at one eigenvector are the most balanced ones; a "
        r"single token is an exception. For large scores $\gamma_\pm > 0$ and $\lambda_j < H\lambda_1$ for every split at $v_1$ "
        r"and every $j$ with $|\lambda_j| < \lambda_1$. No bipartite state is linearly stable at $\lambda_k > 0$ without a "
        r"positive score, nor in the Oja system."
    ),
    source=ours("Theorem 3"),
    parts=tuple(
        f"beyond.stable_splits.{part}"
        for part in (
            "positive_monotone",
            "negative_monotone",
            "singleton",
            "second_not_positive",
            "large_scores",
            "oja",
            "unscored",
        )
    ),
)
