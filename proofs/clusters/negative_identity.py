"""V = -I, Q^T K = I: all tokens converge to 0, and slowly."""

from __future__ import annotations

from proofs.clusters.notation import ours, restored
from proofs.clusters.worlds import energy, negative
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify, Simulate

LABEL = "V = -I"
ID = "clusters.negative_identity"
SOURCE = ours(LABEL)
THEOREM = Claim(
    id=ID,
    title="V = -I: all tokens converge to 0",
    statement=(
        r"Let $V = -I$ and $Q^{T}K = I$. For all $n$, $d$ and all initial tokens, every $x_i(t)$ (not rescaled) converges to $0$ as "
        r"$t \to \infty$."
    ),
    source=restored(LABEL),
    parts=(
        f"{ID}.gradient",
        f"{ID}.decrease",
        f"{ID}.bounded",
        f"{ID}.pairing",
        f"{ID}.sign",
        f"{ID}.only_zero",
    ),
    note=(
        "W = sum_ij e^{<x_i, x_j>} decreases strictly off its critical points, trajectories are bounded, and 0 is the only critical point: "
        "LaSalle. With x = B^{-1} y the same holds for V = -I and any symmetric positive definite Q^T K. The mean decays faster, seen "
        "like t^{-5/2}; the tokens themselves only like t^{-1/2} (clusters.negative_identity.rate)."
    ),
)
GRADIENT = Claim(
    id=f"{ID}.gradient",
    title="The flow is a gradient flow with positive factors",
    statement=(
        r"The derivative of $W = \sum_{ij}e^{\langle x_i, x_j\rangle}$ along any $H$ is $2\sum_i\langle h_i, g_i\rangle$, $g_i = "
        r"\sum_je^{\langle x_i, x_j\rangle}x_j$, for all $n$ and $d$; the flow is $\dot x_i = -g_i/Z_i$, $Z_i = \sum_je^{\langle x_i, "
        r"x_j\rangle} > 0$."
    ),
    source=SOURCE,
    conclusion=Identity(
        energy.interaction_gradient,
        energy.symbolic_interaction,
        energy.random_interaction,
        "DW[H] = 2 sum h_i . sum_j e^{x_i.x_j} x_j",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "once",
            conclusion=Identity(
                energy.interaction_gradient_once,
                energy.symbolic_interaction,
                energy.random_interaction,
                "DW[H] = sum h_i . sum_j e^{x_i.x_j} x_j",
            ),
        ),
    ),
)
DECREASE = Claim(
    id=f"{ID}.decrease",
    title="W decreases off its critical points",
    statement=(
        r"Each token contributes $2\langle\dot x_i, g_i\rangle = -2|g_i|^2/Z_i \le 0$ to $\dot W$, with equality only if $g_i = 0$. Here "
        r"$q = |g_i|^2$ and $r\,Z_i = q$."
    ),
    source=SOURCE,
    parameters=(Parameter("q"), Parameter("Z", "positive"), Parameter("r")),
    hypotheses=(
        Hypothesis("square", r"|g_i|^2 \ge 0", lambda p: p.q >= 0),
        Hypothesis("quotient", r"r = |g_i|^2/Z_i", lambda p: equal(p.r * p.Z, p.q)),
    ),
    conclusion=Formula(lambda p: (-2 * p.r <= 0) & ((-2 * p.r < 0) | equal(p.q, 0))),
    witness={"q": "1", "Z": "2", "r": "1/2"},
    evidence=(Decide(), Falsify(), Simulate(negative.interaction_decreases)),
    mutants=(drop("square"), drop("quotient")),
    uses=(f"{ID}.gradient",),
)
BOUNDED = Claim(
    id=f"{ID}.bounded",
    title="Trajectories are bounded",
    statement=(
        r"All terms of $W$ are positive, so $e^{|x_i|^2} \le W \le W(0)$; with $e^y \ge 1 + y$: $|x_i|^2 \le W(0) - 1$. Here $E = "
        r"e^{|x_i|^2}$ and the others add up to a positive number."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("y", "E", "others", "W", "W_0")),
    hypotheses=(
        Hypothesis("exponential", r"e^y \ge 1 + y", lambda p: 1 + p.y <= p.E),
        Hypothesis(
            "sum",
            r"W = E + \text{others},\ \text{others} \ge 0",
            lambda p: equal(p.W, p.E + p.others) & (p.others >= 0),
        ),
        Hypothesis("decreasing", r"W \le W(0)", lambda p: p.W <= p.W_0),
    ),
    conclusion=Formula(lambda p: p.y <= p.W_0 - 1),
    witness={"y": "0", "E": "1", "others": "0", "W": "1", "W_0": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("exponential"), drop("sum"), drop("decreasing")),
)
ONLY_ZERO = Claim(
    id=f"{ID}.only_zero",
    title="0 is the only critical point",
    statement=(
        r"At a critical point all $g_i = 0$, so $0 = \sum_i\langle x_i, g_i\rangle = \sum_{ij}s_{ij}e^{s_{ij}}$, $s_{ij} = \langle x_i, "
        r"x_j\rangle$. Each $s(e^s - 1) \ge 0$ as $e^s - 1$ has the sign of $s$; so $0 \ge |\sum_ix_i|^2 + \sum_is_{ii}(e^{s_{ii}} - 1) "
        r"\ge \sum_i|x_i|^4$, and $x = 0$. Here for one token, $y = s_{ii} = |x_i|^2$, $E = e^y$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("y", "E", "square", "others")),
    hypotheses=(
        Hypothesis("exponential", r"e^y \ge 1 + y", lambda p: 1 + p.y <= p.E),
        Hypothesis("length", r"|x_i|^2 \ge 0", lambda p: p.y >= 0),
        Hypothesis(
            "signs", r"|\sum x|^2 \ge 0,\ \text{other terms} \ge 0", lambda p: (p.square >= 0) & (p.others >= 0)
        ),
        Hypothesis(
            "critical",
            r"|\sum_ix_i|^2 + \sum_{ij}s_{ij}(e^{s_{ij}} - 1) = 0",
            lambda p: equal(p.square + p.y * (p.E - 1) + p.others, 0),
        ),
    ),
    conclusion=Formula(lambda p: equal(p.y, 0)),
    witness={"y": "0", "E": "1", "square": "0", "others": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("exponential"), drop("length"), drop("signs"), drop("critical")),
    uses=(f"{ID}.gradient", f"{ID}.pairing", f"{ID}.sign"),
)
PAIRING = Claim(
    id=f"{ID}.pairing",
    title="The sum over tokens is a sum over pairs",
    statement=(
        r"$\sum_i\langle x_i, g_i\rangle = \sum_{ij}s_{ij}e^{s_{ij}}$ with $s_{ij} = \langle x_i, x_j\rangle$, for all $n$ and $d$."
    ),
    source=SOURCE,
    conclusion=Identity(
        energy.pairing, energy.symbolic_interaction, energy.random_interaction, "sum_i x_i . g_i = sum_ij s_ij e^{s_ij}"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the score",
            conclusion=Identity(
                energy.pairing_unweighted,
                energy.symbolic_interaction,
                energy.random_interaction,
                "sum_i x_i . g_i = sum_ij e^{s_ij}",
            ),
        ),
    ),
)
SIGN = Claim(
    id=f"{ID}.sign",
    title="s (e^s - 1) is not negative",
    statement=r"With $E = e^s$, $F = e^{-s}$, $EF = 1$, $E \ge 1 + s$ and $F \ge 1 - s$: $s(E - 1) \ge 0$.",
    source=SOURCE,
    parameters=(Parameter("s"), Parameter("E", "positive"), Parameter("F", "positive")),
    hypotheses=(
        Hypothesis("inverse", r"EF = 1", lambda p: equal(p.E * p.F, 1)),
        Hypothesis("above", r"e^s \ge 1 + s", lambda p: 1 + p.s <= p.E),
        Hypothesis("below", r"e^{-s} \ge 1 - s", lambda p: 1 - p.s <= p.F),
    ),
    conclusion=Formula(lambda p: p.s * (p.E - 1) >= 0),
    witness={"s": "0", "E": "1", "F": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("above"), drop("below")),
)
PAIR = Claim(
    id=f"{ID}.pair",
    title="The flow of two opposite tokens",
    statement=r"$d = 1$, tokens $x, -x$: $\dot x = -x\tanh x^2$, and the tokens stay opposite.",
    source=SOURCE,
    conclusion=Behaviour("x' = -x tanh(x^2) for the tokens x and -x with V = -1, Q^T K = 1"),
    evidence=(Exact(negative.slow_pair, negative.opposite_pair),),
    mutants=(
        Mutant("not opposite", example=negative.uneven_pair),
        Mutant("V = -2", example=negative.stronger_value),
    ),
)
RATE = Claim(
    id=f"{ID}.rate",
    title="Two opposite tokens converge no faster than t^{-1/2}",
    statement=(
        r"$d = 1$, tokens $x, -x$: $\dot x = -x\tanh x^2$. As $\tanh w \le w$, $w = x^2$ obeys $\dot w = -2w\tanh w \ge -2w^2$, so that "
        r"$\frac{d}{dt}(1/w) \le 2$ and $w(t) \ge 1/(1/w(0) + 2t)$. Here $T = \tanh w$."
    ),
    source=SOURCE,
    parameters=(Parameter("w", "positive"), Parameter("T"), Parameter("rate")),
    hypotheses=(
        Hypothesis("tanh", r"\tanh w \le w", lambda p: p.w >= p.T),
        Hypothesis("flow", r"w^2\tfrac{d}{dt}(1/w) = 2w\tanh w", lambda p: equal(p.rate * p.w**2, 2 * p.w * p.T)),
    ),
    conclusion=Formula(lambda p: p.rate <= 2),
    witness={"w": "1", "T": "1/2", "rate": "1"},
    evidence=(Decide(), Falsify(), Simulate(negative.pair_rate)),
    mutants=(drop("tanh"), drop("flow")),
    uses=(f"{ID}.pair",),
)
SEEN = Claim(
    id=f"{ID}.seen",
    title="Random tokens go to 0 like t^{-1/2}, their mean faster",
    statement=(
        r"12 random starts ($d \le 3$, $n = 5$) followed to $t = 400$: every token is shorter than $0.1$, the mean is shorter than "
        r"$10^{-3}$, and $2t\cdot\frac1n\sum_i|x_i|^2$ is within $10\%$ of $d$: in each of the $d$ directions the second moment decays "
        r"like $1/(2t)$."
    ),
    source=SOURCE,
    conclusion=Behaviour("12 random starts with V = -I go to 0, the second moment like d/(2t)"),
    evidence=(Simulate(negative.goes_to_zero),),
    uses=(ID,),
)
ATTRACTING_SCORES = Claim(
    id=f"{ID}.needed",
    title="The sign of Q^T K is needed",
    statement=(
        r"With $V = -I$ and $Q^{T}K = -I$ the tokens $x, -x$ obey $\dot x = x\tanh x^2$: $\frac{d}{dt}(1/w) = -2\tanh(w)/w < 0$, they move "
        r"away from $0$."
    ),
    source=SOURCE,
    parameters=(Parameter("w", "positive"), Parameter("T"), Parameter("rate")),
    hypotheses=(
        Hypothesis("tanh", r"\tanh w > 0", lambda p: p.T > 0),
        Hypothesis("flow", r"\tfrac{d}{dt}w = 2w\tanh w", lambda p: equal(p.rate, 2 * p.w * p.T)),
    ),
    conclusion=Formula(lambda p: p.rate > 0),
    witness={"w": "1", "T": "1/2", "rate": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("tanh"), drop("flow")),
)
