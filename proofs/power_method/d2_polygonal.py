"""Lemma 6: polygonal equilibria of the Oja system (9)."""

from __future__ import annotations

from proofs.power_method.d2_bipartite import MARGINAL, PAIR_SEEN, REFUTED_BY_PAIR
from proofs.power_method.ensembles import OJA
from proofs.power_method.notation import (
    ours,
    restored,
)
from proofs.power_method.worlds import polygons
from verify.claim import Claim, Mutant, Source
from verify.conclusions import Identity
from verify.evidence import Derive, Enclose, Falsify, Simulate
from verify.properties import UNSTABLE
from verify.quantified import LINE_POLYGON, States

# ------------------------------------------------------------------ polygonal equilibria

LEMMA_6 = Claim(
    id="power_method.lemma_6",
    title="Polygonal equilibria of the Oja system are unstable",
    statement="Under Assumption 1 every polygonal equilibrium of (9) is unstable.",
    source=restored("Lemma 6"),
    parts=("power_method.lemma_6.on_a_line", "power_method.lemma_6.not_on_a_line"),
    published_uses=("power_method.lemma_2",),
    note=MARGINAL,
)


def polygonal_unstable(
    claim_id: str,
    source: Source,
    conclusion: States,
    refutation: Enclose = REFUTED_BY_PAIR,
    subject: str = "(9)",
    which: str = "",
) -> Claim:
    """Polygonal equilibria: unstable? False of tokens at ``+-v_1``."""
    return Claim(
        id=claim_id,
        title=f"Polygonal equilibria{which} are unstable",
        statement=rf"Under Assumption 1 every polygonal equilibrium of {subject}{which} is unstable.",
        source=source,
        conclusion=conclusion,
        evidence=(refutation, Falsify(), PAIR_SEEN),
        published_uses=("power_method.lemma_2",),
        note=MARGINAL,
    )


LEMMA_6_LINE = polygonal_unstable(
    "power_method.lemma_6.on_a_line",
    restored("Lemma 6"),
    States(OJA, LINE_POLYGON, UNSTABLE),
    which=" with all tokens on one line",
)
LEMMA_6_SUM = Claim(
    id="power_method.lemma_6.sum_dynamics",
    title="What a perturbed polygon's sum does",
    statement=(
        r"At a polygonal equilibrium ($\sum_j x_j = 0$, $|x_i| = 1$), for tangent $\delta x_i$ with sum $\sigma$: "
        r"$\sigma^+ = (I + \alpha(I - C)V)\sigma$, $C = \frac1n\sum_j x_j x_j^{T}$, for all $n$ and $d$; and "
        r"$u^{T}(I - C)u = \frac1n\sum_j (1 - (x_j^{T}u)^2)$ for $|u| = 1$."
    ),
    source=ours("Lemma 6"),
    conclusion=Identity(
        polygons.polygon_sum, polygons.symbolic_polygon, polygons.random_polygon, "sigma+ = (I + a(I-C)V) sigma"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without C",
            conclusion=Identity(
                polygons.polygon_sum_unprojected,
                polygons.symbolic_polygon,
                polygons.random_polygon,
                "sigma+ = (I + aV) sigma",
            ),
        ),
    ),
    uses=("power_method.lemma_2.exact",),
)
LEMMA_6_PLANE = Claim(
    id="power_method.lemma_6.not_on_a_line",
    title="Polygonal equilibria that are not on a line are unstable",
    statement=(
        r"Under Assumption 1 a polygonal equilibrium of (9) whose tokens are not all on one line is unstable. There "
        r"$I - C = S^2$ with $S$ symmetric and invertible; $(I - C)V$ is similar to the symmetric matrix $S V S$, whose "
        r"quadratic form at $w = S^{-1}v_1$ is $v_1^{T} V v_1 = \lambda_1 > 0$: so the Jacobian has an eigenvalue "
        r"$1 + \alpha\mu$, $\mu \ge \lambda_1/|w|^2 > 0$, for all $n$ and $d$."
    ),
    source=restored("Lemma 6"),
    conclusion=Identity(
        polygons.congruence, polygons.free_congruence, polygons.random_congruence, "S^-1 (I-C) V S = S V S"
    ),
    evidence=(Derive(), Falsify(), Simulate(polygons.polygons_seen)),
    mutants=(
        Mutant(
            "one root only",
            conclusion=Identity(
                polygons.half_congruence, polygons.free_congruence, polygons.random_congruence, "(I-C) V = S V"
            ),
        ),
    ),
    uses=("power_method.lemma_6.sum_dynamics",),
)
