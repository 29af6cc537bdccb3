r"""Which hypotheses of the theorem on hemispheres are needed: how fast scores may grow, and in which direction.

Notation as in :mod:`proofs.asymptotic.hemisphere`.
"""

from __future__ import annotations

from proofs.asymptotic.hemisphere import OURS, THEOREM_ID, identity, positive, real
from proofs.asymptotic.worlds import hemisphere as world
from proofs.beyond.worlds import hemisphere as beyond
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Mutant, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

# ------------------------------------------------------------------ two tokens

GAP = Claim(
    id="beyond.hemisphere_growth.gap",
    title="Two tokens with scores c times the identity",
    statement=(
        r"$n = 2$, one head, $V = I$, $P = cI$, unit tokens, $g = 1 - x_1^{T}x_2$: $\dot g = -\frac{2g(2 - g)}{1 + "
        r"e^{cg}}$. (With $1 - (1-g)^2 = g(2-g)$; derived in the plane of the tokens, which $V$ and $P$ keep.)"
    ),
    source=OURS,
    conclusion=Identity(
        beyond.pair, beyond.symbolic_pair, beyond.random_pair, "d(x_1.x_2) = 2 (1 - g^2) e^{cg}/(e^c + e^{cg})"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "weights of the token itself",
            conclusion=Identity(
                beyond.pair_with_the_own_weights, beyond.symbolic_pair, beyond.random_pair, "with e^c in the numerator"
            ),
        ),
    ),
    uses=("reduction.invariant_subspace",),
)
SLOWED = Claim(
    id="beyond.hemisphere_growth.slowed",
    title="Large scores slow two tokens down",
    statement=r"If $e^{cg} \ge q > 0$ then $\dot g = -2g(2 - g)/(1 + e^{cg}) \ge -2/q$.",
    source=OURS,
    parameters=(*positive("q"), *real("g", "e", "rate")),
    hypotheses=(
        Hypothesis(
            "flow", r"\dot g(1 + e^{cg}) = -2g(2 - g)", lambda p: equal(p.rate * (1 + p.e), -2 * p.g * (2 - p.g))
        ),
        Hypothesis("scores", r"e^{cg} \ge q", lambda p: p.e >= p.q),
    ),
    conclusion=Formula(lambda p: p.rate * p.q >= -2),
    witness={"q": "2", "g": "1", "e": "3", "rate": "-1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("flow"), drop("scores")),
    uses=("beyond.hemisphere_growth.gap",),
)
PULLED = Claim(
    id="beyond.hemisphere_growth.pulled",
    title="Scores that grow slowly leave enough attention",
    statement=(r"If $0 \le g \le g_0 \le 2$ and $e^{cg} \le s$ then $\dot g \le -\frac{2(2 - g_0)}{1 + s}g$."),
    source=OURS,
    parameters=(*positive("s"), *real("g", "g_0", "e", "rate")),
    hypotheses=(
        Hypothesis(
            "flow", r"\dot g(1 + e^{cg}) = -2g(2 - g)", lambda p: equal(p.rate * (1 + p.e), -2 * p.g * (2 - p.g))
        ),
        Hypothesis("range", r"0 \le g \le g_0 \le 2", lambda p: (p.g >= 0) & (p.g <= p.g_0) & (p.g_0 <= 2)),
        Hypothesis("scores", r"0 < e^{cg} \le s", lambda p: (p.e > 0) & (p.e <= p.s)),
    ),
    conclusion=Formula(lambda p: p.rate * (1 + p.s) <= -2 * (2 - p.g_0) * p.g),
    witness={"s": "3", "g": "1", "g_0": "1", "e": "3", "rate": "-1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("flow"), drop("range"), drop("scores")),
    uses=("beyond.hemisphere_growth.gap",),
)
BUDGET = Claim(
    id="beyond.hemisphere_growth.budget",
    title="What two tokens can lose in all time",
    statement=(
        r"$P(t) = \kappa\log(T + t)I$, $\kappa g_1 > 1$: while $g \ge g_1$, $e^{cg} \ge (T + t)^{\kappa g_1}$, so "
        r"that $g$ loses at most $\int_0^\infty 2(T + t)^{-\kappa g_1}dt = 2L/(\kappa g_1 - 1)$, $L = T^{1 - \kappa "
        r"g_1}$. If $2L < (g_0 - g_1)(\kappa g_1 - 1)$, which a large $T$ gives, $g$ stays above $g_1$."
    ),
    source=OURS,
    parameters=(*positive("L", "kappa"), *real("g_0", "g_1", "lost")),
    hypotheses=(
        Hypothesis("fast", r"\kappa g_1 > 1", lambda p: p.kappa * p.g_1 > 1),
        Hypothesis(
            "late", r"2L < (g_0 - g_1)(\kappa g_1 - 1)", lambda p: (p.g_0 - p.g_1) * (p.kappa * p.g_1 - 1) > 2 * p.L
        ),
        Hypothesis(
            "integral", r"\text{lost}\,(\kappa g_1 - 1) \le 2L", lambda p: p.lost * (p.kappa * p.g_1 - 1) <= 2 * p.L
        ),
    ),
    conclusion=Formula(lambda p: p.g_0 - p.lost > p.g_1),
    witness={"L": "1/10", "kappa": "4", "g_0": "1", "g_1": "1/2", "lost": "1/10"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("fast"), drop("late"), drop("integral")),
    uses=("beyond.hemisphere_growth.slowed",),
)
LINEAR = Claim(
    id="beyond.hemisphere_growth.linear",
    title="What two tokens can lose where scores grow linearly",
    statement=(
        r"$P(t) = (8 + t)I$: while $g \ge \frac12$, $e^{cg} \ge q = e^{4 + t/2}$, so that $g$ loses at most "
        r"$\int_0^\infty 2e^{-4 - t/2}dt = 4e^{-4} < \frac14$, from $e > 2$."
    ),
    source=OURS,
    parameters=(*positive("e", "x"), *real("lost")),
    hypotheses=(
        Hypothesis("base", r"e > 2", lambda p: p.e > 2),
        Hypothesis("power", r"x e^4 = 1", lambda p: equal(p.x * p.e**4, 1)),
        Hypothesis("integral", r"\text{lost} \le 4x", lambda p: p.lost <= 4 * p.x),
    ),
    conclusion=Formula(lambda p: 4 * (1 - p.lost) > 3),
    witness={"e": "3", "x": "1/81", "lost": "4/81"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("base"), drop("power"), drop("integral")),
    uses=("beyond.hemisphere_growth.slowed",),
)
UNBOUNDED = Claim(
    id="beyond.hemisphere_growth.unbounded",
    title="Boundedness cannot be dropped",
    statement=(
        r"$V = I$, $P(t) = (8 + t)I$, uniformly continuous and not bounded: the tokens $e_1$, $e_2$, in the interior "
        r"of a hemisphere, never meet: $1 - x_1^{T}x_2 > \frac34$ for all $t \ge 0$."
    ),
    source=OURS,
    parts=(
        "beyond.hemisphere_growth.gap",
        "beyond.hemisphere_growth.slowed",
        "beyond.hemisphere_growth.linear",
    ),
)
THRESHOLD = Claim(
    id="beyond.hemisphere_growth.threshold",
    title="How fast scores may grow: half a logarithm, sharp",
    statement=(
        r"$V_h = I$, $|P_h(t)| \le M(t)$, tokens in the interior of a hemisphere: they converge to consensus if "
        r"$\int_0^\infty e^{-2M} = \infty$, for instance if $M(t) \le \frac12\log(T + t)$. The constant $\frac12$ is "
        r"the largest: for every $\kappa > \frac12$ two tokens with $g_0 \in (1/\kappa, 2)$ and $P(t) = \kappa\log(T "
        r"+ t)I$ do not meet, if $T$ is large. For two tokens and this $P$, $T \ge 1$, exactly: all starts with "
        r"$\kappa g_0 \le 1$ meet, and those with $\kappa g_0 > 1$ do not, if $T$ is large."
    ),
    source=OURS,
    parts=(
        f"{THEOREM_ID}.rate",
        "beyond.hemisphere_growth.gap",
        "beyond.hemisphere_growth.slowed",
        "beyond.hemisphere_growth.pulled",
        "beyond.hemisphere_growth.budget",
    ),
    note=("Where kappa g_0 <= 1, e^{cg} <= T + t, and g <= g_0 ((1 + T)/(1 + T + t))^{2 (2 - g_0)} goes to 0."),
)
WEAKER = Claim(
    id="beyond.hemisphere_growth.weaker",
    title="The theorem with weaker hypotheses",
    statement=(
        r"Neither uniform continuity nor symmetry of $P_h$ nor a bound for all heads is needed: for measurable $P_h$ "
        r"with $|P_h(t)| \le M_h(t)$, $M_h$ locally bounded, $V_h = c_h(t)I$ with bounded $c_h \ge 0$, full or "
        r"causal attention: tokens that start in the interior of a hemisphere converge to consensus if "
        r"$\int_0^\infty\sum_hc_he^{-2M_h} = \infty$."
    ),
    source=OURS,
    parts=(
        f"{THEOREM_ID}.rate",
        f"{THEOREM_ID}.hull",
        "asymptotic.remark_hemisphere_mask.causal",
        "beyond.hemisphere.heads",
    ),
)
GROWTH_SEEN = Claim(
    id="beyond.hemisphere_growth.seen",
    title="Simulated: two tokens and growing scores",
    statement=(
        r"From $e_1$, $e_2$, at $t = 200$: $1 - x_1^{T}x_2 \ge 1 - 4e^{-4}$ with $P(t) = (8 + t)I$, and it is less "
        r"than $10^{-6}$ with $P(t) = \frac12\log(1 + t)I$."
    ),
    source=OURS,
    conclusion=Behaviour(
        "two tokens stay apart where scores grow linearly, and meet where they grow like half a logarithm"
    ),
    evidence=(Simulate(beyond.growth_seen),),
)

# ------------------------------------------------------------------ growth in the other direction

NEGATIVE = Claim(
    id="beyond.hemisphere_growth.negative",
    title="Scores that grow in the negative direction",
    statement=(
        r"$V_h = I$, $P_h(t) = -c_h(t)W$ with measurable $c_h \ge 0$ that may grow as fast as they like, full "
        r"attention: each token gives the one that is farthest from it at least $\frac1n$ of its attention. The "
        r"tokens converge to consensus (a) in any dimension if all $x_i^{T}Wx_j(0) \ge 0$, with $\dot\gamma \ge "
        r"\frac{2H}{n}(1 - \gamma^2)$ for $\gamma = \min_{i,j}x_i^{T}Wx_j$; (b) for $d = 2$ if they start in the "
        r"interior of a hemisphere, with $\dot D \le -\frac{2H\mu}{n}D$ for the range of the $y_i$."
    ),
    source=OURS,
    parts=(
        f"{THEOREM_ID}.softmax",
        "beyond.hemisphere_growth.products",
        "beyond.hemisphere_growth.acute",
        f"{THEOREM_ID}.lowest",
        f"{THEOREM_ID}.bounds",
        f"{THEOREM_ID}.hull",
        f"{THEOREM_ID}.pull",
    ),
    note=(
        "The softmax bound with E = 1 is that of the largest score. For d = 2 the token that is farthest from one "
        "end of the half circle is the other end: omega = H mu/n holds for these two, and no other token widens the "
        "range. For d > 2 and obtuse angles nothing is said."
    ),
)
PRODUCTS = identity(
    "beyond.hemisphere_growth.products",
    "How inner products change",
    r"With any $b_{ij}$ and $g_{ij} = x_i^{T}Wx_j$: "
    r"$\dot g_{ik} = \sum_jb_{ij}(g_{jk} - g_{ij}g_{ik}) + \sum_jb_{kj}(g_{ij} - g_{kj}g_{ik})$, for all $n$ and $d$.",
    (world.products, world.products_without_projection),
    "d(x_i.W x_k) = sum_j b_ij (g_jk - g_ij g_ik) + sum_j b_kj (g_ij - g_kj g_ik)",
)
ACUTE = Claim(
    id="beyond.hemisphere_growth.acute",
    title="No token drives the two apart that are farthest from each other",
    statement=(
        r"If $g_{ik} = \gamma \ge 0$ is the smallest inner product, the term $b_{ij}(g_{jk} - g_{ij}\gamma)$ is not "
        r"negative, and for $j = k$ it is $b_{ik}(1 - \gamma^2)$."
    ),
    source=OURS,
    parameters=real("b", "g_jk", "g_ij", "gamma"),
    hypotheses=(
        Hypothesis("weight", r"b_{ij} \ge 0", lambda p: p.b >= 0),
        Hypothesis("smallest", r"g_{jk} \ge \gamma", lambda p: p.g_jk >= p.gamma),
        Hypothesis("acute", r"\gamma \ge 0", lambda p: p.gamma >= 0),
        Hypothesis("ellipsoid", r"g_{ij} \le 1", lambda p: p.g_ij <= 1),
    ),
    conclusion=Formula(lambda p: p.b * (p.g_jk - p.g_ij * p.gamma) >= 0),
    witness={"b": "1/2", "g_jk": "1/2", "g_ij": "1", "gamma": "1/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("smallest"), drop("acute"), drop("ellipsoid")),
    uses=("beyond.hemisphere_growth.products",),
)
NEGATIVE_SEEN = Claim(
    id="beyond.hemisphere_growth.negative_seen",
    title="Simulated: scores that grow in the negative direction",
    statement=(
        r"$P(t) = -(t + t^2)I$, 6 tokens: 16 random starts on an open half circle and 16 in the positive orthant of "
        r"five dimensions are within $10^{-3}$ of consensus at $t = 30$."
    ),
    source=OURS,
    conclusion=Behaviour("32 starts with negative scores that grow without bound reach consensus"),
    evidence=(Simulate(beyond.negative_scores_seen),),
)
