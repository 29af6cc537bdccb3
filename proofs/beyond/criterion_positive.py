"""The criterion of bipartite stability at a positive eigenvalue: stable below H, unstable above it and without a score."""

from __future__ import annotations

from proofs.beyond import shares_positive
from proofs.beyond.attraction import PARAMETERS, SPECTRUM, above, attended, below, deduced, inside, outside
from proofs.power_method.d3_spectrum import FIXED
from proofs.power_method.notation import BIPARTITE, either, equal, ours, stable, unstable
from proofs.power_method.theorem_3 import least_margin
from verify.claim import Claim, Hypothesis, drop
from verify.conclusions import Formula
from verify.evidence import Deduce, Falsify, Precise

K_POSITIVE = Hypothesis("positive", r"\lambda_k > 0", lambda p: p.lambda_k > 0)
SCORED = Hypothesis("scored", "c > 0", lambda p: p.E > 1)
HELD = Hypothesis(
    "groups",
    r"\gamma_\pm > 0 \text{ for each group of two or more}",
    lambda p: ((p.m <= 1) | (attended(p)[0] > 0)) & ((p.rest <= 1) | (attended(p)[1] > 0)),
)
SHORT = Hypothesis(
    "no flip",
    r"\alpha\lambda_j \ge \min(-1, \alpha\lambda_k - 2)",
    lambda p: (1 + p.alpha * p.lambda_j >= 0) | (2 - p.alpha * p.lambda_k + p.alpha * p.lambda_j >= 0),
)


def case(
    name: str,
    title: str,
    statement: str,
    hypotheses: tuple[Hypothesis, ...],
    lemmas: tuple[Claim, ...],
    witness: str,
    *needed: str,
    is_stable: bool,
) -> Claim:
    """One case of the criterion, deduced from ``lemmas``; the mutants drop the hypotheses in ``needed``."""
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


POSITIVE_STABLE = case(
    "positive_stable",
    "Stable below H, positive eigenvalues",
    r"Let $\lambda_k > 0$, $c > 0$ and $\gamma_\pm > 0$ for each group of two or more. If $\lambda_j < "
    r"H\lambda_k$ for all "
    r"$j \neq k$ the bipartite state at $v_k$ is an asymptotically stable equilibrium, for every step size with "
    r"$\alpha\lambda_j \ge \min(-1, \alpha\lambda_k - 2)$: every $\alpha$ if $\lambda_d \ge 0$, and $\alpha\rho(V) < 1$ suffices.",
    (K_POSITIVE, SCORED, HELD, Hypothesis("below", r"\lambda_j < H\lambda_k", below), SHORT),
    shares_positive.POSITIVE_INSIDE,
    "1/4 1 1/4 64 2 2",
    *("positive", "scored", "groups", "below", "no flip"),
    is_stable=True,
)
POSITIVE_UNSTABLE = case(
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
    (shares_positive.POSITIVE_BETWEEN, shares_positive.POSITIVE_FAST),
    "1/4 1 3/4 2 2 2",
    "violated",
    is_stable=False,
)
UNSCORED = case(
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
    (*shares_positive.REPELLED_CASES, shares_positive.UNIFORM_OUTSIDE),
    "1/4 1 1/4 1/2 2 2",
    *("positive", "unscored"),
    is_stable=False,
)
