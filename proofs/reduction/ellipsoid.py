r"""The ellipsoid ``x^T W x = 1`` is the unit sphere in other coordinates, and its flow is the limit of its step.

With ``W = S^T S`` and ``y = S x``: whatever is proved on the sphere for the matrices ``S V_h S^-1`` and ``S^-T P_h S^-1`` holds on
the ellipsoid for ``V_h`` and ``P_h``, in both times, for every number of heads, with and without mask.
"""

from __future__ import annotations

from proofs.reduction import ellipsoid_worlds as worlds
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Source, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

OURS = Source(label="reduction", origin="ours")
FREE = (worlds.free_ellipsoid, worlds.random_ellipsoid)
STEP = (worlds.symbolic_step, worlds.random_step)

ELLIPSOID = Claim(
    id="reduction.ellipsoid",
    title="The ellipsoid is the sphere in other coordinates",
    statement=(
        r"Let $S$ be invertible, $W = S^{T}S$. In the coordinates $y = Sx$ the step and the flow on $x^{T}Wx = 1$ "
        r"with matrices $V_h$, $P_h$ are those on the unit sphere with $SV_hS^{-1}$, $S^{-T}P_hS^{-1}$: step and "
        r"field of $XS^{T}$ are those of $X$, times $S^{T}$, for all $n$ and $d$, with and without causal mask."
    ),
    source=OURS,
    conclusion=Identity(worlds.conjugate, *FREE, "step and field (X S^T) on the sphere = (step and field X) S^T"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant("S for its transpose", conclusion=Identity(worlds.conjugate_back, *FREE, "step (X S) = step(X) S")),
    ),
    note="Shown with two heads; each head is a summand of s, so that the same words hold for any number.",
)
SELF_ADJOINT = Claim(
    id="reduction.ellipsoid.self_adjoint",
    title="What is symmetric on the sphere is W-self-adjoint on the ellipsoid",
    statement=(
        r"With $M = SVS^{-1}$: $S^{T}(M - M^{T})S = WV - V^{T}W$. So $M$ is symmetric if and only if $V$ is "
        r"self-adjoint for the inner product $u^{T}Wv$, which for $W \neq I$ is not $V = V^{T}$."
    ),
    source=OURS,
    conclusion=Identity(worlds.self_adjoint, *FREE, "S^T (M - M^T) S = W V - V^T W"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant("symmetric V", conclusion=Identity(worlds.self_adjoint_alone, *FREE, "S^T (M - M^T) S = V - V^T")),
    ),
)
FLOW_LIMIT = Claim(
    id="reduction.ellipsoid.flow_limit",
    title="The flow is the limit of the step",
    statement=(
        r"On the ellipsoid the step with step size $\tau$ is $x + \tau f(x)$ up to $\tau^2$, where $f$ is the field: "
        r"it is consistent of order one."
    ),
    source=OURS,
    parts=("reduction.ellipsoid.flow_limit.derivative", "reduction.ellipsoid.flow_limit.remainder"),
)
DERIVATIVE = Claim(
    id="reduction.ellipsoid.flow_limit.derivative",
    title="The derivative of the step in its step size is the field",
    statement=(
        r"With $q = x^{T}Wx$: $q^{2}\,\frac{d}{d\tau}\mathrm{step}(x)|_{\tau=0} = \sqrt{q}\,(q\,s - (x^{T}Ws)\,x)$, "
        r"for all $n$ and $d$. On the ellipsoid, $q = 1$, this is the field."
    ),
    source=OURS,
    conclusion=Identity(worlds.first_order, *STEP, "q^2 d step/d tau = sqrt(q) (q s - (x.W s) x)"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the part along x",
            conclusion=Identity(worlds.first_order_unprojected, *STEP, "q^2 d step/d tau = sqrt(q) q s"),
        ),
    ),
)
REMAINDER = Claim(
    id="reduction.ellipsoid.flow_limit.remainder",
    title="What is left is of second order",
    statement=(
        r"Let $x^{T}Wx = 1$, $a = \tau x^{T}Ws$, $b = \tau^2 s^{T}Ws \le \frac14$ and $r = \sqrt{1 + 2a + b}$, the "
        r"norm of $x + \tau s$. Then $\mathrm{step}(x) - x - \tau f(x) = (\frac1r - 1 + a)\,x + (\frac1r - 1)\,\tau "
        r"s$ with $|\frac1r - 1 + a| \le 4b$ and $(\frac1r - 1)^2 \le 4b$: its norm is at most $6\tau^2s^{T}Ws$."
    ),
    source=OURS,
    parameters=(Parameter("r", "positive"), Parameter("a"), Parameter("b")),
    hypotheses=(
        Hypothesis(
            "norm", r"r^2 = 1 + 2a + b", lambda p: (p.r**2 <= 1 + 2 * p.a + p.b) & (p.r**2 >= 1 + 2 * p.a + p.b)
        ),
        Hypothesis("Cauchy-Schwarz", r"a^2 \le b", lambda p: p.a**2 <= p.b),
        Hypothesis("short", r"b \le \tfrac14", lambda p: 4 * p.b <= 1),
    ),
    conclusion=Formula(
        lambda p: (
            (1 - p.r + p.a * p.r <= 4 * p.b * p.r)
            & (1 - p.r + p.a * p.r >= -4 * p.b * p.r)
            & ((1 - p.r) ** 2 <= 4 * p.b * p.r**2)
        )
    ),
    witness={"r": "1", "a": "-1/8", "b": "1/4"},
    evidence=(Decide(), Falsify(), Simulate(worlds.orders_seen)),
    mutants=(drop("norm"), drop("Cauchy-Schwarz"), drop("short")),
)
