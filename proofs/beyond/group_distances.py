"""Groups of tokens at x and at -x: on the way to f = 0 from below they do not shrink to points.

The product of all distances inside the two groups, times ``exp(c f)``, never decreases, and at a state with half of the
tokens at x and half at -x it would have to be zero.
"""

from __future__ import annotations

from proofs.beyond import _pair_worlds as worlds
from proofs.beyond._later import seen
from proofs.beyond.limits import STEP_SIZE
from proofs.power_method.notation import equal, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

SOURCE = ours("Theorem 2")

DISTANCE = Claim(
    id="beyond.almost_global.distance",
    title="The distance of two tokens after a step",
    statement=r"$N_1N_2|x_1^+ - x_2^+|^2 = |x_1 - x_2|^2 - (N_1 - N_2)^2$, exactly, in any dimension.",
    source=SOURCE,
    conclusion=Identity(
        worlds.distance, worlds.symbolic_pair, worlds.random_pair, "N1 N2 |x1+ - x2+|^2 = |x1 - x2|^2 - (N1 - N2)^2"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "norms taken for equal",
            conclusion=Identity(
                worlds.distance_kept, worlds.symbolic_pair, worlds.random_pair, "N1 N2 |x1+ - x2+|^2 = |x1 - x2|^2"
            ),
        ),
    ),
)
NORMS = Claim(
    id="beyond.almost_global.norms",
    title="How far two norms differ",
    statement=(
        r"With $e = x_1 - x_2$ and $P_i = I - x_ix_i^{T}$: $(N_1 + N_2)(N_1 - N_2) = 2\alpha\,s^{T}e$, "
        r"$(4 - |e|^2)\,s^{T}e = 2(P_1s + P_2s)^{T}e$, and $N_i^2 = (1 + \alpha s^{T}x_i)^2 + \alpha^2|P_is|^2$."
    ),
    source=SOURCE,
    conclusion=Identity(worlds.norms, worlds.symbolic_pair, worlds.random_pair, "N1^2 - N2^2, s.e, N^2"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "chords without curvature",
            conclusion=Identity(
                worlds.norms_without_chord, worlds.symbolic_pair, worlds.random_pair, "4 s.e = 2(P1 s + P2 s).e"
            ),
        ),
    ),
)
CHORD = Claim(
    id="beyond.almost_global.chord",
    title="What the push has along a short chord",
    statement=(
        r"Let $|e|^2 \le 2$ and $t_i = \alpha|P_is|$, $u = \alpha s^{T}e$. The identity and Cauchy-Schwarz, $|u|(4 - |e|^2) \le 2(t_1 + "
        r"t_2)|e|$, give $|u| \le (t_1 + t_2)|e|$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("e", "u", "t")),
    hypotheses=(
        Hypothesis("near", r"0 \le |e|,\ |e|^2 \le 2", lambda p: (p.e >= 0) & (p.e**2 <= 2)),
        Hypothesis("moves", r"t = t_1 + t_2 \ge 0", lambda p: p.t >= 0),
        Hypothesis(
            "chord",
            r"|u|(4 - |e|^2) \le 2t|e|",
            lambda p: (p.u * (4 - p.e**2) <= 2 * p.t * p.e) & (-p.u * (4 - p.e**2) <= 2 * p.t * p.e),
        ),
    ),
    conclusion=Formula(lambda p: (p.u <= p.t * p.e) & (-p.u <= p.t * p.e)),
    witness={"e": "1", "u": "1/2", "t": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("near"), drop("chord")),
    uses=("beyond.almost_global.norms",),
)
PAIR = Claim(
    id="beyond.almost_global.pair",
    title="Two tokens of a group approach each other only as far as they move",
    statement=(
        r"If moreover $N_1, N_2 \ge \frac12$ then $|N_1 - N_2| \le 2(t_1 + t_2)|e|$, and $(N_1 - N_2)^2 \le 8(t_1^2 + t_2^2)|e|^2$ by "
        r"$(a+b)^2 \le 2a^2 + 2b^2$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("total", "difference", "u", "t", "e")),
    hypotheses=(
        Hypothesis("norms", r"N_1 + N_2 \ge 1", lambda p: p.total >= 1),
        Hypothesis("chord", r"|u| \le (t_1 + t_2)|e|", lambda p: (p.u <= p.t * p.e) & (-p.u <= p.t * p.e)),
        Hypothesis("difference", r"(N_1 - N_2)(N_1 + N_2) = 2u", lambda p: equal(p.difference * p.total, 2 * p.u)),
    ),
    conclusion=Formula(lambda p: (p.difference <= 2 * p.t * p.e) & (-p.difference <= 2 * p.t * p.e)),
    witness={"total": "2", "difference": "1", "u": "1", "t": "1", "e": "1"},
    evidence=(Decide(), Simulate(seen("_global_seen", "chords_seen"))),
    mutants=(drop("norms"), drop("chord"), drop("difference")),
    uses=("beyond.almost_global.norms", "beyond.almost_global.chord"),
)
NORM = Claim(
    id="beyond.almost_global.norm",
    title="The logarithm of one norm",
    statement=(
        r"With $w = \alpha s^{T}x$, $|w| \le \frac12$, $t = \alpha|Ps|$, $N^2 = (1+w)^2 + t^2$ and $L = \log N^2$, which by "
        r"$\log y \le y - 1$ is at most $2w + N^2/(1+w)^2 - 1$: $L \le 2w + 4t^2$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("w", "t", "L", "S")),
    hypotheses=(
        Hypothesis("small", r"|w| \le \tfrac12", lambda p: (2 * p.w <= 1) & (2 * p.w >= -1)),
        Hypothesis("norm", r"S = N^2 = (1+w)^2 + t^2", lambda p: equal(p.S, (1 + p.w) ** 2 + p.t**2)),
        Hypothesis("logarithm", r"L \le 2w + S/(1+w)^2 - 1", lambda p: (p.L - 2 * p.w + 1) * (1 + p.w) ** 2 <= p.S),
    ),
    conclusion=Formula(lambda p: 2 * p.w + 4 * p.t**2 >= p.L),
    witness={"w": "0", "t": "1", "S": "2", "L": "1/2"},
    evidence=(Decide(),),
    mutants=(drop("small"), drop("norm"), drop("logarithm")),
    uses=("beyond.almost_global.norms",),
)
SPREAD = Claim(
    id="beyond.almost_global.spread",
    title="On the way up to f = 0 groups do not shrink to points",
    statement=(
        r"Let $n = 2m$, all tokens within $|e|^2 \le 2$ of the others of their group, $\frac12 \le N_i \le 2$, "
        r"$\alpha|s| \le \frac12$, all "
        r"$8(t_i^2+t_j^2) \le \frac12$, and $f \le 0$. $E$, the product of all $m(m-1)$ distances inside the two groups, satisfies "
        r"$\log E^2(X^+) - \log E^2(X) = \sum_{pairs}\log(1 - v_{ij}) - \frac{m-1}{2}\sum_i\log N_i^2$, $v_{ij} = (N_i-N_j)^2/|e_{ij}|^2$. "
        r"With $T = \sum_i t_i^2 \le 4nD$: $\log E^2 + c f$ does not decrease, $c = 72(m-1)/(n\kappa)$."
    ),
    source=SOURCE,
    parameters=(
        Parameter("m", "integer", 1),
        *(Parameter(name) for name in ("T", "D", "kappa", "gain", "f_2", "pairs", "norms", "c", "change")),
    ),
    hypotheses=(
        Hypothesis("pairs", r"\sum\log(1-v) \ge -2\sum v \ge -16(m-1)T", lambda p: p.pairs >= -16 * (p.m - 1) * p.T),
        Hypothesis(
            "norms",
            r"\sum_i\log N_i^2 \le 2\alpha n\,s^{T}\bar x + 4T,\ s^{T}\bar x = 2f/n^2",
            lambda p: p.norms <= 2 * p.f_2 + 4 * p.T,
        ),
        Hypothesis("below", r"f \le 0", lambda p: p.f_2 <= 0),
        Hypothesis("moves", r"0 \le T \le 4nD", lambda p: (p.T >= 0) & (8 * p.m * p.D >= p.T)),
        Hypothesis("rate", r"f^+ - f \ge n^2\kappa D", lambda p: p.gain >= 4 * p.m**2 * p.kappa * p.D),
        Hypothesis(
            "constant",
            r"c = 72(m-1)/(n\kappa),\ \kappa > 0",
            lambda p: equal(p.c * 2 * p.m * p.kappa, 72 * (p.m - 1)) & (p.kappa > 0),
        ),
        Hypothesis("change", r"\text{of } \log E^2", lambda p: equal(2 * p.change, 2 * p.pairs - (p.m - 1) * p.norms)),
    ),
    conclusion=Formula(lambda p: p.change + p.c * p.gain >= 0),
    witness={
        "m": "2",
        "T": "1",
        "D": "1",
        "kappa": "1",
        "gain": "16",
        "f_2": "0",
        "pairs": "0",
        "norms": "0",
        "c": "18",
        "change": "0",
    },
    evidence=(Decide(), Simulate(seen("_global_seen", "spread_seen"))),
    mutants=(drop("pairs"), drop("norms"), drop("below"), drop("moves"), drop("rate")),
    uses=(
        "beyond.almost_global.distance",
        "beyond.almost_global.pair",
        "beyond.almost_global.norm",
        "beyond.ascent.rate",
        "power_method.lemma_7.residual",
    ),
)
ON_A_LINE = Claim(
    id="beyond.almost_global.on_a_line",
    title="Polygonal states on a line are reached from a null set, n >= 4",
    statement=(
        rf"Let $V$ be symmetric, $\lambda_1 > 0$, and {STEP_SIZE}. A trajectory that converges to a state with half of its "
        r"$n \ge 4$ tokens at $x$ and half at $-x$, any unit $x$, has $f \le 0$ throughout (ascent) and, near its end, two equal tokens: "
        r"else $\log E^2 \ge const - c f \ge const$ although all distances inside the groups go to zero. States with two equal tokens are "
        r"a null set, and so are the starts that ever meet it (beyond.almost_global.null_sets)."
    ),
    source=SOURCE,
    parts=(
        "beyond.ascent.rate",
        "beyond.almost_global.distance",
        "beyond.almost_global.norms",
        "beyond.almost_global.chord",
        "beyond.almost_global.pair",
        "beyond.almost_global.norm",
        "beyond.almost_global.spread",
        "beyond.almost_global.null_sets",
    ),
    note=(
        "No eigenvalue shows this: for lambda_2 < 0 and x near v_1 all tangent eigenvalues of such a state are in [-1, 1]. Nor is "
        "anything else asked of the eigenvalues of V."
    ),
)
