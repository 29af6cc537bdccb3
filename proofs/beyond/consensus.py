"""Consensus states away from the principal eigenvector, repaired for (8), (9) and (21), and the two-cycles among them."""

from __future__ import annotations

from typing import Any

from proofs.beyond.worlds import cycles
from proofs.power_method import d2_consensus, main_text, theorem_3
from proofs.power_method.notation import (
    ALPHA,
    LAMBDA_1,
    LAMBDA_D,
    LAMBDA_J,
    LAMBDA_K,
    POSITIVE,
    both,
    either,
    equal,
    ours,
)
from verify.claim import Claim, Hypothesis, Mutant, Point, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

FIXED = Hypothesis("fixed", r"1 + \alpha\lambda_k > 0", lambda p: 1 + p.alpha * p.lambda_k > 0)
REVERSED = d2_consensus.NEGATIVE_SIGN
SMALLEST_J = Hypothesis("smallest", r"\lambda_d < \lambda_j", lambda p: p.lambda_d < p.lambda_j)
LARGEST_J = Hypothesis("largest", r"\lambda_j \le \lambda_1", lambda p: p.lambda_j <= p.lambda_1)
LONG_STEP = Hypothesis(
    "long step", r"\alpha(|\lambda_d| - \lambda_1) > 2", lambda p: p.alpha * (-p.lambda_d - p.lambda_1) > 2
)


def _unstable(claim_id: str, broken: Claim, subject: str, *uses: str) -> Claim:
    """The published conclusion with ``1 + alpha lambda_k > 0`` in place of the step-size condition."""
    return Claim(
        id=claim_id,
        title=f"The other consensus equilibria of {subject} are unstable, repaired",
        statement=(
            rf"Under Assumption 1 the consensus at $v_k$, $k > 1$, is an unstable equilibrium of {subject} whenever "
            r"$1 + \alpha\lambda_k > 0$; no step-size condition is needed. Where $1 + \alpha\lambda_k < 0$ it is a two-cycle."
        ),
        source=ours(broken.source.label),
        parameters=broken.parameters,
        hypotheses=(*(h for h in broken.hypotheses if h.name != "step size"), FIXED),
        conclusion=broken.conclusion,
        witness=broken.witness,
        evidence=(Decide(), Falsify()),
        mutants=(drop("fixed"), drop("not principal")),
        uses=(*broken.uses, *uses),
        repairs=broken.id,
    )


REPAIRED_THEOREM_3 = _unstable("beyond.theorem_3_consensus_repaired", theorem_3.CONSENSUS_UNSTABLE, "(8)")
REPAIRED_THEOREM_1 = _unstable("beyond.theorem_1_consensus_repaired", main_text.CONSENSUS_UNSTABLE, "(21)")

# ------------------------------------------------------------------ where 1 + alpha lambda_k < 0

FLIPS = Claim(
    id="beyond.two_cycle.flips",
    title="Where 1 + alpha lambda_k is negative a consensus changes its sign in every step",
    statement=(
        r"If $1 + \alpha\lambda_k < 0$ one step of (8), (9) or (21) maps the consensus at $v_k$ to that at $-v_k$: "
        r"$(1 + \alpha\lambda_k)/|1 + \alpha\lambda_k| = -1$, and back, because $\mathrm{step}(-X) = -\mathrm{step}(X)$."
    ),
    source=ours("Lemma 4"),
    parameters=(ALPHA, LAMBDA_K),
    hypotheses=(REVERSED,),
    conclusion=Formula(
        lambda p: equal((1 + p.alpha * p.lambda_k) / abs(1 + p.alpha * p.lambda_k), -1),
    ),
    witness={"alpha": "1", "lambda_k": "-2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("reversed"),),
    uses=("reduction.antipodal", "beyond.asymmetric.manifold"),
)
MULTIPLIERS = Claim(
    id="beyond.two_cycle.multipliers",
    title="Multipliers of the two-cycle",
    statement=(
        r"Where $1 + \alpha\lambda_k < 0$ the derivative of two steps at the consensus $v_k$ has the tangent eigenvalues "
        r"$\left(\frac{1+\alpha\lambda_j}{1+\alpha\lambda_k}\right)^2$, $j \neq k$, and $1/(1+\alpha\lambda_k)^2$ with "
        r"multiplicity $(n-1)(d-1)$, for (8), (9) and, with $H$ for $V$, (21), every $A$ and all $n$, $d$."
    ),
    source=ours("Lemma 4"),
    conclusion=Identity(
        cycles.multipliers, cycles.symbolic_cycle, cycles.random_cycle, "D step^2 at v_k: ((1+a)/r)^2 and 1/r^2"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "one step",
            conclusion=Identity(
                cycles.multipliers_wrongly, cycles.symbolic_cycle, cycles.random_cycle, "D step^2: (1+a)/r and 1/r"
            ),
        ),
    ),
    uses=(
        "reduction.grouping",
        "reduction.block_constant",
        "reduction.permutations",
        "reduction.invariant_subspace",
        "power_method.theorem_1.consensus_jacobian",
    ),
)


def _expands(p: Point, lambda_j: Any, lambda_k: Any) -> Any:
    return (1 + p.alpha * lambda_j) ** 2 > (1 + p.alpha * lambda_k) ** 2


def _contracts(p: Point, lambda_j: Any, lambda_k: Any) -> Any:
    return (1 + p.alpha * lambda_j) ** 2 < (1 + p.alpha * lambda_k) ** 2


ATTRACTS = Claim(
    id="beyond.two_cycle.attracts",
    title="Beyond the step-size condition the two-cycle at the smallest eigenvalue attracts",
    statement=(
        r"Under Assumption 1, if $\lambda_d$ is simple and $\alpha(|\lambda_d| - \lambda_1) > 2$, then $1 + \alpha\lambda_d < 0$ and "
        r"all multipliers of the two-cycle $\pm v_d$ are below 1: it is asymptotically stable for every $n$."
    ),
    source=ours("Lemma 4"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_J, LAMBDA_D),
    hypotheses=(POSITIVE, LARGEST_J, SMALLEST_J, LONG_STEP),
    conclusion=Formula(
        lambda p: both(
            1 + p.alpha * p.lambda_d < 0, _contracts(p, p.lambda_j, p.lambda_d), (1 + p.alpha * p.lambda_d) ** 2 > 1
        )
    ),
    witness={"alpha": "1", "lambda_1": "1", "lambda_j": "1/2", "lambda_d": "-4"},
    evidence=(Decide(), Falsify(), Simulate(cycles.flips_seen)),
    mutants=(drop("positive"), drop("smallest"), drop("largest"), drop("long step")),
    uses=("beyond.two_cycle.multipliers",),
)
REPELS = Claim(
    id="beyond.two_cycle.repels",
    title="All other two-cycles are unstable",
    statement=(
        r"Where $1 + \alpha\lambda_k < 0$ the two-cycle $\pm v_k$ is unstable if $\lambda_k > \lambda_d$ or "
        r"$\alpha(|\lambda_d| - \lambda_1) < 2$: the multiplier of $v_d$ or that of $v_1$ is above 1."
    ),
    source=ours("Lemma 4"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_K, LAMBDA_D),
    hypotheses=(
        d2_consensus.SMALLEST_K,
        REVERSED,
        Hypothesis(
            "not the last, or a short step",
            r"\lambda_k > \lambda_d \text{ or } \alpha(|\lambda_d| - \lambda_1) < 2",
            lambda p: either(p.lambda_k > p.lambda_d, p.alpha * (-p.lambda_d - p.lambda_1) < 2),
        ),
    ),
    conclusion=Formula(lambda p: either(_expands(p, p.lambda_1, p.lambda_k), _expands(p, p.lambda_d, p.lambda_k))),
    witness={"alpha": "3/2", "lambda_1": "1", "lambda_k": "-2", "lambda_d": "-2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("smallest"), drop("reversed"), drop("not the last, or a short step")),
    uses=("beyond.two_cycle.multipliers",),
)
TWO_CYCLE = Claim(
    id="beyond.two_cycle",
    title="What the consensus is where 1 + alpha lambda_k is negative",
    statement=(
        r"Under Assumption 1, where $1 + \alpha\lambda_k < 0$, $\pm v_k$ is a two-cycle of (8), (9) and (21). It attracts if "
        r"$k = d$, $\lambda_d$ is simple and $\alpha(|\lambda_d| - \lambda_1) > 2$, and is unstable if $\lambda_k > \lambda_d$ or "
        r"$\alpha(|\lambda_d| - \lambda_1) < 2$: the step-size condition of Theorem 2 is the boundary, exactly."
    ),
    source=ours("Lemma 4"),
    parts=(
        "beyond.two_cycle.flips",
        "beyond.two_cycle.multipliers",
        "beyond.two_cycle.attracts",
        "beyond.two_cycle.repels",
    ),
    repairs="power_method.lemma_4.negative_unstable",
)

# ------------------------------------------------------------------ the wholes

REPAIRED_LEMMA_4 = Claim(
    id="beyond.lemma_4_repaired",
    title="Stability of the consensus states of the Oja system, repaired",
    statement=(
        r"Under Assumption 1 and the step-size condition the consensus at $v_1$ is asymptotically stable. The consensus at $v_k$, "
        r"$k > 1$, is an unstable equilibrium if $1 + \alpha\lambda_k > 0$, and an unstable two-cycle if $1 + \alpha\lambda_k < 0$."
    ),
    source=ours("Lemma 4"),
    parts=("power_method.lemma_4.principal_stable", "beyond.consensus_unstable_repaired", "beyond.two_cycle"),
    repairs="power_method.lemma_4",
)
REPAIRED_THEOREM_1_WHOLE = Claim(
    id="beyond.theorem_1_repaired",
    title="Multi-head attention aligns with the principal eigenvector, repaired",
    statement=(
        r"Let $H = \sum_h H_h$ be symmetric with simple $\lambda_1(H) > 0$, full attention, and the step-size condition. The "
        r"consensus at $v_1(H)$ is locally asymptotically stable; every other consensus at an eigenvector is an unstable equilibrium "
        r"if $1 + \alpha\lambda_k > 0$ and an unstable two-cycle if $1 + \alpha\lambda_k < 0$."
    ),
    source=ours("Theorem 1"),
    parts=(
        "power_method.theorem_1.consensus_jacobian",
        "power_method.theorem_1.principal_stable",
        "beyond.theorem_1_consensus_repaired",
        "beyond.two_cycle",
    ),
    repairs="power_method.theorem_1",
)
REPAIRED_THEOREM_3_WHOLE = Claim(
    id="beyond.theorem_3_repaired",
    title="Stability of single-head attention, repaired",
    statement=(
        r"Under Assumption 1 and the step-size condition the consensus at $v_1$ is locally asymptotically stable; every other consensus "
        r"at an eigenvector is an unstable equilibrium or an unstable two-cycle, as $1 + \alpha\lambda_k$ is positive or negative. A "
        r"bipartite consensus with $\alpha < 1/\rho(V)$ is asymptotically stable under the three groups of inequalities. Polygonal "
        r"equilibria that are not on a line are unstable if $V$ has an odd number of positive eigenvalues or $Ax_j = 0$ for all tokens."
    ),
    source=ours("Theorem 3"),
    parts=(
        "power_method.theorem_3.principal_stable",
        "beyond.theorem_3_consensus_repaired",
        "beyond.two_cycle",
        "power_method.theorem_3.bipartite_sufficient",
        "beyond.theorem_3_polygonal_repaired",
    ),
    repairs="power_method.theorem_3",
)
