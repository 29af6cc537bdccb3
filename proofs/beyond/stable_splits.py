r"""Which splits of the tokens are stable at one eigenvector: consequences of the criterion.

For ``lambda_k > 0``, c > 0 and groups of two or more a split is stable exactly if ``gamma_+-  > 0`` and
``(m/(n-m) + (n-m)/m)/2 < cosh 2c - (lambda_2/lambda_1) sinh 2c``: the left side grows with ``|m - n/2|``, so that the stable
splits are the most balanced ones. A group of one token is an exception: it can be stable where larger groups are not.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond import attraction, share_lemmas
from proofs.beyond import bipartite_criterion as criterion
from proofs.power_method.notation import (
    ALPHA,
    BIPARTITE,
    LAMBDA_K,
    OJA_BIPARTITE,
    REST,
    M,
    both,
    equal,
    fixed,
    ours,
    stable,
)
from proofs.power_method.theorem_3 import SMALL_STEP, all_inside, some_outside
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Exists, Formula
from verify.evidence import Decide, Deduce, Falsify
from verify.scenes import Facts, Scene

M_2, REST_2 = Parameter("m_2", "integer", 1), Parameter("rest_2", "integer", 1)


def second_split(p: Point) -> list[tuple[int, Any]]:
    """``m_2`` tokens at ``+v_k``, ``rest_2`` at ``-v_k``."""
    return [(1, p.m_2), (-1, p.rest_2)]


def _second(p: Point) -> Point:
    return Point({**p, "m": p.m_2, "rest": p.rest_2})


def _held(p: Point) -> Any:
    return (attraction.attended(p)[0] > 0) & (attraction.attended(p)[1] > 0)


def _lost(p: Point) -> Any:
    return (attraction.attended(p)[0] < 0) & (attraction.attended(p)[1] < 0)


SAME_TOKENS = Hypothesis("same n", "m + rest = m_2 + rest_2", lambda p: equal(p.m + p.rest, p.m_2 + p.rest_2))
MORE_BALANCED = Hypothesis(
    "more balanced", r"m_2 \text{ between } m \text{ and } n - m", lambda p: (p.m <= p.m_2) & (p.m <= p.rest_2)
)


def _monotone(
    name: str, title: str, statement: str, hypotheses: tuple[Hypothesis, ...], holds: Any, witness: str
) -> Claim:
    parameters = (*attraction.PARAMETERS, M_2, REST_2)
    return Claim(
        id=f"beyond.stable_splits.{name}",
        title=title,
        statement=statement,
        source=ours("Theorem 3"),
        parameters=parameters,
        hypotheses=(*hypotheses, SAME_TOKENS, MORE_BALANCED),
        conclusion=Formula(holds),
        witness=dict(zip((p.name for p in parameters), witness.split(), strict=True)),
        evidence=(Decide(), Falsify()),
        mutants=(drop("more balanced"), drop("criterion")),
        uses=("beyond.bipartite_criterion.attraction",),
    )


POSITIVE_MONOTONE = _monotone(
    "positive_monotone",
    "More balanced splits are stable too, positive eigenvalues",
    r"Let $\lambda_k > 0$, $c > 0$. If $\gamma_\pm > 0$ and $\lambda_j < H\lambda_k$ at one split, they are at every more balanced one.",
    (
        criterion.K_POSITIVE,
        criterion.SCORED,
        Hypothesis("criterion", r"\gamma_\pm > 0, \lambda_j < H\lambda_k", lambda p: _held(p) & attraction.below(p)),
    ),
    lambda p: _held(_second(p)) & attraction.below(_second(p)),
    "1/4 1 1/4 64 1 3 2 2",
)
NEGATIVE_MONOTONE = _monotone(
    "negative_monotone",
    "More balanced splits are stable too, negative eigenvalues",
    r"Let $\lambda_k < 0$, $c < 0$. If $\gamma_\pm < 0$ and $\lambda_j < H\lambda_k$ at one split, they are at every more balanced one.",
    (
        criterion.K_NEGATIVE,
        criterion.OPPOSED,
        Hypothesis("criterion", r"\gamma_\pm < 0, \lambda_j < H\lambda_k", lambda p: _lost(p) & attraction.above(p)),
    ),
    lambda p: _lost(_second(p)) & attraction.above(_second(p)),
    "1/4 -1 1/4 1/64 1 3 2 2",
)


def _exception(p: Point) -> Any:
    return (
        fixed(p, p.lambda_k) & all_inside(p, p.lambda_j, p.lambda_k) & some_outside(_second(p), p.lambda_j, p.lambda_k)
    )


SINGLETON = Claim(
    id="beyond.stable_splits.singleton",
    title="A single token against four is stable where two against three are not",
    statement=(
        r"With $\lambda = (1, -4)$, $\alpha = 1/8$, $E = 7/5$, $n = 5$ the split $1 + 4$ at $v_1$ is stable and "
        r"the more balanced $2 + 3$ is "
        r"not: the two tokens attend to the other three, $\gamma < 0$, and move apart; a single token has none to "
        r"move from."
    ),
    source=ours("Theorem 3"),
    parameters=(*attraction.PARAMETERS, M_2, REST_2),
    hypotheses=(SMALL_STEP, SAME_TOKENS, MORE_BALANCED),
    conclusion=Exists(_exception, BIPARTITE, stable),
    witness={
        "alpha": "1/8",
        "lambda_k": "1",
        "lambda_j": "-4",
        "E": "7/5",
        "m": "1",
        "rest": "4",
        "m_2": "2",
        "rest_2": "3",
    },
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant(
            "with equal eigenvalues",
            conclusion=Exists(lambda p: _exception(p) & equal(p.lambda_j, p.lambda_k), BIPARTITE, stable),
        ),
    ),
    uses=attraction.SPECTRUM,
)

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
        criterion.K_POSITIVE,
        Hypothesis("held", r"\gamma_\pm > 0", _held),
        Hypothesis("not positive", r"\lambda_j \le 0", lambda p: p.lambda_j <= 0),
        criterion.SHORT,
    ),
    conclusion=Formula(attraction.inside, BIPARTITE, stable, attraction.outside),
    witness={"alpha": "1/4", "lambda_k": "1", "lambda_j": "-1", "E": "4", "m": "3", "rest": "2"},
    evidence=(
        Deduce(lemmas=attraction.deduced(*share_lemmas.POSITIVE_INSIDE, share_lemmas.SUM, share_lemmas.NOT_POSITIVE)),
        Falsify(),
    ),
    mutants=(drop("held"), drop("not positive"), drop("no flip")),
    uses=(
        *attraction.SPECTRUM,
        *(lemma.id for lemma in (*share_lemmas.POSITIVE_INSIDE, share_lemmas.SUM, share_lemmas.NOT_POSITIVE)),
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
        criterion.K_POSITIVE,
        Hypothesis(
            "principal", r"|\lambda_j| < \lambda_k", lambda p: (p.lambda_j < p.lambda_k) & (p.lambda_j > -p.lambda_k)
        ),
        LARGE_SCORE,
    ),
    conclusion=Formula(lambda p: both(p.E > 1, _held(p), attraction.below(p))),
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
    hypotheses=(criterion.K_POSITIVE, Hypothesis("unscored", r"c \le 0", lambda p: p.E <= 1)),
    conclusion=Formula(lambda p: ~attraction.inside(p), BIPARTITE, _not_stable),
    witness={"alpha": "1/4", "lambda_k": "1", "lambda_j": "1/4", "E": "1/2", "m": "2", "rest": "2"},
    evidence=(
        Deduce(
            lemmas=attraction.deduced(
                *share_lemmas.REPELLED_CASES, share_lemmas.UNIFORM_OUTSIDE, share_lemmas.UNIFORM_MARGINAL
            )
        ),
        Falsify(),
    ),
    mutants=(drop("unscored"), drop("positive")),
    uses=(
        *attraction.SPECTRUM,
        *(
            lemma.id
            for lemma in (*share_lemmas.REPELLED_CASES, share_lemmas.UNIFORM_OUTSIDE, share_lemmas.UNIFORM_MARGINAL)
        ),
    ),
)
STABLE_SPLITS = Claim(
    id="beyond.stable_splits",
    title="Which splits are stable",
    statement=(
        r"Among splits into groups of two or more the stable ones at one eigenvector are the most balanced ones; "
        r"a single token is an "
        r"exception. All splits at $v_1$ are stable for large scores; none is at $\lambda_k > 0$ without a "
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
