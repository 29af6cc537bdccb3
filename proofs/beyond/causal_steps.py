r"""Auto-regressive attention with a symmetric V in discrete time: skip connection and layer normalisation with step size tau.

Notation as in :mod:`proofs.beyond.causal_symmetric`: ``eta_i+ = (eta_i + tau sum_j w_ij V eta_j) / (1 + tau lambda_1 sum_j w_ij)``.
"""

from __future__ import annotations

from proofs.asymptotic.notation import ours
from proofs.asymptotic.worlds import causal_symmetric_seen
from proofs.beyond import causal_symmetric as flow
from proofs.power_method.notation import both
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Falsify, Simulate

SOURCE = ours("Discrete-time attention model")
ID = "beyond.causal_steps"
TAU = Parameter("tau", "positive")

FACTOR = Claim(
    id=f"{ID}.factor",
    title="A token's attention to itself contracts in a step",
    statement=(
        r"If $\lambda_1 \ge 0$, $\lambda_j < \lambda_1$, $\tau(-\lambda_j - \lambda_1) < 2$ and $0 < b \le 1$ then $|1 + \tau "
        r"b\lambda_j| < 1 + \tau b\lambda_1$: the linear part of $\eta_i^+$ from $\eta_i$ contracts, uniformly for $b = a_{ii} "
        r"\ge \beta > 0$."
    ),
    source=SOURCE,
    parameters=(TAU, Parameter("lambda_1"), Parameter("lambda_j"), Parameter("b")),
    hypotheses=(
        flow.NOT_NEGATIVE,
        Hypothesis("simple", r"\lambda_j < \lambda_1", lambda p: p.lambda_j < p.lambda_1),
        Hypothesis("step size", r"\tau(-\lambda_j - \lambda_1) < 2", lambda p: p.tau * (-p.lambda_j - p.lambda_1) < 2),
        Hypothesis("weight", r"0 < b \le 1", lambda p: both(p.b > 0, p.b <= 1)),
    ),
    conclusion=Formula(
        lambda p: both(
            1 + p.tau * p.b * p.lambda_j < 1 + p.tau * p.b * p.lambda_1,
            -1 - p.tau * p.b * p.lambda_j < 1 + p.tau * p.b * p.lambda_1,
        )
    ),
    witness={"tau": "1", "lambda_1": "1", "lambda_j": "-2", "b": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("simple"), drop("step size"), drop("weight")),
    uses=(f"{flow.ID}.stepped",),
)
EARLIER = Claim(
    id=f"{ID}.earlier",
    title="Earlier tokens near v_1 disturb a step little",
    statement=(
        r"With $D = 1 + \tau\lambda_1(b + \sum_{j<i}w_{ij})$ and $D|\eta_i^+| \le \varphi(1 + \tau\lambda_1b)h + \tau K(1 + "
        r"h)k$, $0 \le \varphi$, $\lambda_1 \ge 0$: $|\eta_i^+| \le \varphi h + \tau K(1 + h)k$. As $k = \max_{j<i}|\eta_j|$ "
        r"decays geometrically, so does $h$, if $\varphi < 1$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("after", "D", "own", "h", "phi", "disturbed")),
    hypotheses=(
        Hypothesis(
            "step",
            r"D|\eta_i^+| \le \varphi(1 + \tau\lambda_1b)h + \tau K(1 + h)k",
            lambda p: p.D * p.after <= p.phi * p.own * p.h + p.disturbed,
        ),
        Hypothesis("denominator", r"D \ge 1 + \tau\lambda_1b \ge 1", lambda p: both(p.own <= p.D, p.own >= 1)),
        Hypothesis("signs", r"h, \varphi, Kk \ge 0", lambda p: both(p.h >= 0, p.phi >= 0, p.disturbed >= 0)),
    ),
    conclusion=Formula(lambda p: p.after <= p.phi * p.h + p.disturbed),
    witness={"after": "1/2", "D": "2", "own": "1", "h": "1", "phi": "1", "disturbed": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("step"), drop("denominator"), drop("signs")),
    uses=(f"{flow.ID}.stepped", f"{flow.ID}.ratio"),
)
STEPS = Claim(
    id=ID,
    title="In discrete time: the step-size condition of the first token is enough",
    statement=(
        r"$x_i^+ = N_W(x_i + \tau s_i)$, auto-regressive, one head, any $W$, $P_t$ bounded, $V$ symmetric, $\lambda_1 \ge 0$ "
        r"simple, $\tau(-\lambda_d - \lambda_1) < 2$: all starts with $v_1^{T}x_i(0) > 0$ for all $i$ converge geometrically "
        r"to the consensus at $v_1$."
    ),
    source=SOURCE,
    parts=(
        *(f"{flow.ID}.{part}" for part in ("stepped", "sign", "ratio")),
        f"{ID}.factor",
        f"{ID}.earlier",
        "asymptotic.theorem_hemisphere.softmax",
    ),
    note=(
        "For the first token alone the condition is that of Theorem 1 of the power-method paper, where it is needed: "
        "beyond.remark_4_repaired."
    ),
)
SEEN = Claim(
    id=f"{ID}.seen",
    title="Simulated: steps near the largest size",
    statement=(
        r"10 random systems ($n = 5$, $d = 3$, random $W$, $\lambda_1 = 1$, $\tau$ at 0.9 of the bound or 1.8), random starts "
        r"with $v_1^{T}x_i > 0$: within $10^{-6}$ of $v_1$ after 500 steps."
    ),
    source=SOURCE,
    conclusion=Behaviour("causal steps with symmetric V: starts in the hemisphere of v_1 reach it"),
    evidence=(Simulate(causal_symmetric_seen.steps),),
)
