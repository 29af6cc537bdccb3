r"""The number H that the criterion of bipartite stability compares ratios of eigenvalues with.

``H = gamma_+ gamma_- / ((gamma_+ + gamma_-)/2)``, the harmonic mean of what the two groups see of themselves.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond import shares
from proofs.beyond._share_instances import instances
from proofs.power_method import lazily
from proofs.power_method.notation import (
    ALPHA,
    LAMBDA_J,
    LAMBDA_K,
    REST,
    E,
    M,
    both,
    fixed,
    ours,
)
from proofs.power_method.theorem_3 import all_inside, some_outside
from verify.claim import Claim, Hypothesis, Mutant, Point, drop
from verify.conclusions import Formula, Identity
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Falsify, LemmaAt

PARAMETERS = (ALPHA, LAMBDA_K, LAMBDA_J, E, M, REST)
SPECTRUM = ("power_method.lemma_14.complete", "power_method.theorem_3.margins")


def attraction(p: Any) -> tuple[Any, Any]:
    """Numerator and denominator of H: ``E + 1/E - m/rest - rest/m`` and ``E - 1/E``, times ``m rest E``."""
    grow, decay, cross = closed_form.split_scale(p.E, p.m, p.rest)
    return grow + decay - cross, grow - decay


def below(p: Point, lambda_j: str = "lambda_j", lambda_k: str = "lambda_k") -> Any:
    """``lambda_j < H lambda_k`` where c > 0; ``lambda_j > H lambda_k`` where c < 0."""
    numerator, denominator = attraction(p)
    return p[lambda_j] * denominator < p[lambda_k] * numerator


def above(p: Point, lambda_j: str = "lambda_j", lambda_k: str = "lambda_k") -> Any:
    """The converse, strictly."""
    numerator, denominator = attraction(p)
    return p[lambda_j] * denominator > p[lambda_k] * numerator


def attended(p: Point) -> tuple[Any, Any]:
    """Signs of ``gamma_+`` and ``gamma_-``: what the tokens of a group see of their own group, less the other."""
    return p.m * p.E - p.rest, p.rest * p.E - p.m


def inside(p: Point) -> Any:
    """An equilibrium whose tangent eigenvalues all lie inside the unit disc."""
    return fixed(p, p.lambda_k) & all_inside(p, p.lambda_j, p.lambda_k)


def outside(p: Point) -> Any:
    """Some tangent eigenvalue lies outside the closed unit disc."""
    return some_outside(p, p.lambda_j, p.lambda_k)


def _larger(name: str, statement: str, holds: Any, hypothesis: Hypothesis, score: Hypothesis, witness: str) -> Claim:
    return Claim(
        id=f"beyond.bipartite_criterion.{name}",
        title=f"Groups and scores: {name.replace('_', ' ')}",
        statement=statement,
        source=ours("Theorem 3"),
        parameters=(E, M, REST),
        hypotheses=(score, hypothesis),
        conclusion=Formula(holds),
        witness=dict(zip(("E", "m", "rest"), witness.split(), strict=True)),
        evidence=(Decide(), Falsify()),
        mutants=(drop(score.name), drop(hypothesis.name)),
        uses=("power_method.eq_14",),
    )


LARGER_HELD = _larger(
    "larger_group",
    r"If $c \ge 0$, $m \ge n - m$, and one of them strictly, then $\gamma_+ > 0$: the larger group attends to itself.",
    lambda p: p.m * p.E > p.rest,
    Hypothesis("larger", r"m \ge n-m", lambda p: (p.m > p.rest) | ((p.m >= p.rest) & (p.E > 1))),
    Hypothesis("scored", r"c \ge 0", lambda p: p.E >= 1),
    "2 3 2",
)
SMALLER_LOST = _larger(
    "smaller_group",
    r"If $c < 0$ and $m \le n - m$ then $\gamma_+ < 0$: the smaller group attends to the other.",
    lambda p: p.m * p.E < p.rest,
    Hypothesis("smaller", r"m \le n-m", lambda p: p.m <= p.rest),
    Hypothesis("scored", "c < 0", lambda p: p.E < 1),
    "1/2 2 3",
)


def _exchanged(p: Point) -> dict[str, Any]:
    return {"E": p.E, "m": p.rest, "rest": p.m}


def _same(p: Point) -> dict[str, Any]:
    return {"E": p.E, "m": p.m, "rest": p.rest}


BOTH_WAYS = {lemma.id: (LemmaAt(lemma, _same), LemmaAt(lemma, _exchanged)) for lemma in (LARGER_HELD, SMALLER_LOST)}


def deduced(*lemmas: Claim, lambda_j: str = "lambda_j", lambda_k: str = "lambda_k") -> tuple[LemmaAt, ...]:
    """The lemmas at the state, those that are about one group for both."""
    found: list[LemmaAt] = []
    for lemma in lemmas:
        found += BOTH_WAYS.get(lemma.id, instances(lemma, lambda_j, lambda_k))
    return tuple(found)


HARMONIC = Claim(
    id="beyond.bipartite_criterion.attraction",
    title="The number H",
    statement=(
        r"$H = \gamma_+\gamma_-/\frac{\gamma_+ + \gamma_-}{2} = \frac{E + 1/E - (\frac{m}{n-m} + "
        r"\frac{n-m}{m})}{E - 1/E} "
        r"= \frac{\cosh 2c - \cosh 2\eta}{\sinh 2c}$, $\eta = \frac12\ln\frac{m}{n-m}$, and $\gamma_\pm = \tanh(c "
        r"\pm \eta)$."
    ),
    source=ours("Theorem 3"),
    conclusion=Identity(
        lazily(shares.WORLDS, "harmonic"),
        lambda: shares.world("symbolic_split"),
        lazily(shares.WORLDS, "random_split"),
        "H in three forms",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "cosh eta",
            conclusion=Identity(
                lazily(shares.WORLDS, "harmonic_wrongly"),
                lambda: shares.world("symbolic_split"),
                lazily(shares.WORLDS, "random_split"),
                "cosh eta for cosh 2 eta",
            ),
        ),
    ),
    uses=("power_method.eq_14",),
)
RANGE = Claim(
    id="beyond.bipartite_criterion.range",
    title="H lies below 1",
    statement=(
        r"If $c > 0$ then $H < 1$; $0 < H$ exactly if $\gamma_+, \gamma_- > 0$. If $c < 0$ and $\gamma_\pm < 0$ "
        r"then $-1 < H < 0$."
    ),
    source=ours("Theorem 3"),
    parameters=(E, M, REST),
    hypotheses=(Hypothesis("scored", r"c \neq 0", lambda p: (p.E > 1) | (p.E < 1)),),
    conclusion=Formula(
        lambda p: both(
            (p.E < 1) | (attraction(p)[0] < attraction(p)[1]),
            (p.E < 1) | (attraction(p)[0] <= 0) | ((attended(p)[0] > 0) & (attended(p)[1] > 0)),
            (attended(p)[0] <= 0) | (attended(p)[1] <= 0) | (attraction(p)[0] > 0),
            (attended(p)[0] >= 0)
            | (attended(p)[1] >= 0)
            | ((attraction(p)[0] > 0) & (attraction(p)[0] < -attraction(p)[1])),
        )
    ),
    witness={"E": "4", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant("below one half", conclusion=Formula(lambda p: (p.E < 1) | (2 * attraction(p)[0] < attraction(p)[1]))),
        Mutant("positive", conclusion=Formula(lambda p: (p.E < 1) | (attraction(p)[0] > 0))),
    ),
    uses=("beyond.bipartite_criterion.attraction",),
)
