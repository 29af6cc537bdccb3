r"""The mixed theorem: V is ``lambda I`` on F and has a smaller spectral radius on a complement G. The other two theorems are its cases.

The proof is one for all three. The energy ``f_i^T A f_i`` of a token's part in F almost never decreases, because the softmax mean of its
scores is near their largest; so the score gap tends to zero, and limit points lie in S, which has at most one point for each face.
"""

from __future__ import annotations

from proofs.clusters.notation import ours, restored
from proofs.clusters.worlds import energy, limits
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

PARTS = "clusters.theorem_mixed"
LABEL = "Theorem (polytope and subspace)"
SOURCE = ours(LABEL)

THEOREM = Claim(
    id="clusters.theorem_mixed",
    title="A repeated leading eigenvalue: a polytope in F, times G",
    statement=(
        r"Let $V$ act as $\lambda I$, $\lambda > 0$, on $F$, and have a spectral radius $< \lambda$ on an invariant complement $G$; let "
        r"$Q^{T}K$ be symmetric positive definite. Then the parts $f_i$ of the rescaled tokens $z_i$ in $F$ converge: the hull of the "
        r"$f_i$ to a polytope $C$, each $f_i$ to a point of the boundary of $C$ in $F$ or to $0$. So $z_i$ tends to $(\partial C \cup "
        r"\{0\}) \times G$."
    ),
    source=restored(LABEL),
    parts=(
        f"{PARTS}.hull",
        f"{PARTS}.growth",
        f"{PARTS}.energy",
        f"{PARTS}.softmax",
        f"{PARTS}.attended",
        f"{PARTS}.support",
        f"{PARTS}.faces",
        f"{PARTS}.boundary",
    ),
    note=(
        "Paranormality of V on G, which the source mentions, is not needed: a norm in which V shrinks G's part to below "
        "lambda is enough. The steps between the parts: z_i^T A z_i plus an integrable term never decreases and is bounded, so the gap "
        "max_j z_i^T A z_j - z_i^T A z_i has a finite integral; it is Lipschitz, so it tends to 0 (Barbalat); limit points of a token "
        "lie in S, are connected, and S is finite, so the token converges. C is then the hull of the limits, so its vertices are in S."
    ),
)
HULL = Claim(
    id=f"{PARTS}.hull",
    title="The hull of the parts in F never grows",
    statement=(
        r"$\dot f_i = \lambda\sum_jP_{ij}(f_j - f_i)$ with $P_{ij} \ge 0$: a linear form $\ell$ that is largest at token $i$ has "
        r"$\frac{d}{dt}\ell(f_i) = \lambda\sum_jP_{ij}(\ell(f_j) - \ell(f_i)) \le 0$, each term by itself."
    ),
    source=SOURCE,
    parameters=(Parameter("lam", "positive"), Parameter("p"), Parameter("own"), Parameter("other")),
    hypotheses=(
        Hypothesis("weight", r"p \ge 0", lambda p: p.p >= 0),
        Hypothesis("largest", r"\ell(f_j) \le \ell(f_i)", lambda p: p.other <= p.own),
    ),
    conclusion=Formula(lambda p: p.lam * p.p * (p.other - p.own) <= 0),
    witness={"lam": "1", "p": "1/2", "own": "1", "other": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("largest")),
)
GROWTH = Claim(
    id=f"{PARTS}.growth",
    title="What the rest adds to a score grows more slowly",
    statement=(
        r"Choose a norm with $|Vg| \le \nu|g|$ on $G$, $\nu < \lambda$. As $\dot x_i = \sum_jP_{ij}Vx_j$ is $V$ of a mean, the largest "
        r"$G$-part $b$ of a token grows at most like $N = e^{\nu t}$; the $F$-parts are at most $fL$, $L = e^{\lambda t}$ (hull). With "
        r"$a \le fL$, $b \le gN$, $N \le L$ a score differs from that of the $F$-parts by at most $k(2ab + b^2) \le k(2fg + g^2)LN$, which "
        r"is $e^{2\lambda t}$ times an exponentially small term."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("k", "a", "b", "f", "g", "L", "N")),
    hypotheses=(
        Hypothesis(
            "sizes", r"k, a, b, f, g \ge 0", lambda p: (p.k >= 0) & (p.a >= 0) & (p.b >= 0) & (p.f >= 0) & (p.g >= 0)
        ),
        Hypothesis("slower", r"0 < N \le L", lambda p: (p.N > 0) & (p.N <= p.L)),
        Hypothesis("leading", r"a \le fL", lambda p: p.a <= p.f * p.L),
        Hypothesis("rest", r"b \le gN", lambda p: p.b <= p.g * p.N),
    ),
    conclusion=Formula(lambda p: p.k * (2 * p.a * p.b + p.b**2) <= p.k * (2 * p.f * p.g + p.g**2) * p.L * p.N),
    witness={"k": "1", "a": "2", "b": "1", "f": "1", "g": "1", "L": "2", "N": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("slower"), drop("leading"), drop("rest")),
)
ENERGY = Claim(
    id=f"{PARTS}.energy",
    title="How the energy of a token changes",
    statement=(
        r"For symmetric $A$, any weights $P$ with rows that sum to 1, all $n$ and $d$: along $\dot f_i = \lambda\sum_jP_{ij}(f_j - f_i)$, "
        r"$\frac{d}{dt}\tfrac12 f_i^{T}Af_i = \lambda\bigl(\sum_jP_{ij}f_i^{T}Af_j - f_i^{T}Af_i\bigr)$."
    ),
    source=SOURCE,
    conclusion=Identity(
        energy.energy, energy.symbolic_symmetric, energy.random_symmetric, "D(f.Af/2) = lam (sum P f.Af_j - f.Af)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without itself",
            conclusion=Identity(
                energy.energy_without_itself,
                energy.symbolic_symmetric,
                energy.random_symmetric,
                "D(f.Af/2) = lam sum P f.Af_j",
            ),
        ),
    ),
)
SOFTMAX = Claim(
    id=f"{PARTS}.softmax",
    title="The softmax mean is near the largest score",
    statement=(
        r"Scores are $\beta s_j$, $\beta = e^{2\lambda t}$. A score that is $u \ge 0$ below the largest has a weight $p \le e^{-\beta "
        r"u}$; as $e^{y-1} \ge y$ at $y = \beta u$, $p\,u \le 1/(e\beta)$. Summed over the others: $\max_js_j - \sum_jp_js_j \le "
        r"(n-1)/(e\beta)$, which is integrable in time. Here $G = e^{\beta u - 1}$ and $c = e$."
    ),
    source=SOURCE,
    parameters=(
        Parameter("p"),
        Parameter("u"),
        Parameter("beta", "positive"),
        Parameter("c", "positive"),
        Parameter("G"),
    ),
    hypotheses=(
        Hypothesis("exponential", r"e^{\beta u-1} \ge \beta u", lambda p: p.beta * p.u <= p.G),
        Hypothesis("weight", r"0 \le p\,e^{\beta u} \le 1", lambda p: (p.p >= 0) & (p.p * p.c * p.G <= 1)),
    ),
    conclusion=Formula(lambda p: p.p * p.u * p.beta * p.c <= 1),
    witness={"p": "1/9", "u": "2", "beta": "1", "c": "3", "G": "3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("exponential"), drop("weight")),
)
ATTENDED = Claim(
    id=f"{PARTS}.attended",
    title="The energy grows at nearly the rate of the gap",
    statement=(
        r"Let scores $s_j = a_j + r_j$ with $|r_j| \le \rho$ and $\sum_jp_js_j \ge \max_js_j - \varepsilon$. Then $\sum_jp_ja_j - a_i \ge "
        r"(\max_ja_j - a_i) - 2\rho - \varepsilon$, and $\max_ja_j - a_i \ge 0$: with the exponentially small $\rho$ and $\varepsilon$ "
        r"of the other parts, the energy of a token plus an integrable function never decreases."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("mean_a", "mean_s", "top_a", "top_s", "own", "rho", "epsilon")),
    hypotheses=(
        Hypothesis("near", r"\sum p_js_j \ge \max s_j - \varepsilon", lambda p: p.mean_s >= p.top_s - p.epsilon),
        Hypothesis("means", r"|\sum p_jr_j| \le \rho", lambda p: p.mean_s <= p.mean_a + p.rho),
        Hypothesis("tops", r"\max s_j \ge \max a_j - \rho", lambda p: p.top_s >= p.top_a - p.rho),
    ),
    conclusion=Formula(lambda p: p.mean_a - p.own >= p.top_a - p.own - 2 * p.rho - p.epsilon),
    witness={"mean_a": "1", "mean_s": "1", "top_a": "1", "top_s": "1", "own": "0", "rho": "0", "epsilon": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("near"), drop("means"), drop("tops")),
    uses=(f"{PARTS}.energy", f"{PARTS}.softmax", f"{PARTS}.growth"),
)
SUPPORT = Claim(
    id=f"{PARTS}.support",
    title="A point of S is in the hull of the vertices that it scores highest",
    statement=(
        r"Let $x = \sum_jw_jv_j$ with weights, $x^{T}Ax = \max_kx^{T}Av_k$. Then $\sum_jw_j(\max_kx^{T}Av_k - x^{T}Av_j) = 0$; no term is "
        r"negative, so $w_j = 0$ wherever $x^{T}Av_j$ is below the largest. Here one term against the sum of the others."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("w", "gap", "others")),
    hypotheses=(
        Hypothesis("no term is negative", r"w \ge 0", lambda p: (p.w >= 0) & (p.others >= 0)),
        Hypothesis("sum", r"w\,\mathrm{gap} + \text{others} = 0", lambda p: equal(p.w * p.gap + p.others, 0)),
        Hypothesis("below", r"\mathrm{gap} > 0", lambda p: p.gap > 0),
    ),
    conclusion=Formula(lambda p: equal(p.w, 0)),
    witness={"w": "0", "gap": "1", "others": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("no term is negative"), drop("sum"), drop("below")),
)
FACES = Claim(
    id=f"{PARTS}.faces",
    title="S has at most one point for each face",
    statement=(
        r"Let $x, y \in S$ have the same highest vertices, so that both are in their hull: $x^{T}Ay = x^{T}Ax$ and $y^{T}Ax = y^{T}Ay$. "
        r"Then $(x-y)^{T}A(x-y) = 0$ for symmetric $A$, so $x = y$ if $A$ is positive definite. A polytope has finitely many faces: $S$ "
        r"is finite."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("xx", "yy", "xy", "square")),
    hypotheses=(
        Hypothesis("first", r"x^{T}Ay = x^{T}Ax", lambda p: equal(p.xy, p.xx)),
        Hypothesis("second", r"y^{T}Ax = y^{T}Ay", lambda p: equal(p.xy, p.yy)),
        Hypothesis(
            "square",
            r"(x-y)^{T}A(x-y) = x^{T}Ax + y^{T}Ay - 2x^{T}Ay",
            lambda p: equal(p.square, p.xx + p.yy - 2 * p.xy),
        ),
    ),
    conclusion=Formula(lambda p: equal(p.square, 0)),
    witness={"xx": "1", "yy": "1", "xy": "1", "square": "0"},
    evidence=(Decide(), Falsify(), Simulate(limits.mixed_seen)),
    mutants=(drop("first"), drop("second")),
    uses=(f"{PARTS}.support",),
)
BOUNDARY = Claim(
    id=f"{PARTS}.boundary",
    title="S lies in the boundary or at 0",
    statement=(
        r"If $x \in S$ is interior, $(1+\varepsilon)x \in C$ for some $\varepsilon > 0$, and $\max_jx^{T}Av_j \ge x^{T}A(1+\varepsilon)x$: "
        r"then $x^{T}Ax \ge (1+\varepsilon)x^{T}Ax$, so $x^{T}Ax = 0$ and $x = 0$ for positive definite $A$. $0 \in S$ exactly if $0 \in "
        r"C$: $\max_j0 = 0$."
    ),
    source=SOURCE,
    parameters=(Parameter("q"), Parameter("epsilon", "positive"), Parameter("top")),
    hypotheses=(
        Hypothesis("definite", r"x^{T}Ax \ge 0", lambda p: p.q >= 0),
        Hypothesis("in S", r"x^{T}Ax = \max_jx^{T}Av_j", lambda p: equal(p.q, p.top)),
        Hypothesis("interior", r"\max_j \ge (1+\varepsilon)x^{T}Ax", lambda p: p.top >= (1 + p.epsilon) * p.q),
    ),
    conclusion=Formula(lambda p: equal(p.q, 0)),
    witness={"q": "0", "epsilon": "1", "top": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("definite"), drop("in S"), drop("interior")),
)
