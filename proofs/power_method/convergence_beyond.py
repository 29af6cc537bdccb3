r"""Section 2.1.1: convergence to ``v_1`` beyond Theorem 1: causal masks, any H with a dominant eigenvalue, any step, nearly any start.

``lambda_1`` is the eigenvalue of largest real part, as in Section 2.1; "strictly dominant" is read in both ways, as the largest
real part and as the largest modulus.
"""

from __future__ import annotations

from typing import Any

from proofs.power_method import examples, lazily, setting
from proofs.power_method.d2_consensus import SMALLEST
from proofs.power_method.notation import (
    ALPHA,
    LAMBDA_1,
    LAMBDA_D,
    LAMBDA_J,
    N_ANY,
    NONSINGULAR_J,
    POSITIVE,
    PRINCIPAL,
    SIMPLE,
    both,
    inside,
    outside,
    restored,
    stable,
)
from proofs.power_method.worlds import principal_examples, principal_seen
from verify.claim import Claim, Hypothesis, Parameter, Point, drop
from verify.conclusions import Behaviour, Formula
from verify.equilibria import closed_form
from verify.evidence import Decide, Enclose, Falsify, Simulate
from verify.properties import ATTRACTING
from verify.quantified import (
    ASSUMPTION_1,
    HEADS_DIFFER,
    NOT_SYMMETRIC,
    PRINCIPAL_CONSENSUS,
    SMALL_STEP,
    Ensemble,
    Limits,
    States,
)
from verify.quantified import PRINCIPAL as LARGEST

SOURCE = restored(
    "Section 2.1.1", "'convergence seems to occur under more general conditions', each condition a claim of its own"
)
ID = "power_method.convergence_beyond"
HEADS_SMALL_STEP = Ensemble("multihead", (*ASSUMPTION_1, HEADS_DIFFER, SMALL_STEP))
RIGHTMOST_ATTENTION = Ensemble("attention", (NOT_SYMMETRIC, LARGEST))
STABLE = lazily("verify.equilibria.certified_radius", "stable_equilibrium")

WHOLE = Claim(
    id=ID,
    title="Convergence to the principal eigenvector beyond Theorem 1",
    statement=(
        r"Convergence of (3) to $v_1$ occurs under more general conditions than those of Theorem 1: for causal attention, for any $H$ "
        r"with a strictly dominant eigenvalue, for any $\alpha$, and for nearly any initial tokens."
    ),
    source=SOURCE,
    parts=tuple(
        f"{ID}.{part}"
        for part in ("nearly_any_start", "any_step", "any_matrix", "dominant_modulus", "causal", "causal_start")
    ),
    published_uses=("power_method.theorem_1",),
    note=(
        "Near the consensus at v_1 it holds for every real H and every step if lambda_1 is larger than the modulus of every other "
        "eigenvalue, with a causal mask too. It fails for the largest real part and long steps (alpha = 1, the step of the experiments, "
        "can be long), and 'nearly any start' fails with and without a mask: stable bipartite equilibria attract open sets."
    ),
)
NEARLY_ANY_START = Claim(
    id=f"{ID}.nearly_any_start",
    title="Nearly any start, several heads",
    statement=(
        r"Let (3) have different heads, a symmetric nonsingular $H$ with simple $\lambda_1 > 0$, and $\alpha\rho(H) < 1$. For almost all "
        r"starts all tokens converge to $v_1$, or all to $-v_1$."
    ),
    source=SOURCE,
    conclusion=Limits(HEADS_SMALL_STEP, ("consensus at v_1",)),
    evidence=(
        Enclose(
            STABLE,
            examples.two_heads,
            refuting=True,
            precision="256 bits",
            setting=(
                *setting("assumption_1", "bipartite", "different_heads", of="multihead"),
                principal_examples.short,
            ),
        ),
        Falsify(),
    ),
    note="The two heads of power_method.multihead_bipartite: their stable bipartite consensus attracts an open set of starts.",
)


def _together(p: Point) -> Any:
    return closed_form.consensus_together(p.alpha * p.lambda_j, p.alpha * p.lambda_1)


def _apart(p: Point) -> Any:
    return closed_form.consensus_apart(p.alpha * p.lambda_1)


ANY_STEP = Claim(
    id=f"{ID}.any_step",
    title="Any step size",
    statement=(
        r"For every symmetric nonsingular $V$ with simple $\lambda_1 > 0$ and every $\alpha > 0$ the consensus at $v_1$ of (8) is "
        r"asymptotically stable."
    ),
    source=SOURCE,
    parameters=(ALPHA, LAMBDA_1, LAMBDA_J, LAMBDA_D, N_ANY),
    hypotheses=(POSITIVE, SIMPLE, SMALLEST, NONSINGULAR_J),
    conclusion=Formula(
        lambda p: inside(_together(p)) & inside(_apart(p)),
        PRINCIPAL,
        stable,
        lambda p: outside(_together(p)) | outside(_apart(p)),
    ),
    witness={"alpha": "1", "lambda_1": "1", "lambda_j": "1/2", "lambda_d": "-1", "n": "3"},
    evidence=(Decide(), Falsify()),
    uses=("power_method.lemma_3.complete", "power_method.lemma_11"),
    note=(
        "Stated for lambda_1 as the largest eigenvalue. It fails beyond Theorem 2's step-size condition; where |lambda_d| <= lambda_1 "
        "every step will do (power_method.longer_step.not_needed)."
    ),
)
ANY_MATRIX = Claim(
    id=f"{ID}.any_matrix",
    title="Any matrix with a strictly dominant real part",
    statement=(
        r"For every $V$, not symmetric, whose eigenvalue $\lambda_1$ of strictly largest real part is real and positive, and every "
        r"$\alpha > 0$, the consensus at $v_1$ of (8) is asymptotically stable."
    ),
    source=SOURCE,
    conclusion=States(RIGHTMOST_ATTENTION, PRINCIPAL_CONSENSUS, ATTRACTING),
    evidence=(
        Enclose(
            lazily("verify.search.certify_end", "expanding"),
            principal_examples.outrun_by_a_pair,
            refuting=True,
            precision="192 bits",
            setting=setting("principal"),
        ),
        Falsify(),
    ),
    note=(
        "With eigenvalues 1 and +-2i and alpha = 1, |1 + 2i| = sqrt(5) > 2: consensus turns away from v_1 into the plane of the pair. "
        "For steps below the threshold of beyond.asymmetric_thresholds.short_steps it holds."
    ),
)
MODULUS = Claim(
    id=f"{ID}.dominant_modulus",
    title="Any step and any matrix where lambda_1 exceeds all moduli",
    statement=(
        r"If $\lambda_1$ is real and $\lambda_1 > |\lambda_j|$ for all $j \neq 1$, then for every $\alpha > 0$ and every real $H$ the "
        r"consensus at $v_1$ is asymptotically stable."
    ),
    source=SOURCE,
    parts=("power_method.asymmetric_value.spectrum", "power_method.asymmetric_value.local"),
)

# ------------------------------------------------------------------ causal masks

X, Y, WEIGHT = Parameter("lambda_x"), Parameter("lambda_y"), Parameter("u")


def _block(p: Point, weight: Any) -> Any:
    """``|1 + alpha u lambda|^2``."""
    return (1 + p.alpha * weight * p.lambda_x) ** 2 + (p.alpha * weight * p.lambda_y) ** 2


def _blocks_inside(p: Point) -> Any:
    return both(1 + p.alpha * p.lambda_1 > 0, _block(p, p.u) < (1 + p.alpha * p.lambda_1) ** 2)


CAUSAL = Claim(
    id=f"{ID}.causal",
    title="With a causal mask the consensus attracts under the same condition",
    statement=(
        r"At a consensus at $v_1$ token $i$ attends to the first $i$ tokens with the weight $u = 1/i$ each, and the Jacobian of (3) with a "
        r"causal mask is block triangular with the tangent eigenvalues $(1+\alpha\lambda_j/i)/(1+\alpha\lambda_1)$, $\lambda_j = x + iy$ "
        r"complex or not. All are inside the unit disc if $\lambda_1 > 0$ and $|1+\alpha\lambda_j| < 1+\alpha\lambda_1$ for all $j \neq "
        r"1$: so where full attention makes it stable."
    ),
    source=SOURCE,
    parameters=(ALPHA, LAMBDA_1, X, Y, WEIGHT),
    hypotheses=(
        POSITIVE,
        Hypothesis(
            "decides",
            r"|1+\alpha\lambda_j| < 1+\alpha\lambda_1",
            lambda p: _block(p, 1) < (1 + p.alpha * p.lambda_1) ** 2,
        ),
        Hypothesis("weight", r"0 \le u \le 1", lambda p: both(p.u >= 0, p.u <= 1)),
    ),
    conclusion=Formula(_blocks_inside),
    witness={"alpha": "1", "lambda_1": "1", "lambda_x": "0", "lambda_y": "1", "u": "1/2"},
    evidence=(Decide(), Falsify(), Simulate(principal_seen.causal_spectra)),
    mutants=(drop("positive"), drop("decides"), drop("weight")),
    uses=(
        "beyond.causal_multihead.linearised",
        "power_method.lemma_10.normalisation",
        "power_method.asymmetric_value.spectrum",
    ),
)
CAUSAL_START = Claim(
    id=f"{ID}.causal_start",
    title="Nearly any start, causal attention",
    statement=(
        r"For (8) with a causal mask, symmetric nonsingular $V$, simple $\lambda_1 > 0$ and $\alpha\rho(V) < 1$: for almost all starts all "
        r"tokens converge to $v_1$, or all to $-v_1$."
    ),
    source=SOURCE,
    conclusion=Behaviour("causal attention, Assumption 1, short steps: almost all starts reach the consensus at v_1"),
    evidence=(
        Enclose(
            STABLE,
            principal_examples.causal_pair,
            refuting=True,
            precision="256 bits",
            setting=(
                principal_examples.is_causal,
                principal_examples.short,
                *(lazily("verify.equilibria.settings", name) for name in ("assumption_1", "bipartite")),
            ),
        ),
    ),
    note=(
        "The second token keeps to -v_1 where it attends to itself more than to the first. Starts with v_1^T x_i > 0 for all i do "
        "converge (beyond.causal_steps)."
    ),
)
