"""Remark 10 repaired: bipartite equilibria at negative eigenvalues, where the score of the eigenvector is not negative."""

from __future__ import annotations

from typing import Any

from proofs.power_method import remark_10, theorem_3
from proofs.power_method.notation import BIPARTITE, equal, ours, unstable
from verify.claim import Claim, Hypothesis, Point, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify

SCORED = Hypothesis("nonnegative score", r"v_k^{T} A v_k \ge 0", lambda p: p.E >= 1)
REPAIRED_NEGATIVE = Claim(
    id="beyond.negative_unstable_repaired",
    title="Bipartite equilibria at negative eigenvalues are unstable, repaired",
    statement=r"If $\lambda_k < 0$ and $v_k^{T}Av_k \ge 0$ the bipartite equilibria at $v_k$ are unstable for all $\alpha < 1/\rho(V)$.",
    source=ours("Remark 10"),
    parts=("beyond.negative_unstable_repaired.unbalanced", "beyond.negative_unstable_repaired.balanced"),
    repairs="power_method.remark_10.negative_unstable",
)


def _repaired(part: str, split: Hypothesis, conclusion: Any, witness: dict[str, str], *needed: str) -> Claim:
    return Claim(
        id=f"beyond.negative_unstable_repaired.{part}",
        title=f"Negative eigenvalues, nonnegative score: {part} splits",
        statement=rf"If $\lambda_k < 0$, $v_k^{{T}}Av_k \ge 0$ and ${split.latex}$ the bipartite equilibrium is unstable.",
        source=ours("Remark 10"),
        parameters=remark_10.NEGATIVE_UNSTABLE.parameters,
        hypotheses=(*remark_10.NEGATIVE_UNSTABLE.hypotheses, SCORED, split),
        conclusion=Formula(conclusion, BIPARTITE, unstable),
        witness=witness,
        evidence=(Decide(), Falsify()),
        mutants=tuple(drop(name) for name in needed),
        uses=("power_method.lemma_14.complete", "power_method.theorem_3.margins"),
    )


def _group_expands(p: Point) -> Any:
    """The larger group has two tokens or more and its normaliser is below 1."""
    *_, plus, minus = theorem_3.signs(p, p.lambda_1, p.lambda_k)
    return ((p.m > 1) & (plus < 0)) | ((p.rest > 1) & (minus < 0))


REPAIRED_UNBALANCED = _repaired(
    "unbalanced",
    Hypothesis("unbalanced", r"m \neq n - m", lambda p: (p.m >= p.rest + 1) | (p.rest >= p.m + 1)),
    _group_expands,
    {"alpha": "1/2", "lambda_1": "1", "lambda_k": "-1", "E": "4", "m": "2", "rest": "1"},
    "nonnegative score",
)
REPAIRED_BALANCED = _repaired(
    "balanced",
    Hypothesis("balanced", r"m = n - m", lambda p: equal(p.m, p.rest)),
    lambda p: theorem_3.signs(p, p.lambda_1, p.lambda_k)[2] < 0,
    {"alpha": "1/2", "lambda_1": "1", "lambda_k": "-1", "E": "4", "m": "1", "rest": "1"},
    "nonnegative score",
    "negative",
)
