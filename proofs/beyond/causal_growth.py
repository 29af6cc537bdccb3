r"""Scores that grow: why the theorem on auto-regressive attention with ``V = I`` needs bounded P.

With ``P(t) = 4(1 + t) I`` on the unit sphere the second token attends more and more to itself: its attention to the first one is integrable
while they are 60 degrees apart, and it stops.
"""

from __future__ import annotations

from proofs.asymptotic.notation import ours
from proofs.asymptotic.worlds import causal_seen
from proofs.power_method.notation import both, equal
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Falsify, Simulate

LABEL = "Theorem on auto-regressive attention, V = I"
GROWTH = Claim(
    id="beyond.causal_growth",
    title="With growing scores an open set of starts never reaches the first token",
    statement=(
        r"Auto-regressive, one head, $V = I$, $n = 2$, any $d \ge 2$, $W = I$, $P(t) = 4(1 + t)I$: every start with "
        r"$x_1^{T}x_2 \le \frac14$ keeps $x_1^{T}x_2 < \frac12$ for all time. So the boundedness of $P$ cannot be dropped."
    ),
    source=ours(LABEL),
    parts=("beyond.causal_growth.rate", "beyond.causal_growth.total", "asymptotic.theorem_hemisphere.height"),
)
RATE = Claim(
    id="beyond.causal_growth.rate",
    title="The attention to the first token while the two are apart",
    statement=(
        r"$u = x_1^{T}x_2$ obeys $\dot u = a(1 - u^2)$, $a = 1/(1 + F)$, $F = e^{4(1 + t)(1 - u)}$. While $u \le \frac12$, $F "
        r"\ge 1/T$ with $T = e^{-2(1 + t)}$, so that $0 \le \dot u < T$."
    ),
    source=ours(LABEL),
    parameters=(Parameter("a"), Parameter("u"), Parameter("F", "positive"), Parameter("T", "positive")),
    hypotheses=(
        Hypothesis("softmax", r"a(1 + F) = 1", lambda p: equal(p.a * (1 + p.F), 1)),
        Hypothesis("apart", r"FT \ge 1", lambda p: p.F * p.T >= 1),
        Hypothesis("cosine", r"-1 \le u \le 1", lambda p: both(p.u >= -1, p.u <= 1)),
    ),
    conclusion=Formula(lambda p: both(p.a * (1 - p.u**2) >= 0, p.a * (1 - p.u**2) < p.T)),
    witness={"a": "1/9", "u": "0", "F": "8", "T": "1/8"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("softmax"), drop("apart"), drop("cosine")),
    uses=("asymptotic.theorem_hemisphere.height",),
)
TOTAL = Claim(
    id="beyond.causal_growth.total",
    title="What is gained in all time is not enough",
    statement=(
        r"$\int_0^\infty e^{-2(1 + t)}dt = \frac1{2E}$, $E = e^2 > 7$: from $u_0 \le \frac14$ at most $u_0 + \frac1{2E} < "
        r"\frac12$ is reached, so that the bound of the rate holds for all time."
    ),
    source=ours(LABEL),
    parameters=(Parameter("start"), Parameter("E", "positive")),
    hypotheses=(
        Hypothesis("start", r"u_0 \le \tfrac14", lambda p: 4 * p.start <= 1),
        Hypothesis("exponential", r"e^2 > 7", lambda p: p.E > 7),
    ),
    conclusion=Formula(lambda p: 2 * p.E * p.start + 1 < p.E),
    witness={"start": "0", "E": "8"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("start"), drop("exponential")),
)
EXPLICIT = Claim(
    id="beyond.causal_growth.explicit",
    title="The second token in closed form, whatever the scores do",
    statement=(
        r"$V_h = I$: $u = x_1^{T}Wx_2$ obeys $\dot u = w(1 - u^2)$, $w(t) = \sum_ha^h_{21}$, so that $\frac{d}{dt}\mathrm{artanh}\,u = "
        r"w$ and $u(t) = \tanh(\mathrm{artanh}\,u(0) + \int_0^tw)$: from every start but $x_2 = -x_1$ the second token reaches "
        r"the first exactly if $\int_0^\infty w = \infty$, for which $\int_0^\infty e^{-2M} = \infty$ with $|P_h(t)| \le M(t)$ suffices."
    ),
    source=ours(LABEL),
    parameters=(Parameter("w"), Parameter("u"), Parameter("rate"), Parameter("artanh_rate")),
    hypotheses=(
        Hypothesis("flow", r"\dot u = w(1 - u^2)", lambda p: equal(p.rate, p.w * (1 - p.u**2))),
        Hypothesis(
            "chain",
            r"(1 - u^2)\frac{d}{dt}\mathrm{artanh}\,u = \dot u",
            lambda p: equal((1 - p.u**2) * p.artanh_rate, p.rate),
        ),
        Hypothesis("apart", r"-1 < u < 1", lambda p: both(p.u > -1, p.u < 1)),
    ),
    conclusion=Formula(lambda p: equal(p.artanh_rate, p.w)),
    witness={"w": "1/2", "u": "0", "rate": "1/2", "artanh_rate": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("flow"), drop("chain"), drop("apart")),
    uses=("asymptotic.theorem_hemisphere.height", "asymptotic.theorem_hemisphere.softmax"),
)
SEEN = Claim(
    id="beyond.causal_growth.seen",
    title="Simulated: where the second token stops",
    statement=(
        r"$P(t) = 4(1 + t)I$, $u_0 = \frac14$: $u < \frac12$ at $t = 1000$; with $P = 4I$ constant the tokens have met within "
        r"$10^{-6}$ by then."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("with P(t) = 4(1+t) I the second token stops, with P = 4 I it does not"),
    evidence=(Simulate(causal_seen.growing),),
    uses=("beyond.causal_growth.rate", "beyond.causal_growth.total"),
)
