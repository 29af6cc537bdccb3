"""If a split of the tokens is stable at one eigenvector so is every more balanced one, but for a group of one token."""

from __future__ import annotations

from typing import Any

from proofs.beyond import attraction
from proofs.beyond.criterion_negative import K_NEGATIVE, OPPOSED
from proofs.beyond.criterion_positive import K_POSITIVE, SCORED
from proofs.power_method.notation import BIPARTITE, equal, fixed, ours, stable
from proofs.power_method.theorem_3 import SMALL_STEP, all_inside, some_outside
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Exists, Formula
from verify.evidence import Decide, Falsify

M_2, REST_2 = Parameter("m_2", "integer", 1), Parameter("rest_2", "integer", 1)


def second_split(p: Point) -> list[tuple[int, Any]]:
    """``m_2`` tokens at ``+v_k``, ``rest_2`` at ``-v_k``."""
    return [(1, p.m_2), (-1, p.rest_2)]


def _second(p: Point) -> Point:
    return Point({**p, "m": p.m_2, "rest": p.rest_2})


def held(p: Point) -> Any:
    """``gamma_+, gamma_- > 0``: each group attends to itself."""
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
        K_POSITIVE,
        SCORED,
        Hypothesis("criterion", r"\gamma_\pm > 0, \lambda_j < H\lambda_k", lambda p: held(p) & attraction.below(p)),
    ),
    lambda p: held(_second(p)) & attraction.below(_second(p)),
    "1/4 1 1/4 64 1 3 2 2",
)
NEGATIVE_MONOTONE = _monotone(
    "negative_monotone",
    "More balanced splits are stable too, negative eigenvalues",
    r"Let $\lambda_k < 0$, $c < 0$. If $\gamma_\pm < 0$ and $\lambda_j < H\lambda_k$ at one split, they are at every more balanced one.",
    (
        K_NEGATIVE,
        OPPOSED,
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
