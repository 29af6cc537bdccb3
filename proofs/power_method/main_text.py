"""Theorem 1 of the main text and the extensions of D.4: several heads, longer steps, asymmetric values."""

from __future__ import annotations

from typing import Any

from proofs.power_method import examples, lazily, setting
from proofs.power_method.d2_consensus import SMALLEST, consensus_unstable, principal_stable
from proofs.power_method.ensembles import HEADS, NONSYMMETRIC_ATTENTION
from proofs.power_method.notation import (
    ALPHA,
    BIPARTITE,
    LAMBDA_1,
    LAMBDA_D,
    LAMBDA_J,
    LAMBDA_K,
    N_ANY,
    NONSINGULAR_J,
    OJA_PRINCIPAL,
    POSITIVE,
    REST,
    SIMPLE,
    E,
    M,
    equal,
    fixed,
    inside,
    ours,
    outside,
    restored,
    stable,
    unstable,
)
from proofs.power_method.theorem_3 import STABLE_WITNESS, all_inside
from proofs.power_method.worlds import bipartite, general
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Exists, Formula, Identity
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Enclose, Falsify, Simulate
from verify.properties import NOT_ATTRACTING
from verify.quantified import BIPARTITE as BIPARTITE_STATE
from verify.quantified import Limits, States
from verify.scenes import Scene, consensus

SOURCE = restored("Theorem 1", "'tokens align with v_1' is read as the local statement")
MULTIHEAD = Scene("multihead", consensus)
MULTIHEAD_PRINCIPAL = Scene("multihead", consensus, at="lambda_1")
SPECTRUM = ("power_method.theorem_1.consensus_jacobian", "power_method.lemma_3.complete", "power_method.remark_2")

THEOREM_1 = Claim(
    id="power_method.theorem_1",
    title="Multi-head attention aligns with the principal eigenvector of the layer matrix",
    statement=(
        r"Let $H = \sum_h H_h$ be symmetric with simple $\lambda_1(H) > 0$, full attention, and the step-size condition of "
        r"Theorem 2 with $H$ for $V$. The consensus at $v_1(H)$ is locally asymptotically stable, the other consensus points "
        r"are unstable; tokens align with $v_1$."
    ),
    source=SOURCE,
    parts=(
        "power_method.theorem_1.consensus_jacobian",
        "power_method.theorem_1.principal_stable",
        "power_method.theorem_1.consensus_unstable",
    ),
    published_uses=("power_method.theorem_3", "power_method.lemma_3"),
    note=(
        "The consensus at v_1(H) is stable. That all other consensus points are unstable equilibria is false where 1 "
        "+ alpha lambda_k < 0: they are two-cycles. The published proof carries over Lemma 4, with the same gap."
    ),
)
CONSENSUS_JACOBIAN = Claim(
    id="power_method.theorem_1.consensus_jacobian",
    title="At a consensus several heads are the Oja system of their sum",
    statement=(
        r"Where all tokens are equal the derivative of $\sum_h\sum_j a^h_{ij}H_h x_j$ is that of the Oja system with "
        r"$H = \sum_h H_h$, whatever the heads' values and scores, for all $n$ and $d$ (shown for two heads; the sum over heads "
        r"is linear)."
    ),
    source=ours("Theorem 1"),
    conclusion=Identity(
        general.consensus_multihead, general.symbolic_multihead, general.random_multihead, "D s_multihead = D s_oja(H)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "second head forgotten",
            conclusion=Identity(
                general.consensus_multihead_first_only, general.symbolic_multihead, general.random_multihead, "only H_1"
            ),
        ),
    ),
    uses=("power_method.lemma_10.normalisation",),
)
PRINCIPAL_STABLE = principal_stable(
    "power_method.theorem_1.principal_stable", SOURCE, MULTIHEAD_PRINCIPAL, SPECTRUM, "(21)"
)
CONSENSUS_UNSTABLE = consensus_unstable(
    "power_method.theorem_1.consensus_unstable", SOURCE, MULTIHEAD, SPECTRUM, "(21)"
)

MULTIHEAD_BIPARTITE = Claim(
    id="power_method.multihead_bipartite",
    title="No stable bipartite equilibria for several heads",
    statement=r"No bipartite consensus of (21) with two or more different heads is an asymptotically stable equilibrium.",
    source=restored(
        "D.4.1", "'we currently have no (analytical nor numerical) evidence of such points being stable', as a claim"
    ),
    conclusion=States(HEADS, BIPARTITE_STATE, NOT_ATTRACTING),
    evidence=(
        Enclose(
            lazily("verify.equilibria.certified_radius", "stable_equilibrium"),
            examples.two_heads,
            refuting=True,
            precision="256 bits",
            setting=setting("bipartite", "different_heads", of="multihead"),
        ),
        Falsify(),
        Simulate(bipartite.two_heads_return),
    ),
    note=(
        "The question is settled: two heads with different values and scores have an asymptotically stable bipartite consensus, exactly a "
        "fixed point, its spectral radius certified below 1. With all heads equal (21) is (8), which has them anyway."
    ),
)

# ------------------------------------------------------------------ D.4.2

LONGER_STEP = Claim(
    id="power_method.longer_step",
    title="When a step-size condition is needed",
    statement=(
        r"A step-size condition is needed for consensus only when $\rho(H)$ is $|\lambda_d|$, not $\lambda_1$; the extra "
        r"conditions for bipartite points are only sufficient."
    ),
    source=restored("D.4.2"),
    parts=(
        "power_method.longer_step.not_needed",
        "power_method.longer_step.needed",
        "power_method.longer_step.only_sufficient",
    ),
    published_uses=("power_method.lemma_4", "power_method.lemma_13"),
)
DOMINANT = Hypothesis("dominant", r"|\lambda_d| \le \lambda_1", lambda p: -p.lambda_d <= p.lambda_1)


def _together(p: Point, lambda_j: Any) -> Any:
    return closed_form.consensus_together(p.alpha * lambda_j, p.alpha * p.lambda_1)


NOT_NEEDED = Claim(
    id="power_method.longer_step.not_needed",
    title="Every step will do where lambda_1 dominates",
    statement=r"If $|\lambda_d| \le \lambda_1$ the consensus at $v_1$ is asymptotically stable for every $\alpha > 0$.",
    source=restored("D.4.2"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_J, LAMBDA_D, N_ANY),
    hypotheses=(POSITIVE, SIMPLE, SMALLEST, NONSINGULAR_J, DOMINANT),
    conclusion=Formula(
        lambda p: inside(_together(p, p.lambda_j)) & inside(closed_form.consensus_apart(p.alpha * p.lambda_1)),
        OJA_PRINCIPAL,
        stable,
        lambda p: outside(_together(p, p.lambda_j)),
    ),
    witness={"alpha": "10", "lambda_1": "1", "lambda_j": "-1/2", "lambda_d": "-1", "n": "3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("dominant"), drop("simple")),
    uses=("power_method.lemma_3.complete",),
)
NEEDED = Claim(
    id="power_method.longer_step.needed",
    title="Long steps are unstable where lambda_1 does not dominate",
    statement=(
        r"If $|\lambda_d| > \lambda_1$ the consensus at $v_1$ is unstable for every $\alpha > 2/(|\lambda_d| - \lambda_1)$."
    ),
    source=restored("D.4.2"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_D, N_ANY),
    hypotheses=(
        POSITIVE,
        Hypothesis(
            "long step", r"\alpha(|\lambda_d| - \lambda_1) > 2", lambda p: p.alpha * (-p.lambda_d - p.lambda_1) > 2
        ),
    ),
    conclusion=Formula(
        lambda p: outside(_together(p, p.lambda_d)), OJA_PRINCIPAL, unstable, lambda p: inside(_together(p, p.lambda_d))
    ),
    witness={"alpha": "2", "lambda_1": "1", "lambda_d": "-3", "n": "3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("long step"),),
    uses=("power_method.lemma_3.complete",),
)
LONG = Hypothesis(
    "long step",
    r"\alpha \ge 1/\rho(V)",
    lambda p: (p.alpha * p.lambda_k >= 1) | (p.alpha * p.lambda_j >= 1),
)
ONLY_SUFFICIENT = Claim(
    id="power_method.longer_step.only_sufficient",
    title="A bipartite equilibrium can be stable for a longer step",
    statement=r"Some bipartite consensus equilibrium of (8) with $\alpha \ge 1/\rho(V)$ is asymptotically stable.",
    source=restored("D.4.2"),
    parameters=(ALPHA, LAMBDA_K, LAMBDA_J, E, M, REST),
    hypotheses=(LONG,),
    conclusion=Exists(lambda p: fixed(p, p.lambda_k) & all_inside(p, p.lambda_j, p.lambda_k), BIPARTITE, stable),
    witness={**STABLE_WITNESS, "alpha": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant(
            "with uniform attention",
            conclusion=Exists(
                lambda p: equal(p.E, 1) & fixed(p, p.lambda_k) & all_inside(p, p.lambda_j, p.lambda_k),
                BIPARTITE,
                stable,
            ),
        ),
    ),
    uses=("power_method.lemma_14.complete", "power_method.schur_cohn.real", "power_method.schur_cohn.complex"),
)

# ------------------------------------------------------------------ D.4.3

ASYMMETRIC = Claim(
    id="power_method.asymmetric_value",
    title="Value matrices that are not symmetric",
    statement=(
        r"With $V$ (or $H$) not symmetric but $\lambda_1$ real and strictly dominant not much changes: tokens converge to $v_1$."
    ),
    source=restored("D.4.3"),
    parts=(
        "power_method.asymmetric_value.spectrum",
        "power_method.asymmetric_value.local",
        "power_method.asymmetric_value.generic",
    ),
    note=(
        "Near the consensus at v_1 it holds. From almost all starts it does not: stable bipartite equilibria attract "
        "open sets. The argument is an analogy with the power method for one vector, which has no such states."
    ),
)
ASYMMETRIC_SPECTRUM = Claim(
    id="power_method.asymmetric_value.spectrum",
    title="Tangent eigenvalues of a value matrix that is not symmetric",
    statement=(
        r"If $Vv = \lambda v$, $|v| = 1$, $P = I - vv^{T}$ then $P V = P V P$: on the tangent space $V$ acts as $P V P$, whose "
        r"eigenvalues are those of $V$ without $\lambda$; so Lemma 3 holds with them, complex ones included."
    ),
    source=ours("D.4.3"),
    conclusion=Identity(
        bipartite.compression,
        bipartite.free_eigenvector,
        bipartite.random_eigenvector,
        "P V = P V P",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "from the left",
            conclusion=Identity(
                bipartite.compression_left,
                bipartite.free_eigenvector,
                bipartite.random_eigenvector,
                "V P = P V P",
            ),
        ),
    ),
    uses=("power_method.lemma_2.exact", "power_method.lemma_11"),
)
ASYMMETRIC_LOCAL = Claim(
    id="power_method.asymmetric_value.local",
    title="The principal consensus attracts locally, for every step",
    statement=(
        r"If $\lambda_1 > 0$ is real and $|\lambda_j| < \lambda_1$ for $j \neq 1$, $\lambda_j = x + iy$ complex or not, then "
        r"$|1 + \alpha\lambda_j|^2 < (1 + \alpha\lambda_1)^2$ and $1 + \alpha\lambda_1 > 1$: the consensus at $v_1$ is "
        r"asymptotically stable for every $\alpha > 0$."
    ),
    source=restored("D.4.3"),
    parameters=(ALPHA, LAMBDA_1, Parameter("lambda_x"), Parameter("lambda_y")),
    hypotheses=(
        POSITIVE,
        Hypothesis(
            "strictly dominant", r"x^2 + y^2 < \lambda_1^2", lambda p: p.lambda_x**2 + p.lambda_y**2 < p.lambda_1**2
        ),
    ),
    conclusion=Formula(
        lambda p: (
            ((1 + p.alpha * p.lambda_x) ** 2 + (p.alpha * p.lambda_y) ** 2 < (1 + p.alpha * p.lambda_1) ** 2)
            & (1 / (1 + p.alpha * p.lambda_1) < 1)
        )
    ),
    witness={"alpha": "1", "lambda_1": "1", "lambda_x": "0", "lambda_y": "1/2"},
    evidence=(Decide(), Falsify(), Simulate(bipartite.leading_direction_seen)),
    mutants=(drop("strictly dominant"), drop("positive")),
    uses=("power_method.asymmetric_value.spectrum",),
)
ASYMMETRIC_GENERIC = Claim(
    id="power_method.asymmetric_value.generic",
    title="Tokens converge to the principal eigenvector from almost all starts",
    statement=(
        r"With $V$ not symmetric, $\lambda_1$ real and strictly dominant, the tokens of (8) converge to $\pm v_1$ for almost "
        r"all starts."
    ),
    source=restored("D.4.3", "'tokens converge to v_1' read as for almost all starts, as in Theorem 2"),
    conclusion=Limits(NONSYMMETRIC_ATTENTION, ("consensus at v_1",)),
    evidence=(
        Enclose(
            lazily("verify.equilibria.certified_radius", "stable_equilibrium"),
            examples.nonsymmetric_bipartite,
            refuting=True,
            precision="256 bits",
            setting=setting("dominant_not_symmetric", "bipartite"),
        ),
        Falsify(),
        Simulate(bipartite.bipartite_returns),
    ),
    note=(
        "Stable bipartite equilibria exist as for symmetric V: an open set of starts converges to one. That tokens converge to v_1 holds "
        "near the consensus (asymmetric_value.local)."
    ),
)
