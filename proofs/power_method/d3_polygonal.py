"""Lemma 15 and Remark 9: polygonal equilibria of attention (8)."""

from __future__ import annotations

from dataclasses import replace

from proofs.power_method import examples, lazily, setting
from proofs.power_method.d2_bipartite import MARGINAL, antipodal_example, attracting_pair
from proofs.power_method.d2_polygonal import polygonal_unstable
from proofs.power_method.ensembles import ATTENTION, ATTENTION_SHORT_STEP
from proofs.power_method.notation import (
    restored,
)
from proofs.power_method.theorem_3 import SOURCE
from proofs.power_method.worlds import bipartite, polygons
from verify.claim import Claim
from verify.evidence import Enclose, Exact, Falsify, Simulate
from verify.properties import PRINCIPAL_TANGENT, UNSTABLE
from verify.quantified import POLYGONAL, States

# ------------------------------------------------------------------ polygonal equilibria

OFF_A_LINE = (
    "Off a line an equilateral triangle is Lyapunov stable for some A of rank one: the derivatives of the attention weights, which "
    "the published perturbation along v_1 leaves out, turn the sum of the tokens back. What is left: a polygon that is not on "
    "a line is unstable if V has an odd number of positive eigenvalues, or if A x_j = 0 for all tokens."
)
SETTING = setting("assumption_1", "step_size")
SKEW = Enclose(attracting_pair, examples.skew_pair, refuting=True, setting=SETTING)
UNIFORM = Enclose(attracting_pair, lambda: antipodal_example("attention"), refuting=True, setting=SETTING)
TRIANGLE = Exact(
    lazily("verify.equilibria.families", "attracting_circle"),
    examples.stable_triangle,
    refuting=True,
    setting=setting("assumption_1", "step_size"),
)
TRIANGLE_SEEN = Simulate(polygons.no_stable_triangle_seen)
ON_A_LINE = polygonal_unstable(
    "power_method.theorem_3.polygonal_unstable", SOURCE, States(ATTENTION_SHORT_STEP, POLYGONAL, UNSTABLE), SKEW, "(8)"
)
POLYGONAL_UNSTABLE = replace(
    ON_A_LINE,
    evidence=(TRIANGLE, *ON_A_LINE.evidence, TRIANGLE_SEEN),
    note=f"{OFF_A_LINE} {ON_A_LINE.note}",
)
del ON_A_LINE  # a claim that stands in a module is a claim of the suite
LEMMA_15 = Claim(
    id="power_method.lemma_15",
    title="Polygonal equilibria of attention are unstable",
    statement=r"Under Assumption 1 all polygonal equilibria of (8) are unstable.",
    source=restored("Lemma 15"),
    conclusion=States(ATTENTION, POLYGONAL, UNSTABLE),
    evidence=(TRIANGLE, SKEW, UNIFORM, Falsify(), Simulate(bipartite.skew_pair_seen), TRIANGLE_SEEN),
    published_uses=("power_method.lemma_10",),
    note=f"{OFF_A_LINE} {MARGINAL} For attention this happens where v_1^T A v_1 = 0, such as skew A.",
)
REMARK_9 = Claim(
    id="power_method.remark_9",
    title="The perturbation of Lemma 15 is tangent",
    statement=(
        r"The perturbation used for Lemma 15, $\delta x_i = \beta_i v_1$ for all $i$, is tangent at every $x_i$: "
        r"$x_i^{T}\delta x_i = 0$."
    ),
    source=restored("Remark 9", "the proof perturbs all tokens along v_1 only"),
    conclusion=States(ATTENTION, POLYGONAL, PRINCIPAL_TANGENT),
    evidence=(
        Exact(
            lazily("verify.equilibria.exact_states", "perturbation_not_tangent"),
            examples.tilted_pair,
            refuting=True,
            kind="falsify",
            setting=setting("assumption_1"),
        ),
        Falsify(),
        Simulate(bipartite.tangency_seen),
    ),
    note=(
        "A perturbation along v_1 alone is tangent at x_i only if x_i is orthogonal to v_1, which a polygon's tokens in general are not. "
        "Its tangent part is P_i v_1, with components along every eigenvector, and the published scalar recursion does not hold for it."
    ),
)
