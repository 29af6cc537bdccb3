r"""Tokens that start in the interior of a hemisphere of the ellipsoid: consensus, with a rate.

A hemisphere is ``p^T x > 0`` with a functional p of norm ``sqrt(p^T W^-1 p) = 1``; the height ``m_i = p^T x_i`` is at
most 1 (Cauchy-Schwarz). The central projection ``y_i = x_i / m_i`` turns the flow into ``y_i' = sum_j w_ij (y_j - y_i)``
with ``w_ij = b_ij m_j / m_i > 0``, ``b_ij = sum_h a^h_ij``: a linear consensus whose weights have a lower bound, because
heights do not sink. No change of variables is needed for W, and P is neither symmetric nor continuous anywhere in the
argument.

Norms are those of W: ``|x|^2 = x^T W x``, and ``|P| = max x^T P y`` over points x, y of the ellipsoid.
"""

from __future__ import annotations

from typing import Any

from proofs.asymptotic.notation import assumptions, ours, restored
from proofs.asymptotic.worlds import hemisphere as world
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify

RESTORED = restored(
    "Theorem on hemispheres", "from the sentence about it in the source's introduction, which has lost its symbols"
)
OURS = ours("Theorem on hemispheres")
THEOREM_ID = "asymptotic.theorem_hemisphere"


def identity(
    claim_id: str, title: str, statement: str, sides: tuple[Any, Any], text: str, heads: bool = False
) -> Claim:
    """An identity of the system for all n and d; ``sides`` has the true one and the mutant."""
    worlds = (world.symbolic_heads, world.random_heads) if heads else (world.symbolic, world.random)
    true, false = sides
    return Claim(
        id=claim_id,
        title=title,
        statement=statement,
        source=OURS,
        conclusion=Identity(true, *worlds, text),
        evidence=(Derive(), Falsify()),
        mutants=(Mutant(false.__name__.replace("_", " "), conclusion=Identity(false, *worlds, f"not {text}")),),
    )


def real(*names: str) -> tuple[Parameter, ...]:
    """Real parameters."""
    return tuple(Parameter(name) for name in names)


def positive(*names: str) -> tuple[Parameter, ...]:
    """Positive parameters."""
    return tuple(Parameter(name, "positive") for name in names)


# ------------------------------------------------------------------ the theorem

STEPS = ("weights", "projection", "height", "lowest", "softmax", "bounds", "pull", "hull", "chord", "start")
THEOREM = Claim(
    id=THEOREM_ID,
    title="Tokens in a hemisphere converge to consensus",
    statement=(
        r"Any number $H$ of heads, $V_h = I$, $P_h(t)$ bounded and uniformly continuous: if all tokens start in the "
        r"interior of some hemisphere of the ellipsoid, $p^{T}x_i(0) > 0$ for all $i$, they converge to a consensus "
        r"equilibrium."
    ),
    source=RESTORED,
    hypotheses=assumptions(
        value="$V_h = I$", scores="bounded", heads="any", time="uniformly continuous", start="in an open hemisphere"
    ),
    parts=(f"{THEOREM_ID}.rate", f"{THEOREM_ID}.hull"),
    note=(
        "Uniform continuity is not used: bounded and measurable is enough, and boundedness can be weakened but not "
        "dropped (beyond.hemisphere_growth.threshold). P need not be symmetric."
    ),
)
RATE = Claim(
    id=f"{THEOREM_ID}.rate",
    title="An explicit exponential rate",
    statement=(
        r"Let $\mu = \min_i p^{T}x_i(0) > 0$, $p^{T}W^{-1}p = 1$, and $P_h$ measurable with $|P_h(t)| \le M(t)$, $M$ "
        r"locally integrable. Then $\min_i p^{T}x_i$ never decreases, and $|x_i(t) - x_j(t)| \le "
        r"\frac{2}{\mu}\sqrt{1 - \mu^2}\,\exp\bigl(-H\mu\int_0^te^{-2M(s)}ds\bigr)$ for all $i$, $j$, $t \ge 0$, any "
        r"$n$, $d$, $W$: if $M$ is constant, at the rate $H\mu e^{-2M}$."
    ),
    source=OURS,
    parts=tuple(f"{THEOREM_ID}.{part}" for part in STEPS),
)
WEIGHTS = identity(
    f"{THEOREM_ID}.weights",
    "Heads with the identity as value add up their attention",
    r"With $V_h = I$: $s_i = \sum_jb_{ij}x_j$, $b_{ij} = \sum_ha^h_{ij}$, $a^h_{ij} = "
    r"k_{ij}e^{x_i^{T}P_hx_j}/\sum_lk_{il}e^{x_i^{T}P_hx_l}$, for any mask $k_{ij} \in \{0, 1\}$ (all ones: full "
    r"attention; $k_{ij} = 1$ for $j \le i$ only: auto-regressive); two heads, all $n$ and $d$.",
    (world.pushes, world.pushes_of_one_head),
    "influence = (a^1 + a^2) X under any mask",
    heads=True,
)
PROJECTION = identity(
    f"{THEOREM_ID}.projection",
    "Central projection makes the flow a linear consensus",
    r"Let $s_i = \sum_jb_{ij}x_j$ with any numbers $b_{ij}$, and $m_i = p^{T}x_i \neq 0$. For the field on the "
    r"ellipsoid of any $W$, $y_i = x_i/m_i$ obeys $\dot y_i = \sum_jw_{ij}(y_j - y_i)$, $w_{ij} = b_{ij}m_j/m_i$, "
    r"for all $n$ and $d$.",
    (world.projection, world.projection_with_the_weights_of_attention),
    "D(x_i / p.x_i)[field] = sum_j b_ij m_j/m_i (y_j - y_i)",
)
HEIGHT = identity(
    f"{THEOREM_ID}.height",
    "How heights change",
    r"With any $b_{ij}$: $\dot m_i = \sum_jb_{ij}(m_j - x_i^{T}Wx_j\,m_i)$.",
    (world.heights, world.heights_without_projection),
    "p.field_i = sum_j b_ij (m_j - x_i.W x_j m_i)",
)
LOWEST = Claim(
    id=f"{THEOREM_ID}.lowest",
    title="The lowest token does not sink",
    statement=(
        r"Where $m_i$ is the smallest height and positive, every term of $\dot m_i$ is: $b_{ij}(m_j - "
        r"x_i^{T}Wx_j\,m_i) \ge 0$, since $x_i^{T}Wx_j \le 1$. So $\min_i m_i$ never decreases."
    ),
    source=OURS,
    parameters=real("b", "m_i", "m_j", "g"),
    hypotheses=(
        Hypothesis("weight", r"b_{ij} \ge 0", lambda p: p.b >= 0),
        Hypothesis("lowest", r"m_j \ge m_i", lambda p: p.m_j >= p.m_i),
        Hypothesis("above", r"m_i > 0", lambda p: p.m_i > 0),
        Hypothesis("ellipsoid", r"g = x_i^{T}Wx_j \le 1", lambda p: p.g <= 1),
    ),
    conclusion=Formula(lambda p: p.b * (p.m_j - p.g * p.m_i) >= 0),
    witness={"b": "1/2", "m_i": "1/4", "m_j": "1/2", "g": "1/3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("lowest"), drop("above"), drop("ellipsoid")),
    uses=(f"{THEOREM_ID}.height",),
)
SOFTMAX = Claim(
    id=f"{THEOREM_ID}.softmax",
    title="No attention weight is small where the scores are bounded",
    statement=(
        r"If $|P| \le M$ then $x_i^{T}P(x_l - x_j) \le 2M$, so that $e^{x_i^{T}Px_l} \le Ee^{x_i^{T}Px_j}$ with $E = "
        r"e^{2M}$; the sum $Z$ of at most $n$ such terms is at most $nE\,e^{x_i^{T}Px_j}$, and $a_{ij} = "
        r"e^{x_i^{T}Px_j}/Z \ge 1/(nE)$, for every visible $j$."
    ),
    source=OURS,
    parameters=(Parameter("n", "integer", 1), *positive("E", "k", "Z"), Parameter("a")),
    hypotheses=(
        Hypothesis("softmax", r"aZ = k = e^{x_i^{T}Px_j}", lambda p: equal(p.a * p.Z, p.k)),
        Hypothesis("sum", r"Z \le nEk", lambda p: p.n * p.E * p.k >= p.Z),
    ),
    conclusion=Formula(lambda p: p.a * p.n * p.E >= 1),
    witness={"n": "2", "E": "2", "k": "1", "Z": "3", "a": "1/3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("softmax"), drop("sum")),
)
BOUNDS = Claim(
    id=f"{THEOREM_ID}.bounds",
    title="The weights of the consensus have a lower bound",
    statement=(
        r"If $b_{ij} \ge H/(nE)$, $m_j \ge \mu$ and $0 < m_i \le 1$, then $w_{ij} = b_{ij}m_j/m_i \ge \omega = "
        r"H\mu/(nE)$."
    ),
    source=OURS,
    parameters=(Parameter("n", "integer", 1), *positive("H", "E", "mu"), *real("b", "m_i", "m_j", "w")),
    hypotheses=(
        Hypothesis("weight", r"w_{ij}m_i = b_{ij}m_j", lambda p: equal(p.w * p.m_i, p.b * p.m_j)),
        Hypothesis("attention", r"nEb_{ij} \ge H", lambda p: p.n * p.E * p.b >= p.H),
        Hypothesis("above", r"m_j \ge \mu", lambda p: p.m_j >= p.mu),
        Hypothesis("height", r"0 < m_i \le 1", lambda p: (p.m_i > 0) & (p.m_i <= 1)),
    ),
    conclusion=Formula(lambda p: p.w * p.n * p.E >= p.H * p.mu),
    witness={"n": "2", "H": "1", "E": "2", "mu": "1/4", "b": "1/2", "m_i": "1/2", "m_j": "1/4", "w": "1/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("attention"), drop("above"), drop("height")),
    uses=(f"{THEOREM_ID}.softmax", f"{THEOREM_ID}.lowest", f"{THEOREM_ID}.weights"),
)
PULL = Claim(
    id=f"{THEOREM_ID}.pull",
    title="Every token narrows the range of a coordinate",
    statement=(
        r"Let $z_i$ be the largest and $z_k$ the smallest value of a linear functional of the $y_j$, $w_{ij}, w_{kj} "
        r"\ge \omega$. The term of $j$ in $\dot z_i - \dot z_k$ is $w_{ij}(z_j - z_i) - w_{kj}(z_j - z_k) \le "
        r"-\omega(z_i - z_k)$. Added up over $j$: the range $D$ has $\dot D \le -n\omega D$, with $n\omega = H\mu/E$ "
        r"independent of $n$; where only one token is seen by all, $\dot D \le -\omega D$."
    ),
    source=OURS,
    parameters=real("w_i", "w_k", "omega", "z_i", "z_j", "z_k"),
    hypotheses=(
        Hypothesis("of the largest", r"w_{ij} \ge \omega", lambda p: p.w_i >= p.omega),
        Hypothesis("of the smallest", r"w_{kj} \ge \omega", lambda p: p.w_k >= p.omega),
        Hypothesis("largest", r"z_j \le z_i", lambda p: p.z_j <= p.z_i),
        Hypothesis("smallest", r"z_k \le z_j", lambda p: p.z_k <= p.z_j),
    ),
    conclusion=Formula(lambda p: p.w_i * (p.z_j - p.z_i) - p.w_k * (p.z_j - p.z_k) <= -p.omega * (p.z_i - p.z_k)),
    witness={"w_i": "1", "w_k": "1/2", "omega": "1/2", "z_i": "1", "z_j": "1/2", "z_k": "-1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("of the largest"), drop("of the smallest"), drop("largest"), drop("smallest")),
    uses=(f"{THEOREM_ID}.projection",),
)
HULL = Claim(
    id=f"{THEOREM_ID}.hull",
    title="The convex hull of the projected tokens never grows",
    statement=(
        r"Where $z_i$ is the largest value of a linear functional and $w_{ij} \ge 0$: $w_{ij}(z_j - z_i) \le 0$. So "
        r"the hulls of the $y_i(t)$ are nested compact sets; when all ranges go to zero they shrink to one point "
        r"$y^*$, and all tokens converge to $y^*/|y^*|$, a consensus equilibrium in the cone of the initial tokens."
    ),
    source=OURS,
    parameters=real("w", "z_i", "z_j"),
    hypotheses=(
        Hypothesis("weight", r"w_{ij} \ge 0", lambda p: p.w >= 0),
        Hypothesis("largest", r"z_j \le z_i", lambda p: p.z_j <= p.z_i),
    ),
    conclusion=Formula(lambda p: p.w * (p.z_j - p.z_i) <= 0),
    witness={"w": "1", "z_i": "1", "z_j": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("largest")),
    uses=(f"{THEOREM_ID}.projection",),
)
CHORD = Claim(
    id=f"{THEOREM_ID}.chord",
    title="Tokens are at most as far apart as their projections",
    statement=(
        r"If $|y_i|, |y_j| \ge 1$ (here $|y_i| = 1/m_i$), their directions are at most as far apart as they are: "
        r"with $c = x_i^{T}Wx_j \le 1$, $2 - 2c \le |y_i|^2 + |y_j|^2 - 2|y_i||y_j|c$."
    ),
    source=OURS,
    parameters=real("r", "s", "c"),
    hypotheses=(
        Hypothesis("first", r"r = |y_i| \ge 1", lambda p: p.r >= 1),
        Hypothesis("second", r"s = |y_j| \ge 1", lambda p: p.s >= 1),
        Hypothesis("ellipsoid", r"c \le 1", lambda p: p.c <= 1),
    ),
    conclusion=Formula(lambda p: 2 - 2 * p.c <= p.r**2 + p.s**2 - 2 * p.r * p.s * p.c),
    witness={"r": "2", "s": "3/2", "c": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("first"), drop("second"), drop("ellipsoid")),
)
START = Claim(
    id=f"{THEOREM_ID}.start",
    title="How far apart the projections are in the beginning",
    statement=(
        r"$y_i = W^{-1}p + u_i$ with $p^{T}u_i = 0$ and $|u_i|^2 = 1/m_i^2 - 1$. If $m_i, m_j \ge \mu$: $|y_i - y_j| "
        r"\le |u_i| + |u_j| \le \frac{2}{\mu}\sqrt{1 - \mu^2}$."
    ),
    source=OURS,
    parameters=(*positive("mu"), *real("r_i", "r_j")),
    hypotheses=(
        Hypothesis("first", r"m_i \ge \mu,\ m_i^2(1 + |u_i|^2) = 1", lambda p: p.mu**2 * (1 + p.r_i**2) <= 1),
        Hypothesis("second", r"m_j \ge \mu,\ m_j^2(1 + |u_j|^2) = 1", lambda p: p.mu**2 * (1 + p.r_j**2) <= 1),
    ),
    conclusion=Formula(lambda p: p.mu**2 * (p.r_i + p.r_j) ** 2 <= 4 * (1 - p.mu**2)),
    witness={"mu": "1/2", "r_i": "4/3", "r_j": "3/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("first"), drop("second")),
)

# ------------------------------------------------------------------ masks

REMARK = Claim(
    id="asymptotic.remark_hemisphere_mask",
    title="No assumption on the attention matrix",
    statement=(
        r"The theorem on hemispheres needs no assumption on the attention matrix other than those made on $P$: it "
        r"holds for full and for auto-regressive (lower triangular) attention."
    ),
    source=restored(
        "Introduction",
        "'hold under no assumptions on the attention matrix other those induced by the assumptions on' P; the masks are those of the paper",
    ),
    parts=(THEOREM_ID, "asymptotic.remark_hemisphere_mask.causal"),
    note=(
        "That every entry of the softmax is positive is used, or, with a mask, that all tokens see the first one. "
        "It is false for any mask whatever: two groups that do not see each other do not meet "
        "(beyond.hemisphere_masks)."
    ),
)
CAUSAL = Claim(
    id="asymptotic.remark_hemisphere_mask.causal",
    title="Auto-regressive attention: all tokens reach the first one",
    statement=(
        r"With a causal mask, $P_h$ measurable and $|P_h(t)| \le M(t)$, tokens with $p^{T}x_i(0) \ge \mu > 0$ "
        r"converge to the first one, which does not move, if $\int_0^\infty e^{-2M} = \infty$: $|x_i(t) - x_1| \le "
        r"\frac{2}{\mu}\sqrt{1 - \mu^2}\,\exp\bigl(-\frac{H\mu}{n}\int_0^te^{-2M(s)}ds\bigr)$, because all tokens "
        r"see the first: $w_{i1} \ge H\mu/(nE)$."
    ),
    source=OURS,
    parts=tuple(f"{THEOREM_ID}.{part}" for part in STEPS),
)
