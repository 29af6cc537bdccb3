r"""Auto-regressive attention with ``V_h = I``: all tokens converge to the first one for almost every start.

``c_i = x_1^T W x_i`` and ``b_ij = sum_h a^h_ij``. The argument is an induction over the tokens. Once the earlier ones are near ``x_1`` the
cosine ``c_i`` increases wherever it is away from -1 and 1, so that it tends to one of them. Near ``-x_1`` two copies of token i in the same
company drive apart exponentially: for given earlier tokens at most one start tends to ``-x_1``, and Fubini's theorem does the rest.
"""

from __future__ import annotations

from proofs.asymptotic.notation import assumptions, ours, restored
from proofs.asymptotic.worlds import causal, causal_seen
from proofs.power_method.notation import both
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

LABEL = "Theorem on auto-regressive attention, V = I"
ID = "asymptotic.theorem_causal_identity"

THEOREM = Claim(
    id=ID,
    title="Auto-regressive attention with the identity as value reaches the first token",
    statement=(
        r"Auto-regressive attention, $V_h = I$, any number of heads, $P_h(t)$ bounded: the first token is fixed and all tokens "
        r"converge to it for almost every initial position of the tokens; this consensus equilibrium is asymptotically stable."
    ),
    source=restored(LABEL),
    hypotheses=assumptions(
        value="$V_h = I$", scores="bounded", heads="any", mask="causal", time="any", start="almost any"
    ),
    parts=(f"{ID}.first_token", f"{ID}.almost_all", f"{ID}.stable"),
    note=(
        "d >= 2: on the two points of d = 1 nothing moves. Time dependence may be measurable. Stability is read for the tokens "
        "2, ..., n with x_1 given, as 'the first token is fixed' says: in all tokens together a consensus is one of a "
        "(d-1)-dimensional family, with d - 1 eigenvalues 0, and is stable but not asymptotically. Boundedness cannot be "
        "dropped: beyond.causal_growth."
    ),
)
FIRST_TOKEN = Claim(
    id=f"{ID}.first_token",
    title="A token that attends to itself only does not move",
    statement=(
        r"With $V_h = I$ and $s_i = b_ix_i$ the field is $b_i(1 - x_i^{T}Wx_i)x_i$, for every $W$ and $d$: zero on the "
        r"ellipsoid. The first token attends to itself only."
    ),
    source=ours(LABEL),
    conclusion=Identity(
        causal.alone, causal.symbolic_alone, causal.random_alone, "field(b x) = b (1 - x.W x) x for one token"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=Identity(causal.alone_wrongly, causal.symbolic_alone, causal.random_alone, "field(b x) = b x"),
        ),
    ),
)

# ------------------------------------------------------------------ the two possible limits

HEIGHT = "asymptotic.theorem_hemisphere.height"
WEIGHTS = "asymptotic.theorem_hemisphere.weights"
SOFTMAX = "asymptotic.theorem_hemisphere.softmax"
PUSH = Claim(
    id=f"{ID}.push",
    title="Each earlier token that is near the first one pushes towards it",
    statement=(
        r"The term of $j$ in $\dot c_i = \sum_jb_{ij}(c_j - g_{ij}c_i)$, $g_{ij} = x_i^{T}Wx_j$: if $|x_j - x_1| \le e \le 1$ "
        r"then $c_j \ge 1 - e^2/2$ and $|g_{ij} - c_i| \le e$, so that it is at least $b_{ij}(1 - c_i^2 - 2e)$. The term of $j "
        r"= i$ vanishes."
    ),
    source=ours(LABEL),
    parameters=(*(Parameter(name) for name in ("b", "c_i", "c_j", "g", "e")),),
    hypotheses=(
        Hypothesis("weight", r"b_{ij} \ge 0", lambda p: p.b >= 0),
        Hypothesis("cosine", r"-1 \le c_i \le 1", lambda p: both(p.c_i >= -1, p.c_i <= 1)),
        Hypothesis("near", r"c_j \ge 1 - e^2/2", lambda p: 2 * p.c_j >= 2 - p.e**2),
        Hypothesis("seen alike", r"|g_{ij} - c_i| \le e", lambda p: both(p.g - p.c_i <= p.e, p.c_i - p.g <= p.e)),
        Hypothesis("small", r"e \le 1", lambda p: p.e <= 1),
    ),
    conclusion=Formula(lambda p: p.b * (p.c_j - p.g * p.c_i) >= p.b * (1 - p.c_i**2 - 2 * p.e)),
    witness={"b": "1/2", "c_i": "0", "c_j": "1", "g": "1/10", "e": "1/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("cosine"), drop("near"), drop("seen alike")),
    uses=(HEIGHT,),
)
BETWEEN = Claim(
    id=f"{ID}.between",
    title="Away from both limits the cosine increases at a positive rate",
    statement=r"If $-1 + \delta \le c \le 1 - \delta$, $0 < \delta \le 1$ and $4e \le \delta$ then $1 - c^2 - 2e \ge \delta/2$.",
    source=ours(LABEL),
    parameters=(Parameter("delta"), Parameter("c"), Parameter("e")),
    hypotheses=(
        Hypothesis("range", r"0 < \delta \le 1", lambda p: both(p.delta > 0, p.delta <= 1)),
        Hypothesis(
            "between", r"-1 + \delta \le c \le 1 - \delta", lambda p: both(p.c >= -1 + p.delta, p.c <= 1 - p.delta)
        ),
        Hypothesis("late", r"4e \le \delta", lambda p: 4 * p.e <= p.delta),
    ),
    conclusion=Formula(lambda p: 2 * (1 - p.c**2 - 2 * p.e) >= p.delta),
    witness={"delta": "1/2", "c": "0", "e": "1/8"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("between"), drop("late")),
)
DICHOTOMY = Claim(
    id=f"{ID}.dichotomy",
    title="A token tends to the first one, or to its opposite",
    statement=(
        r"Let the tokens before $i$ tend to $x_1$ and $|P_h(t)| \le M$. Then $c_i \to 1$ or $c_i \to -1$: with $e(t) \to 0$ "
        r"the largest distance of an earlier token from $x_1$, $\dot c_i \ge w_i(1 - c_i^2 - 2e)$, $w_i = \sum_{j<i}b_{ij} \ge "
        r"\omega = H/(ne^{2M}) > 0$. If $c_i > -1 + \delta$ at a time after which $4e \le \delta$, $c_i$ reaches $1 - \delta$ "
        r"within the time $4/(\omega\delta)$ and stays above; if there is such a time for no $\delta > 0$, $c_i \to -1$."
    ),
    source=ours(LABEL),
    parts=(HEIGHT, WEIGHTS, SOFTMAX, f"{ID}.push", f"{ID}.between"),
)

# ------------------------------------------------------------------ the theorem's two sentences

ALMOST_ALL = Claim(
    id=f"{ID}.almost_all",
    title="Almost every start converges to the first token",
    statement=(
        r"$P_h(t)$ measurable and bounded, $d \ge 2$: the starts from which not all tokens converge to $x_1$ are a null set. "
        r"They are the union over $i \ge 2$ of those where the tokens before $i$ tend to $x_1$ and $c_i \to -1$, a Borel set "
        r"that meets each line of starts of $x_i$, the others fixed, in at most one point."
    ),
    source=restored(LABEL),
    parts=(f"{ID}.first_token", f"{ID}.dichotomy", f"{ID}.one_start"),
)
STABLE = Claim(
    id=f"{ID}.stable",
    title="The consensus at the first token is asymptotically stable, with a rate",
    statement=(
        r"If $|P_h(t)| \le M$, all starts with $x_1^{T}Wx_i \ge \mu > 0$ for all $i$ converge to $x_1$, $\min_ix_1^{T}Wx_i$ "
        r"never decreases, and $|x_i - x_1|$ decays at least at the rate $H\mu e^{-2M}/n$: uniformly in time, and "
        r"asymptotically stable."
    ),
    source=restored(LABEL),
    parts=("asymptotic.remark_hemisphere_mask.causal",),
)

SEEN = Claim(
    id=f"{ID}.seen",
    title="Simulated: few tokens on an ellipsoid, scores that depend on time",
    statement=(
        r"6 random systems ($n = 5$, $d = 3$, two heads, random $W$, $P_h(t) = \cos(t)P_h$ and $\sin(2t)P_h$, $|P_h| \le 1$), "
        r"uniform starts: all tokens come within $10^{-6}$ of the first."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("causal attention with V = I on random ellipsoids: uniform starts reach the first token"),
    evidence=(Simulate(causal_seen.identity_value),),
)
METASTABLE = Claim(
    id=f"{ID}.metastable",
    title="Opposite tokens leave slowly: the rate is the eigenvalue",
    statement=(
        r"$n = 2$, $P = cI$: the state $x_2 = -x_1$ has the eigenvalue $a_{21} = 1/(1 + e^{2c})$. For $c = \frac52$, from "
        r"$10^{-3}$ away, the tokens are still opposite within $2\cdot10^{-3}$ at $t = 0.5/a_{21}$, their distance from it "
        r"grows at the rate $a_{21}$ to 1 %, and they have met within $10^{-6}$ at $t = 12/a_{21}$."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("the escape from opposite tokens has the rate 1/(1 + e^(2c))"),
    evidence=(Simulate(causal_seen.metastable),),
    uses=(f"{ID}.spectrum",),
)
