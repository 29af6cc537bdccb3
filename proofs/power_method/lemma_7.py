"""Lemma 7 and Remark 3: ascent of ``f`` along the Oja system (9), without truncating in alpha, and what converges."""

from __future__ import annotations

from typing import Any

from proofs.power_method.d2_bipartite import PAIR_SEEN, REFUTED_BY_PAIR
from proofs.power_method.ensembles import OJA
from proofs.power_method.notation import (
    ALPHA,
    LAMBDA_1,
    LAMBDA_D,
    LAMBDA_J,
    NONSINGULAR_J,
    OJA_CONSENSUS,
    POSITIVE,
    N,
    inside,
    ours,
    restored,
)
from proofs.power_method.worlds import ascent
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Formula, Identity
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Falsify, Simulate
from verify.quantified import Limits
from verify.scenes import Scene

LEMMA_7 = Claim(
    id="power_method.lemma_7",
    title="Ascent and convergence of the Oja system",
    statement=(
        r"For $\alpha$ below an explicit bound $f(X) = \frac{n^2}{2}\bar x^{T}V\bar x$ never decreases along (9), so that "
        r"$X$ converges, and its limits are consensus or bipartite consensus points."
    ),
    source=restored(
        "Lemma 7", "the published bound comes from a second-order truncation and is not recoverable; ours is exact"
    ),
    parts=("power_method.lemma_7.ascent", "power_method.lemma_7.convergence", "power_method.lemma_7.limits"),
    published_uses=("power_method.lemma_1",),
    note=(
        "Ascent and convergence hold, under an exact bound on the step. The list of limits is false: the published "
        "argument ends with s collinear with x_i, recalls Lemma 1, and leaves out its third class, s = 0."
    ),
)

TOKEN_GAIN = Claim(
    id="power_method.lemma_7.token_gain",
    title="What one token's move gains",
    statement=(
        r"With $N = |x + \alpha s|$, $x^+ = (x + \alpha s)/N$ and $\Delta = x^+ - x$: "
        r"$\Delta^{T}s = \frac{N + 1}{2\alpha}|\Delta|^2$, exactly, for unit $x$ in any dimension."
    ),
    source=ours("Lemma 7"),
    conclusion=Identity(
        ascent.token_gain, ascent.symbolic_gain, ascent.random_gain, "Delta.s = (N+1)|Delta|^2/(2 alpha)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "to first order only",
            conclusion=Identity(
                ascent.token_gain_first_order, ascent.symbolic_gain, ascent.random_gain, "Delta.s = |Delta|^2/alpha"
            ),
        ),
    ),
)
FUNCTION_GAIN = Claim(
    id="power_method.lemma_7.function_gain",
    title="What one step gains",
    statement=(
        r"With $\delta = \bar x^+ - \bar x$: $f(X^+) - f(X) = n^2(\delta^{T}V\bar x + \tfrac12\delta^{T}V\delta)$ and "
        r"$\delta^{T}V\bar x = \frac1n\sum_i\Delta_i^{T}s$, for symmetric $V$."
    ),
    source=ours("Lemma 7"),
    conclusion=Identity(ascent.function_gain, ascent.free_gain, ascent.random_function_gain, "f+ - f, expanded"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the quadratic term",
            conclusion=Identity(
                ascent.function_gain_linear, ascent.free_gain, ascent.random_function_gain, "f+ - f, linear part"
            ),
        ),
    ),
)

GAIN = Hypothesis(
    "gain", r"G \ge \frac{1}{2\alpha} D", lambda p: 2 * p.alpha * p.G >= p.D
)  # lemma_7.token_gain with N >= 0, averaged over the tokens
CURVATURE = Hypothesis("curvature", r"Q \ge -\tfrac12\nu\,\delta_2", lambda p: -p.nu * p.delta_2 <= 2 * p.Q)
JENSEN = Hypothesis("mean", r"0 \le \delta_2 \le D", lambda p: (p.delta_2 >= 0) & (p.delta_2 <= p.D))
BOUND = Hypothesis("step size", r"\alpha\nu \le 1", lambda p: p.alpha * p.nu <= 1)
NU = Hypothesis("curvature bound", r"\nu = \max(0, -\lambda_d)", lambda p: p.nu >= 0)
SCALARS = tuple(Parameter(name) for name in ("nu", "G", "Q", "D", "delta_2"))

ASCENT = Claim(
    id="power_method.lemma_7.ascent",
    title="f never decreases if alpha max(0, -lambda_d) <= 1",
    statement=(
        r"If $\alpha\max(0, -\lambda_d) \le 1$ then $f(X^+) \ge f(X)$ for every $X$ where the step is defined: with "
        r"$G = \frac1n\sum_i\Delta_i^{T}s$, "
        r"$D = \frac1n\sum_i|\Delta_i|^2$, $\delta_2 = |\delta|^2 \le D$, $Q = \tfrac12\delta^{T}V\delta \ge -\tfrac12\nu\delta_2$ "
        r"one has $G + Q \ge 0$. For positive semidefinite $V$ every $\alpha$ will do."
    ),
    source=restored("Lemma 7", "an explicit bound, ours"),
    parameters=(ALPHA, *SCALARS),
    hypotheses=(GAIN, CURVATURE, JENSEN, NU, BOUND),
    conclusion=Formula(lambda p: p.G + p.Q >= 0),
    witness={"alpha": "1", "nu": "1", "G": "1", "Q": "0", "D": "1", "delta_2": "1"},
    evidence=(Decide(), Falsify(), Simulate(ascent.ascent_seen)),
    mutants=(
        drop("step size"),
        drop("gain"),
        drop("mean"),
        Mutant(
            "twice the step size",
            hypotheses=(Hypothesis("step size", r"\alpha\nu \le 2", lambda p: p.alpha * p.nu <= 2),),
        ),
    ),
    uses=("power_method.lemma_7.token_gain", "power_method.lemma_7.function_gain"),
)
RESIDUAL = Claim(
    id="power_method.lemma_7.residual",
    title="A small move means a small gradient",
    statement=(
        r"$\alpha P_x s = N P_x\Delta$ with $P_x = I - x x^{T}$, $|x| = 1$: hence $\alpha|P_x s| \le N|\Delta| \le "
        r"(1 + \alpha\rho(V))|\Delta|$, and $P_x s$ is the gradient of $f$ (up to $n$) along token $x$."
    ),
    source=ours("Lemma 7"),
    conclusion=Identity(ascent.residual, ascent.symbolic_residual, ascent.random_gain, "alpha P s = N P Delta"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without N",
            conclusion=Identity(
                ascent.residual_without_norm, ascent.symbolic_residual, ascent.random_gain, "alpha P s = P Delta"
            ),
        ),
    ),
)
CONVERGENCE = Claim(
    id="power_method.lemma_7.convergence",
    title="Every trajectory converges to one equilibrium",
    statement=(
        r"If $\alpha\max(0,-\lambda_d) < 1$ every trajectory of (9) along which the step stays defined converges "
        r"to a single equilibrium. With $r = \sqrt D$, "
        r"$g$ the (scaled) gradient norm and $\kappa > 0$: $G + Q \ge \kappa r^2$ and $\alpha g \le N r$ give the angle condition "
        r"$N(G + Q) \ge \kappa\alpha\,g\,r$ of descent methods on analytic functions."
    ),
    source=restored("Lemma 7"),
    parameters=(ALPHA, *(Parameter(name) for name in ("gain", "kappa", "r", "g", "N"))),
    hypotheses=(
        Hypothesis("ascent", r"G + Q \ge \kappa r^2", lambda p: p.gain >= p.kappa * p.r**2),
        Hypothesis("residual", r"\alpha g \le N r", lambda p: p.alpha * p.g <= p.N * p.r),
        Hypothesis(
            "signs", r"\kappa, r, g \ge 0,\ N > 0", lambda p: (p.kappa >= 0) & (p.r >= 0) & (p.g >= 0) & (p.N > 0)
        ),
    ),
    conclusion=Formula(lambda p: p.N * p.gain >= p.kappa * p.alpha * p.g * p.r),
    witness={"alpha": "1", "gain": "1", "kappa": "1", "r": "1", "g": "1", "N": "1"},
    evidence=(Decide(), Falsify(), Simulate(ascent.convergence_seen)),
    mutants=(drop("ascent"), drop("residual")),
    uses=("power_method.lemma_7.ascent", "beyond.ascent.rate", "power_method.lemma_7.residual"),
    cites=("absil_mahony_andrews",),
    note="The published argument gets convergence of f, and of the increments; that the state itself converges needs Lojasiewicz.",
)
LIMITS = Claim(
    id="power_method.lemma_7.limits",
    title="Limits are consensus or bipartite consensus points",
    statement="The limits of (9) are consensus or bipartite consensus points.",
    source=restored("Lemma 7"),
    conclusion=Limits(OJA, ("consensus", "bipartite"), starts="all"),
    evidence=(REFUTED_BY_PAIR, Falsify(), PAIR_SEEN),
    note=(
        "Polygonal equilibria are limits too: of themselves, and for n = 2, lambda_2 < 0 of an open set of starts, whose limits (x, -x) "
        "are not even on an eigenvector. The published argument ends with 's is collinear with x_i' and forgets s = 0."
    ),
)


def _attracting_cycle(p: Point) -> Any:
    """``+-v_d`` is a cycle of period two whose linearisation contracts."""
    b = p.alpha * p.lambda_d
    return (
        (1 + b < 0)
        & inside(closed_form.consensus_apart(b))
        & inside(closed_form.consensus_together(p.alpha * p.lambda_1, b))
        & inside(closed_form.consensus_together(p.alpha * p.lambda_j, b))
    )


REMARK_3 = Claim(
    id="power_method.remark_3",
    title="Trajectories generically converge to an equilibrium",
    statement=(
        r"Under Assumption 1 the trajectories of (9) generically converge to an equilibrium point; in particular no cycle "
        r"$\pm v_d$ attracts an open set."
    ),
    source=restored("Remark 3", "the remark names no step-size condition"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_J, LAMBDA_D, N),
    hypotheses=(
        POSITIVE,
        Hypothesis(
            "ordered",
            r"\lambda_d < \lambda_j < \lambda_1",
            lambda p: (p.lambda_d < p.lambda_j) & (p.lambda_j < p.lambda_1),
        ),
        NONSINGULAR_J,
    ),
    conclusion=Formula(
        lambda p: ~_attracting_cycle(p),
        Scene("oja", OJA_CONSENSUS.groups, at="lambda_d"),
        # Seen from step: v_d goes to -v_d and back (the systems are odd), and the Jacobian contracts.
        lambda facts: facts.fixed or facts.radius > 1 - facts.tolerance,
        _attracting_cycle,
    ),
    witness={"alpha": "1", "lambda_1": "1", "lambda_j": "1/2", "lambda_d": "-1/2", "n": "2"},
    evidence=(Decide(), Falsify()),
    uses=("power_method.lemma_3.complete", "reduction.antipodal"),
    published_uses=("power_method.lemma_7",),
    note=(
        "For long steps, alpha (|lambda_d| - lambda_1) > 2, the two-cycle +-v_d is asymptotically stable: an open set of starts never "
        "converges. Lemma 7's bound, or Theorem 2's condition, is a missing hypothesis; with alpha max(0, -lambda_d) < 1 every "
        "trajectory converges (lemma_7.convergence)."
    ),
)
