"""What is left of the refuted theorem."""

from __future__ import annotations

from verify.claim import Claim, Hypothesis, Mutant, Source, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify

from .notation import BETA, EIGENVALUE, MOMENTUM, MU, A, inside

THEOREM_STABILITY_REPAIRED = Claim(
    id="heavy_ball.theorem_stability_repaired",
    title="Long steps with momentum, repaired",
    statement=r"If $0 \le \beta < 1$ and $0 < a < 2(1 + \beta)$ then every real eigenvalue of $M$ lies in $(-1, 1)$.",
    source=Source("Theorem 3", origin="ours"),
    parameters=(A, BETA, MU),
    hypotheses=(
        MOMENTUM,
        Hypothesis("step size", r"0 < a < 2(1 + \beta)", lambda p: (p.a > 0) & (p.a < 2 * (1 + p.beta))),
        EIGENVALUE,
    ),
    conclusion=Formula(inside),
    witness={"a": "1", "beta": "0", "mu": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(
        drop("step size"),
        drop("momentum"),
        Mutant(
            "step size to the bound",
            hypotheses=(
                Hypothesis("step size", r"0 < a \le 2(1 + \beta)", lambda p: (p.a > 0) & (p.a <= 2 * (1 + p.beta))),
            ),
        ),
    ),
    uses=("heavy_ball.lemma_characteristic",),
    repairs="heavy_ball.theorem_stability",
)
