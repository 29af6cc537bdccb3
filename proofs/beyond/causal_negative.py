r"""Auto-regressive attention with a symmetric V whose largest eigenvalue is negative: the theorem fails for every such V."""

from __future__ import annotations

from proofs.asymptotic.worlds import causal_symmetric_seen
from proofs.beyond.causal_symmetric import ID, LAMBDA_1, LAMBDA_2, SOURCE, THEOREM_ID, real
from proofs.power_method.notation import both
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify, Simulate

SHARP = Claim(
    id=f"{ID}.sharp",
    title="Which consensus is stable where lambda_1 is negative",
    statement=(
        r"Let $\lambda_1 < 0$. The consensus of $n$ tokens at $v_1$ has only negative eigenvalues if $\lambda_2 < n\lambda_1$, "
        r"and a positive one, $\lambda_2/n - \lambda_1$, if $\lambda_2 > n\lambda_1$: with $n$ large enough it is unstable for "
        r"every such $V$."
    ),
    source=SOURCE,
    parameters=(LAMBDA_1, LAMBDA_2, Parameter("i", "integer", 1), Parameter("n", "integer", 1)),
    hypotheses=(
        Hypothesis("negative", r"\lambda_1 < 0", lambda p: p.lambda_1 < 0),
        Hypothesis("token", r"i \le n", lambda p: p.i <= p.n),
    ),
    conclusion=Formula(
        lambda p: (
            (~(p.lambda_2 < p.n * p.lambda_1) | (p.lambda_2 - p.i * p.lambda_1 < 0))
            & (~(p.lambda_2 > p.n * p.lambda_1) | (p.lambda_2 - p.n * p.lambda_1 > 0))
        )
    ),
    witness={"lambda_1": "-1", "lambda_2": "-3/2", "i": "1", "n": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("negative"), drop("token")),
    uses=(f"{THEOREM_ID}.spectrum",),
)
FAILS = Claim(
    id=f"{ID}.fails",
    title="With a negative largest eigenvalue the hemisphere is left, for every V",
    statement=(
        r"$W = I$, $n \ge 2$, $V$ symmetric, $\lambda_1 < 0$, $|P(t)|$ bounded. With $x_1 = v_1$, $q = v_1^{T}x_2$: $\dot q = "
        r"a_{21}\lambda_1(1 - q^2) + a_{22}(\lambda_1 - x_2^{T}Vx_2)q < 0$ for $-1 < q \le 0$, and also for small $q > 0$, "
        r"where $2(\lambda_1 - \lambda_d)q \le \omega|\lambda_1|(1 - q^2)$, $a_{21} \ge \omega > 0$. Starts there leave the "
        r"hemisphere, and $x_2 \to -v_1$."
    ),
    source=SOURCE,
    parameters=(LAMBDA_1, *real("a", "own", "gap", "q", "spread", "omega")),
    hypotheses=(
        Hypothesis("negative", r"\lambda_1 < 0", lambda p: p.lambda_1 < 0),
        Hypothesis(
            "weights",
            r"a_{21} \ge \omega > 0,\ 0 \le a_{22} \le 1",
            lambda p: both(p.a >= p.omega, p.omega > 0, p.own >= 0, p.own <= 1),
        ),
        Hypothesis(
            "Rayleigh",
            r"0 \le \lambda_1 - x^{T}Vx \le \lambda_1 - \lambda_d",
            lambda p: both(p.gap >= 0, p.gap <= p.spread),
        ),
        Hypothesis("inside", r"-1 < q < 1", lambda p: both(p.q > -1, p.q < 1)),
        Hypothesis(
            "small",
            r"2(\lambda_1 - \lambda_d)q \le \omega|\lambda_1|(1 - q^2)",
            lambda p: 2 * p.spread * p.q <= -p.omega * p.lambda_1 * (1 - p.q**2),
        ),
    ),
    conclusion=Formula(lambda p: p.a * p.lambda_1 * (1 - p.q**2) + p.own * p.gap * p.q < 0),
    witness={"lambda_1": "-1", "a": "1/2", "own": "1/2", "gap": "1/4", "q": "1/8", "spread": "1/2", "omega": "1/4"},
    evidence=(Decide(), Falsify(), Simulate(causal_symmetric_seen.negative_value)),
    mutants=(drop("negative"), drop("weights"), drop("Rayleigh"), drop("small")),
    uses=(f"{ID}.heights", "asymptotic.theorem_hemisphere.softmax"),
)
