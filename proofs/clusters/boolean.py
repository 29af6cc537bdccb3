r"""The Boolean limit of attention on the line: ``V = v > 0``, ``Q^T K = a > 0``, distinct tokens ``x_1 < ... < x_n``.

The flow is ``x_i' = v f(x_i)`` with the attended mean f, and ``f' = a Var >= 0``: order is kept and distances do not shrink. A token with
``a x_i x_n > (n-1)/e``, ``x_i > 0``, is *captured* by the largest one: it goes to infinity, and its row of P to one-hot, doubly
exponentially; likewise with the smallest one on the other side. All tokens but at most one are captured.
"""

from __future__ import annotations

from typing import Any

from proofs.clusters.notation import ours, restored
from proofs.clusters.worlds import line
from proofs.power_method.notation import both, equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify

SOURCE = ours("Theorem (Boolean limit)")


def real(*names: str) -> tuple[Parameter, ...]:
    """Real parameters."""
    return tuple(Parameter(name) for name in names)


SCORED = Hypothesis("scores", r"a > 0", lambda p: p.a > 0)
GROWING = Hypothesis("growth", r"v > 0", lambda p: p.v > 0)

THEOREM = Claim(
    id="clusters.theorem_boolean",
    title="On the line the attention matrix becomes Boolean",
    statement=(
        r"Let $d = 1$, $V > 0$, $QK > 0$ and $n \ge 2$ distinct tokens. $P(t)$ converges; all rows of the limit but at most one "
        r"are one-hot, with the ones in the columns of the smallest or of the largest token, the leaders; its rank is at most 3, "
        r"and 1 or 2 for almost all initial tokens."
    ),
    source=restored("Theorem (Boolean limit)", "from the abstract, the outline and the list of claims of this project"),
    parts=(
        "clusters.theorem_boolean.one_left",
        "clusters.theorem_boolean.rows",
        "clusters.theorem_boolean.rank",
        "clusters.theorem_boolean.generic",
    ),
    note=(
        "True. The bound 3 is attained (rank_three, asymmetric). Which leaders there are: the sign of x_i(t) at late times "
        "decides, so that tokens of one sign have one leader, the one furthest from 0: the smallest token is no leader if all are "
        "positive (one_sign). The hypotheses are needed: clusters.theorem_boolean.needs."
    ),
)
SLOPE = Claim(
    id="clusters.theorem_boolean.slope",
    title="The attended mean increases",
    statement=(
        r"The derivative of $f(y) = \sum_jP_j(y)x_j$ along $h$ is $\sum_jP_j(h^{T}Ax_j)x_j - (h^{T}Af)f$, for all $n$, $d$, $A$. "
        r"On the line: $f' = a(\sum_jP_jx_j^2 - f^2) \ge 0$ (Jensen), with equality only if all $x_j$ are equal, because every "
        r"$P_j > 0$."
    ),
    source=SOURCE,
    conclusion=Identity(
        line.slope, line.symbolic_tokens, line.random_tokens, "Df[h] = sum_j P_j (h.A x_j) x_j - (h.A f) f"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "second moments",
            conclusion=Identity(
                line.slope_without_the_mean, line.symbolic_tokens, line.random_tokens, "Df[h] = sum_j P_j (h.A x_j) x_j"
            ),
        ),
    ),
)
GAPS = Claim(
    id="clusters.theorem_boolean.gaps",
    title="Order is kept and distances do not shrink",
    statement=(
        r"Let $a, v > 0$. For $x_i < x_j$: $\dot x_j - \dot x_i = v(f(x_j) - f(x_i)) = va\,\mathrm{Var}\,(x_j - x_i) \ge 0$ with the "
        r"variance at some point between (mean value theorem); equal tokens stay equal, others distinct (uniqueness)."
    ),
    source=SOURCE,
    parameters=real("v", "a", "variance", "gap", "rate"),
    hypotheses=(
        GROWING,
        SCORED,
        Hypothesis("variance", r"\mathrm{Var} \ge 0", lambda p: p.variance >= 0),
        Hypothesis("order", r"x_j - x_i \ge 0", lambda p: p.gap >= 0),
        Hypothesis(
            "mean value",
            r"\text{rate} = va\,\mathrm{Var}\,(x_j - x_i)",
            lambda p: equal(p.rate, p.v * p.a * p.variance * p.gap),
        ),
    ),
    conclusion=Formula(lambda p: p.rate >= 0),
    witness={"v": "1", "a": "1", "variance": "1/4", "gap": "1", "rate": "1/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("growth"), drop("scores"), drop("variance"), drop("order"), drop("mean value")),
    uses=("clusters.theorem_boolean.slope", "clusters.well_posed.field"),
)
TERM = Claim(
    id="clusters.theorem_boolean.term",
    title="What one other token can take away from the attended mean",
    statement=(
        r"Let $x > 0$ and $g = x_n - x_j \ge 0$. $P_j \le P_j/P_n = e^{-axg}$ and $ue^{-u} \le 1/e$ give $ax\,P_jg \le 1/e$."
    ),
    source=SOURCE,
    parameters=real("a", "x", "g", "P", "W", "inverse_e"),
    hypotheses=(
        SCORED,
        Hypothesis("right", r"x > 0", lambda p: p.x > 0),
        Hypothesis("gap", r"g \ge 0", lambda p: p.g >= 0),
        Hypothesis("weight", r"P_j \le W = e^{-axg}", lambda p: p.P <= p.W),
        Hypothesis("exponential", r"axg\,W \le 1/e", lambda p: p.a * p.x * p.g * p.W <= p.inverse_e),
    ),
    conclusion=Formula(lambda p: p.a * p.x * p.P * p.g <= p.inverse_e),
    witness={"a": "1", "x": "1", "g": "1", "P": "1/4", "W": "1/3", "inverse_e": "1/3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("scores"), drop("right"), drop("gap"), drop("weight"), drop("exponential")),
)
PULL = Claim(
    id="clusters.theorem_boolean.pull",
    title="How strongly the largest token pulls",
    statement=(
        r"At $x > 0$: $f(x) = x_n - \sum_{j<n}P_j(x_n - x_j)$, and $n - 1$ terms as in the lemma give $ax\,f(x) \ge ax\,x_n - "
        r"(n-1)/e$. At $x < 0$, by $x \to -x$: $ax\,f(x) \ge ax\,x_1 - (n-1)/e$."
    ),
    source=SOURCE,
    parameters=(*real("a", "x", "top", "f", "taken", "inverse_e"), Parameter("others", "integer", 1)),
    hypotheses=(
        Hypothesis("mean", r"f = x_n - \text{taken}", lambda p: equal(p.f, p.top - p.taken)),
        Hypothesis("terms", r"ax\,\text{taken} \le (n-1)/e", lambda p: p.a * p.x * p.taken <= p.others * p.inverse_e),
    ),
    conclusion=Formula(lambda p: p.a * p.x * p.f >= p.a * p.x * p.top - p.others * p.inverse_e),
    witness={"a": "1", "x": "1", "top": "2", "f": "7/4", "taken": "1/4", "inverse_e": "1/3", "others": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("mean"), drop("terms")),
    uses=("clusters.theorem_boolean.term",),
)
PULLED = Hypothesis(
    "pull",
    r"ax\,f \ge ax\,x_n - k,\ ax_n\,F \ge ax_n^2 - k,\ k = (n-1)/e \ge 0",
    lambda p: both(p.a * p.x * p.f >= p.a * p.x * p.top - p.k, p.a * p.top * p.F >= p.a * p.top**2 - p.k, p.k >= 0),
)
RIGHT = Hypothesis("right", r"0 < x \le x_n", lambda p: (p.x > 0) & (p.x <= p.top))
INSIDE = Hypothesis("captured", r"ax\,x_n > k", lambda p: p.a * p.x * p.top > p.k)
CAPTURED = Claim(
    id="clusters.theorem_boolean.captured",
    title="A captured token stays captured, and goes to infinity",
    statement=(
        r"Let $0 < x_i \le x_n$ and $a\,x_ix_n > k = (n-1)/e$. With $f = f(x_i)$, $F = f(x_n)$ the product $q = x_ix_n$ has $\dot "
        r"q = v(fx_n + x_iF) \ge 2v(q - k/a)$: $q - k/a$ grows at least like $e^{2vt}$. And $\frac{d}{dt}x_i^2 = 2vx_if \ge 2v(q - "
        r"k/a)$: $x_i \to \infty$, at least like $e^{vt}$. The other side is the same with all signs changed."
    ),
    source=SOURCE,
    parts=("clusters.theorem_boolean.captured.product", "clusters.theorem_boolean.captured.square"),
)
PRODUCT = Claim(
    id="clusters.theorem_boolean.captured.product",
    title="The product with the largest token grows",
    statement=r"$a(fx_n + x_iF) \ge 2(a\,x_ix_n - k)$.",
    source=SOURCE,
    parameters=real("a", "k", "x", "top", "f", "F"),
    hypotheses=(RIGHT, PULLED, INSIDE),
    conclusion=Formula(lambda p: p.a * (p.f * p.top + p.x * p.F) >= 2 * (p.a * p.x * p.top - p.k)),
    witness={"a": "1", "k": "1", "x": "2", "top": "2", "f": "3/2", "F": "3/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("right"), drop("pull"), drop("captured")),
    uses=("clusters.theorem_boolean.pull",),
)
SQUARE = Claim(
    id="clusters.theorem_boolean.captured.square",
    title="The square of a captured token grows",
    statement=r"$a\,x_if \ge a\,x_ix_n - k > 0$.",
    source=SOURCE,
    parameters=real("a", "k", "x", "top", "f", "F"),
    hypotheses=(PULLED, INSIDE),
    conclusion=Formula(lambda p: (p.a * p.x * p.f >= p.a * p.x * p.top - p.k) & (p.a * p.x * p.f > 0)),
    witness={"a": "1", "k": "1", "x": "2", "top": "2", "f": "3/2", "F": "3/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("pull"), drop("captured")),
    uses=("clusters.theorem_boolean.pull",),
)
ONE_SIGN = Claim(
    id="clusters.theorem_boolean.one_sign",
    title="Tokens of one sign are all captured by the one furthest from 0",
    statement=(
        r"If all $x_j \ge 0$ and $x_n > 0$, then at every $x_i \ge 0$: $f(x_i) \ge f(0) = \frac1n\sum_jx_j \ge x_n/n > 0$, so that "
        r"all tokens grow and are captured by the largest one. The smallest of positive tokens is no leader: $P$ has rank 1 in the "
        r"limit."
    ),
    source=SOURCE,
    parameters=(*real("top", "total", "f"), Parameter("n", "integer", 1)),
    hypotheses=(
        Hypothesis("positive", r"x_n > 0", lambda p: p.top > 0),
        Hypothesis("one sign", r"\sum_jx_j \ge x_n", lambda p: p.total >= p.top),
        Hypothesis("increasing", r"f(x_i) \ge f(0) = \tfrac1n\sum_jx_j", lambda p: p.n * p.f >= p.total),
    ),
    conclusion=Formula(lambda p: (p.n * p.f >= p.top) & (p.f > 0)),
    witness={"top": "1", "total": "3/2", "f": "3/4", "n": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"), drop("one sign"), drop("increasing")),
    uses=("clusters.theorem_boolean.slope", "clusters.theorem_boolean.captured"),
)
ONE_LEFT = Claim(
    id="clusters.theorem_boolean.one_left",
    title="All tokens but at most one are captured; the one that is left goes to 0",
    statement=(
        r"Let $a, v > 0$ and $n \ge 2$ distinct tokens. At most one token is never captured, it tends to 0, and all others tend to "
        r"$\infty$ or $-\infty$ with a limit of $e^{-vt}x_i$ that is the same for all on one side, and not 0."
    ),
    source=SOURCE,
    parts=(
        "clusters.theorem_boolean.slope",
        "clusters.theorem_boolean.gaps",
        "clusters.theorem_boolean.pull",
        "clusters.theorem_boolean.captured",
        "clusters.theorem_boolean.one_sign",
    ),
    cites=("written_boolean_limit",),
    note=(
        "Last steps, by hand. If at some time no token is negative, or none positive, all are captured (one_sign). Else 0 is "
        "between x_1 and x_n for all times. x_n - x_1 does not decrease; if it were bounded, the states would stay in a compact "
        "set of distinct tokens, where f(x_n) - f(x_1) >= c > 0: so it tends to infinity, and x_n or x_1 is captured, say x_1 -> "
        "-oo. If x_n is captured too, tokens that never are have |x_i| <= (k/a) / min(x_n, |x_1|) -> 0, and distances do not "
        "shrink: there is at most one. If x_n is never captured, x_n^2 <= k/a for ever; tokens that are not captured are then "
        "above -(k/a)/|x_1| -> 0, and x_n >= eta > 0 at a late time gives f(x_n) >= eta/n - o(1), because what captured tokens "
        "contribute is at most |x_j| e^{-a eta |x_j|} -> 0 and x_n has the largest weight: x_n would grow without end. So x_n -> "
        "0, and another token in [-(k/a)/|x_1|, x_n] would be too near. Captured tokens on one side have f(x_n) - f(x_i) <= k/(a "
        "x_i), integrable, so that their distances converge; e^{-vt} x_n does not increase, and stays above a positive number "
        "because x_n^2 - k/a grows like e^{2vt}."
    ),
)


def determinant(p: Any) -> Any:
    """Of the rows and columns 1, i, n of the limit: ``(1, 0, 0)``, ``(r_1, r_i, r_n)``, ``(0, 0, 1)``."""
    return 1 * (p.r_i * 1 - p.r_n * 0) - 0 * (p.r_1 * 1 - p.r_n * 0) + 0 * (p.r_1 * 0 - p.r_i * 0)


ROWS = Claim(
    id="clusters.theorem_boolean.rows",
    title="The rows of the limit",
    statement=(
        r"The row of a token that is captured by the largest one tends to $e_n$: $P_{ij} \le e^{-ax_i(x_n - x_j)}$; by the "
        r"smallest one, to $e_1$. If the token that is left is the largest or the smallest one, its row tends to its own one-hot "
        r"row. If it is $x_i$ with $m$ tokens below and $k$ above, with limits $\zeta_- < 0 < \zeta_+$ of $e^{-vt}x_j$, then "
        r"$e^{vt}x_i \to y$ with $k\zeta_+e^{ay\zeta_+} + m\zeta_-e^{ay\zeta_-} = 0$, and its row tends to $(e^{ay\zeta_-}, \dots, "
        r"1, \dots, e^{ay\zeta_+})$, normalised."
    ),
    source=SOURCE,
    parts=(
        "clusters.theorem_boolean.one_left",
        "clusters.theorem_boolean.rate",
        "clusters.theorem_boolean.balance",
    ),
    cites=("written_boolean_limit",),
    note=(
        "Last steps, by hand. Captured: x_i -> oo and x_n - x_j does not shrink. Left in the middle: y = e^{vt} x_i has |y| "
        "e^{-vt}|x_n| <= k/a, so it is bounded, and y' = v y + v e^{2vt} G(y, t), where G tends, uniformly on bounded sets, to a "
        "function with the sign of the left side of the equation (balance: that increases strictly and has one zero). If y were "
        "epsilon above the zero at a late time, y' >= c e^{2vt}: it would not stay bounded. Left at the end, say x_n -> 0 and the "
        "others below: distances of captured tokens converge, so all x_j/x_1 -> 1, and if x_n |x_{n-1}| <= M at a late time, "
        "f(x_n) <= -c |x_1|, and x_n would cross 0 before that changes: so x_n |x_j| -> oo, and P_nj -> 0 for j < n."
    ),
)
BALANCE = Claim(
    id="clusters.theorem_boolean.balance",
    title="The equation of the row that is left has one solution",
    statement=(
        r"For $\zeta_- < 0 < \zeta_+$, $a, k, m > 0$ the derivative of $k\zeta_+e^{ay\zeta_+} + m\zeta_-e^{ay\zeta_-}$ in $y$, "
        r"$a(k\zeta_+^2e^{ay\zeta_+} + m\zeta_-^2e^{ay\zeta_-})$, is positive; the signs at $\pm\infty$ differ. Written with $E_\pm = "
        r"e^{ay\zeta_\pm} > 0$."
    ),
    source=SOURCE,
    parameters=(
        *real("a", "below", "above", "E_below", "E_above"),
        Parameter("k", "integer", 1),
        Parameter("m", "integer", 1),
    ),
    hypotheses=(
        SCORED,
        Hypothesis("sides", r"\zeta_- < 0 < \zeta_+", lambda p: (p.below < 0) & (p.above > 0)),
        Hypothesis("exponentials", r"E_\pm > 0", lambda p: (p.E_below > 0) & (p.E_above > 0)),
    ),
    conclusion=Formula(lambda p: p.a * (p.k * p.above**2 * p.E_above + p.m * p.below**2 * p.E_below) > 0),
    witness={"a": "1", "below": "-1", "above": "2", "E_below": "1", "E_above": "1/2", "k": "1", "m": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("scores"), drop("exponentials")),
)
RATE = Claim(
    id="clusters.theorem_boolean.rate",
    title="Captured rows converge doubly exponentially",
    statement=(
        r"If token $i$ is captured at time $T$, $q - k/a = c > 0$ there, then $x_i(t)^2 \ge c(e^{2v(t-T)} - 1)$ and "
        r"$P_{ij} \le \exp(-a\,g\sqrt{c(e^{2v(t-T)} - 1)})$ for all $j \neq n$, with $g = x_n - x_{n-1}$ at time 0: shown is that "
        r"$s = x_i^2$ and $w = c(e^{2v(t-T)} - 1)$ have $\dot s \ge \dot w$."
    ),
    source=SOURCE,
    parameters=real("v", "a", "k", "q", "c", "growth", "f", "x"),
    hypotheses=(
        Hypothesis("constants", r"v, a > 0", lambda p: (p.v > 0) & (p.a > 0)),
        Hypothesis("product", r"q - k/a \ge c\,e^{2v(t-T)}", lambda p: p.a * p.q - p.k >= p.a * p.c * p.growth),
        Hypothesis("square", r"a\,x_if \ge aq - k", lambda p: p.a * p.x * p.f >= p.a * p.q - p.k),
    ),
    conclusion=Formula(lambda p: 2 * p.v * p.x * p.f >= 2 * p.v * p.c * p.growth),
    witness={"v": "1", "a": "1", "k": "1", "q": "3", "c": "1", "growth": "2", "f": "2", "x": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("constants"), drop("product"), drop("square")),
    uses=("clusters.theorem_boolean.captured", "clusters.theorem_boolean.gaps"),
)
RANK = Claim(
    id="clusters.theorem_boolean.rank",
    title="The rank of the limit",
    statement=(
        r"Rows are $e_1$, $e_n$ and at most one other: the rank is at most 3. It is 3 exactly if a token $1 < i < n$ is left: rows "
        r"and columns 1, $i$, $n$ then have the determinant $r_i > 0$. Else it is 1 if all rows are equal, and 2."
    ),
    source=SOURCE,
    parameters=real("r_1", "r_i", "r_n"),
    hypotheses=(Hypothesis("own weight", r"r_i > 0", lambda p: p.r_i > 0),),
    conclusion=Formula(lambda p: determinant(p) > 0),
    witness={"r_1": "1/3", "r_i": "1/3", "r_n": "1/3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("own weight"),),
    uses=("clusters.theorem_boolean.rows",),
)
SPREAD = Claim(
    id="clusters.theorem_boolean.generic.spread",
    title="A variance from a mean",
    statement=(
        r"With $\delta_j = x_n - x_j$, $m_1 = \sum_jP_{nj}\delta_j = x_n - f(x_n)$, $m_2 = \sum_jP_{nj}\delta_j^2$ and $g = x_n - "
        r"x_{n-1} > 0$: $\delta_j^2 \ge g\,\delta_j$ gives $m_2 \ge g\,m_1$, and where $m_1 \le g/2$, $\mathrm{Var}_n = m_2 - "
        r"m_1^2 \ge \frac g2(x_n - f(x_n))$."
    ),
    source=SOURCE,
    parameters=real("g", "m_1", "m_2"),
    hypotheses=(
        Hypothesis("positive", r"m_1 \ge 0", lambda p: p.m_1 >= 0),
        Hypothesis("far", r"m_2 \ge g\,m_1", lambda p: p.m_2 >= p.g * p.m_1),
        Hypothesis("small", r"m_1 \le g/2", lambda p: 2 * p.m_1 <= p.g),
    ),
    conclusion=Formula(lambda p: 2 * (p.m_2 - p.m_1**2) >= p.g * p.m_1),
    witness={"g": "4", "m_1": "1", "m_2": "5"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"), drop("far"), drop("small")),
)
VOLUME = Claim(
    id="clusters.theorem_boolean.generic.volume",
    title="A lower bound of the divergence, term by term",
    statement=(
        r"The divergence of the flow is $v\sum_i\{a\mathrm{Var}_i + P_{ii}(1 + ax_i(x_i - f_i))\}$. With $u = ax_i(x_k - x_i)$: "
        r"$P_{ii} \le P_{ii}/P_{ik} = e^{-u}$ and $ue^{-u} \le 1/e$ give $P_{ii}P_{ik}u \le P_{ik}/e$, so that $P_{ii}\,ax_i(f_i - "
        r"x_i) \le 1/e$ and the divergence is at least $v(a\mathrm{Var}_l - n/e)$ for each $l$."
    ),
    source=SOURCE,
    parameters=real("P_ii", "P_ik", "u", "W", "inverse_e"),
    hypotheses=(
        Hypothesis("weights", r"P_{ii} \ge 0,\ P_{ik} \ge 0", lambda p: (p.P_ii >= 0) & (p.P_ik >= 0)),
        Hypothesis("ratio", r"P_{ii} \le W = e^{-u}", lambda p: p.P_ii <= p.W),
        Hypothesis("exponential", r"uW \le 1/e,\ 1/e > 0", lambda p: (p.u * p.W <= p.inverse_e) & (p.inverse_e > 0)),
    ),
    conclusion=Formula(lambda p: p.P_ii * p.P_ik * p.u <= p.P_ik * p.inverse_e),
    witness={"P_ii": "1/3", "P_ik": "1/2", "u": "1", "W": "1/3", "inverse_e": "1/3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weights"), drop("ratio"), drop("exponential")),
    uses=("power_method.lemma_10",),
)
GENERIC = Claim(
    id="clusters.theorem_boolean.generic",
    title="For almost all initial tokens the rank is 1 or 2",
    statement=(
        r"The initial tokens of which one is left, never captured, are a null set: for almost all others every row is one-hot, and "
        r"the rank is 1 or 2."
    ),
    source=SOURCE,
    parts=(
        "clusters.theorem_boolean.generic.volume",
        "clusters.theorem_boolean.generic.spread",
        "clusters.theorem_boolean.rows",
        "clusters.theorem_boolean.one_left",
    ),
    cites=("written_boolean_limit",),
    note=(
        "Last steps, by hand. Let W be the starts in a cube of half side R with token l left. There int_0^t (a Var_l - n/e) v "
        "ds - nvt tends to infinity: in the middle both leaders keep a positive weight, and Var_l grows like e^{2vt}. At the "
        "end, x_n -> 0, the weights of the others tend to 0 and their distances to x_n to one ratio, so that spread applies at "
        "late times with g >= |x_{n-1}|: Var_n >= (1 - f(x_n)/x_n) x_n |x_{n-1}|/2, where x_n |x_{n-1}| -> oo (rows) and the "
        "integral of v (1 - f(x_n)/x_n) from T to t is v (t - T) - log x_n(t)/x_n(T) >= v (t - T). By Liouville and Fatou, if "
        "|W| > 0 then the volume of W at time t is larger than any multiple of e^{nvt}. But it stays in a cube of volume "
        "(2R)^n e^{nvt}. The divergence is the trace of the Jacobian of lemma 10 for d = 1."
    ),
)
