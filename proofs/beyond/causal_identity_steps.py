r"""Auto-regressive attention with ``V_h = I`` in discrete time: almost every start reaches the first token, for short steps.

Token i steps in the direction of ``y = alpha x + tau sum_{j<i} b_j x_j`` with ``alpha = 1 + tau b_ii``, and ``t = tau sum_{j<i} b_j``. The
argument is that of the flow (:mod:`proofs.asymptotic.causal_identity`); ``tau H < 1`` keeps ``|y|`` away from 0.
"""

from __future__ import annotations

from proofs.asymptotic.notation import ours
from proofs.asymptotic.worlds import causal_seen
from proofs.power_method.notation import both, equal
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Falsify, Simulate

SOURCE = ours("Discrete-time attention model")
ID = "beyond.causal_identity_steps"
SOFTMAX = "asymptotic.theorem_hemisphere.softmax"
TAU = Parameter("tau", "positive")

OPPOSITE = Claim(
    id=f"{ID}.opposite",
    title="Opposite tokens in discrete time, V = I",
    statement=(
        r"$V_h = I$, all tokens before $i$ at $x_1$, $x_i = -x_1$, $w = \sum_{j<i}b_{ij} > 0$: $\kappa_i = b_{ii} - w$, and where "
        r"$1 + \tau\kappa_i > 0$ the state is a fixed point of token $i$ with the eigenvalue $(1 + \tau b_{ii})/(1 + "
        r"\tau\kappa_i) > 1$. Where $1 + \tau\kappa_i < 0$ one step takes token $i$ to $x_1$."
    ),
    source=SOURCE,
    parameters=(TAU, Parameter("own"), Parameter("w", "positive"), Parameter("kappa")),
    hypotheses=(
        Hypothesis("fixed", r"1 + \tau\kappa_i > 0", lambda p: 1 + p.tau * p.kappa > 0),
        Hypothesis("kappa", r"\kappa_i = b_{ii} - w", lambda p: equal(p.kappa, p.own - p.w)),
    ),
    conclusion=Formula(lambda p: (1 + p.tau * p.own) / (1 + p.tau * p.kappa) > 1),
    witness={"tau": "1", "own": "1/2", "w": "1/2", "kappa": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("kappa"), drop("fixed")),
    uses=("asymptotic.theorem_causal_identity.linearised", "beyond.two_times.jacobian"),
)
GAIN = Claim(
    id=f"{ID}.gain",
    title="One step takes a token nearer to the first, if the earlier ones are there",
    statement=(
        r"$y = \alpha x + tx_1$ with $\alpha, t > 0$, $c = x_1^{T}Wx$, $-1 < c < 1$: $N^2 = y^{T}Wy = \alpha^2 + 2\alpha tc + "
        r"t^2$ and $c^+ = (\alpha c + t)/N > c$. With $\alpha$ and $t$ between positive bounds the gain has a lower bound for "
        r"$|c| \le 1 - \delta$, and keeps half of it where the earlier tokens are near $x_1$."
    ),
    source=SOURCE,
    parameters=(Parameter("alpha", "positive"), Parameter("t", "positive"), Parameter("N", "positive"), Parameter("c")),
    hypotheses=(
        Hypothesis(
            "norm",
            r"N^2 = \alpha^2 + 2\alpha tc + t^2",
            lambda p: equal(p.N**2, p.alpha**2 + 2 * p.alpha * p.t * p.c + p.t**2),
        ),
        Hypothesis("between", r"-1 < c < 1", lambda p: both(p.c > -1, p.c < 1)),
    ),
    conclusion=Formula(lambda p: p.alpha * p.c + p.t > p.c * p.N),
    witness={"alpha": "3", "t": "4", "N": "5", "c": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("norm"), drop("between")),
)
EXPANDS = Claim(
    id=f"{ID}.expands",
    title="Near the opposite of the first token two copies drive apart in each step",
    statement=(
        r"If $0 < t < \alpha$, $0 \le \kappa \le 1$ and $\kappa(3 + \alpha) \le t$ then $\alpha/(\alpha - t + \kappa) - \kappa > 1$."
    ),
    source=SOURCE,
    parameters=(Parameter("alpha", "positive"), Parameter("t", "positive"), Parameter("kappa")),
    hypotheses=(
        Hypothesis("short", r"t < \alpha", lambda p: p.t < p.alpha),
        Hypothesis(
            "late",
            r"0 \le \kappa \le 1,\ \kappa(3 + \alpha) \le t",
            lambda p: both(p.kappa >= 0, p.kappa <= 1, p.kappa * (3 + p.alpha) <= p.t),
        ),
    ),
    conclusion=Formula(lambda p: p.alpha > (1 + p.kappa) * (p.alpha - p.t + p.kappa)),
    witness={"alpha": "1", "t": "1/2", "kappa": "1/16"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("late"),),
)
ONE_START = Claim(
    id=f"{ID}.one_start",
    title="At most one start at a late step tends to the opposite of the first token",
    statement=(
        r"$\tau H < 1$: $|y| \ge \alpha - t \ge 1 - \tau H > 0$. Let two copies $x$, $x'$ of token $i$ stay within $\delta$ of "
        r"$-x_1$ and the earlier tokens within $e$ of $x_1$. In the coordinates $\xi = x - (x_1^{T}Wx)x_1$: $\xi^+ = "
        r"(\alpha\xi + \tau\sum_jb_j\xi_j)/|y|$, $|\xi_j| \le e$, $|y| \le \alpha - t + \kappa$, and the differences of "
        r"$\alpha/|y|$ and $b_j/|y|$ are Lipschitz, so that $|\xi^+ - \xi'^+| \ge (\alpha/(\alpha - t + \kappa) - \kappa)|\xi "
        r"- \xi'|$, $\kappa = C(\delta + e)$ with $C$ a function of $\tau$, $H$, $n$ and the bound of the scores: the copies "
        r"drive apart geometrically unless they are equal."
    ),
    source=SOURCE,
    parts=(f"{ID}.expands", SOFTMAX),
)
ALMOST_ALL = Claim(
    id=ID,
    title="In discrete time almost every start reaches the first token",
    statement=(
        r"$x_i^+ = N_W(x_i + \tau s_i)$, auto-regressive, $V_h = I$, $H$ heads, $P_h$ bounded (any sequence in time), $\tau H < 1$, $d \ge "
        r"2$: the starts from which not all tokens converge to $x_1$ are a null set. Each token tends to $x_1$ or to $-x_1$; for "
        r"given earlier tokens at most one place at a late step tends to $-x_1$, and its preimage under finitely many steps of token "
        r"$i$ is a null set: they are an analytic map, not constant, because $|y| > 0$ along the homotopy from $x$ to $y$."
    ),
    source=SOURCE,
    parts=(
        "asymptotic.theorem_causal_identity.first_token",
        f"{ID}.gain",
        f"{ID}.one_start",
        f"{ID}.opposite",
        SOFTMAX,
    ),
)
SEEN = Claim(
    id=f"{ID}.seen",
    title="Simulated: steps with two heads",
    statement=(
        r"10 random systems ($n = 5$, $d = 3$, random $W$, two heads, $|P_h| \le 1$, $\tau = 0.45$, $P_h$ times random signs "
        r"at each step), uniform starts: within $10^{-6}$ of the first token after 1000 steps."
    ),
    source=SOURCE,
    conclusion=Behaviour("causal steps with V = I: uniform starts reach the first token"),
    evidence=(Simulate(causal_seen.identity_steps),),
)
