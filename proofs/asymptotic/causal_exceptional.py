r"""Auto-regressive attention with ``V_h = I``: for given earlier tokens at most one start of a token tends to the opposite of the first.

Two copies of token i in the same company are followed near ``-x_1``: they drive apart exponentially.
"""

from __future__ import annotations

from proofs.asymptotic.notation import ours
from proofs.asymptotic.worlds import causal_signs, hemisphere
from proofs.power_method.notation import both, equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify

LABEL = "Theorem on auto-regressive attention, V = I"
ID = "asymptotic.theorem_causal_identity"
SOFTMAX = "asymptotic.theorem_hemisphere.softmax"
WEIGHTS_WORLDS = (causal_signs.symbolic_weights, causal_signs.random_weights)

SEPARATION = Claim(
    id=f"{ID}.separation",
    title="How the distance of two copies of a token changes",
    statement=(
        r"Two copies $x$, $y$ of token $i$ with weights $b_j$, $b'_j$ move in the same company. With $g_x = x^{T}Wx_j$, $g_y = "
        r"y^{T}Wx_j$ and $x^{T}Wy = 1 - r^2/2$ the term of $j$ in $\frac12\frac{d}{dt}r^2 = -\frac{d}{dt}x^{T}Wy$ is $-b_j(g_y "
        r"- x^{T}Wy\,g_x) - b'_j(g_x - x^{T}Wy\,g_y) = (b_j - b'_j)(g_x - g_y) - \frac12(b_jg_x + b'_jg_y)r^2$."
    ),
    source=ours(LABEL),
    parameters=tuple(Parameter(name) for name in ("b", "b_2", "g_x", "g_y", "r")),
    conclusion=Formula(
        lambda p: equal(
            -p.b * (2 * p.g_y - (2 - p.r**2) * p.g_x) - p.b_2 * (2 * p.g_x - (2 - p.r**2) * p.g_y),
            2 * (p.b - p.b_2) * (p.g_x - p.g_y) - (p.b * p.g_x + p.b_2 * p.g_y) * p.r**2,
        )
    ),
    witness={"b": "1/2", "b_2": "1/3", "g_x": "-1", "g_y": "-1/2", "r": "1/4"},
    evidence=(Derive(), Decide()),
    mutants=(
        Mutant(
            "weights alike",
            conclusion=Formula(
                lambda p: equal(
                    -p.b * (2 * p.g_y - (2 - p.r**2) * p.g_x) - p.b_2 * (2 * p.g_x - (2 - p.r**2) * p.g_y),
                    -(p.b * p.g_x + p.b_2 * p.g_y) * p.r**2,
                )
            ),
        ),
    ),
    uses=(f"{ID}.products",),
)
PRODUCTS = Claim(
    id=f"{ID}.products",
    title="How the inner product of two tokens changes",
    statement=(
        r"$\frac{d}{dt}x_i^{T}Wx_k = \sum_jb_{ij}(g_{jk} - g_{ij}g_{ik}) + \sum_jb_{kj}(g_{ji} - g_{kj}g_{ik})$ for any "
        r"weights, any symmetric $W$, all $n$ and $d$."
    ),
    source=ours(LABEL),
    conclusion=Identity(
        hemisphere.products,
        hemisphere.symbolic,
        hemisphere.random,
        "D(x_i.W x_k)[field] = sum_j b_ij (g_jk - g_ij g_ik) + the same with i and k exchanged",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=Identity(
                hemisphere.products_without_projection,
                hemisphere.symbolic,
                hemisphere.random,
                "not D(x_i.W x_k)[field]",
            ),
        ),
    ),
)
CROSS = Claim(
    id=f"{ID}.cross",
    title="What the difference of the weights can do",
    statement=r"If $|b_j - b'_j| \le Lr$ and $|g_x - g_y| \le kr$ then $(b_j - b'_j)(g_x - g_y) \ge -Lkr^2$.",
    source=ours(LABEL),
    parameters=tuple(Parameter(name) for name in ("weights", "products", "r", "k", "L")),
    hypotheses=(
        Hypothesis(
            "Lipschitz", r"|b_j - b'_j| \le Lr", lambda p: both(p.weights <= p.L * p.r, -p.weights <= p.L * p.r)
        ),
        Hypothesis("close", r"|g_x - g_y| \le kr", lambda p: both(p.products <= p.k * p.r, -p.products <= p.k * p.r)),
    ),
    conclusion=Formula(lambda p: p.weights * p.products >= -p.L * p.k * p.r**2),
    witness={"weights": "1/8", "products": "-1/8", "r": "1/4", "k": "1/2", "L": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("close"), drop("Lipschitz")),
)
EXPANDS = Claim(
    id=f"{ID}.expands",
    title="Near the opposite of the first token two copies drive apart",
    statement=(
        r"Where $g_x, g_y \le -\frac12$ and $(b_j - b'_j)(g_x - g_y) \ge -Lkr^2$ the term of $j$ is at least $\frac14(b_j + b'_j)r^2 - "
        r"Lkr^2$. Summed over $j < i$: $\frac12\frac{d}{dt}r^2 \ge (\frac12\omega - nLk)r^2$."
    ),
    source=ours(LABEL),
    parameters=tuple(Parameter(name) for name in ("b", "b_2", "g_x", "g_y", "r", "k", "L", "cross")),
    hypotheses=(
        Hypothesis("weights", r"b_j, b'_j \ge 0", lambda p: both(p.b >= 0, p.b_2 >= 0)),
        Hypothesis("opposite", r"g_x, g_y \le -\tfrac12", lambda p: both(2 * p.g_x <= -1, 2 * p.g_y <= -1)),
        Hypothesis("cross", r"(b_j - b'_j)(g_x - g_y) \ge -Lkr^2", lambda p: p.cross >= -p.L * p.k * p.r**2),
    ),
    conclusion=Formula(
        lambda p: (
            4 * p.cross - 2 * (p.b * p.g_x + p.b_2 * p.g_y) * p.r**2 >= (p.b + p.b_2) * p.r**2 - 4 * p.L * p.k * p.r**2
        )
    ),
    witness={"b": "1/2", "b_2": "1/2", "g_x": "-1", "g_y": "-1", "r": "1/4", "k": "1/8", "L": "1", "cross": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weights"), drop("opposite"), drop("cross")),
    uses=(f"{ID}.separation", f"{ID}.cross"),
)
MOVED = Claim(
    id=f"{ID}.weights_moved",
    title="How the weights change with the tokens, under any mask",
    statement=(
        r"Along any $h$ the weights of a head change by $Da_{ij} = a_{ij}(s_{ij} - \sum_la_{il}s_{il})$, $s_{ij} = h_i^{T}Px_j + "
        r"x_i^{T}Ph_j$, for all $n$, $d$ and any mask."
    ),
    source=ours(LABEL),
    conclusion=Identity(causal_signs.weights_moved, *WEIGHTS_WORLDS, "D a_ij = a_ij (s_ij - sum_l a_il s_il)"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the mean",
            conclusion=Identity(causal_signs.weights_moved_wrongly, *WEIGHTS_WORLDS, "D a_ij = a_ij s_ij"),
        ),
    ),
)
LIPSCHITZ = Claim(
    id=f"{ID}.lipschitz",
    title="The weights are Lipschitz in a token, with a constant that depends on the bound of the scores",
    statement=(
        r"If token $i$ alone moves, $|h| = 1$ and $|P| \le M$, all $|s_{ij}| \le 2M$, and so their mean: $|Da_{ij}| \le 4M$. Between "
        r"two points of the ellipsoid at distance $r$ there is a path on it of length at most $\frac{\pi}{2}r$, so that $H$ heads have "
        r"$|b_j - b'_j| \le Lr$ with $L = 2\pi HM$."
    ),
    source=ours(LABEL),
    parameters=tuple(Parameter(name) for name in ("a", "s", "mean", "M")),
    hypotheses=(
        Hypothesis("weight", r"0 \le a_{ij} \le 1", lambda p: both(p.a >= 0, p.a <= 1)),
        Hypothesis("score", r"|s_{ij}| \le 2M", lambda p: both(p.s <= 2 * p.M, -p.s <= 2 * p.M)),
        Hypothesis("mean", r"|\sum_la_{il}s_{il}| \le 2M", lambda p: both(p.mean <= 2 * p.M, -p.mean <= 2 * p.M)),
    ),
    conclusion=Formula(lambda p: both(p.a * (p.s - p.mean) <= 4 * p.M, p.a * (p.mean - p.s) <= 4 * p.M)),
    witness={"a": "1/2", "s": "1", "mean": "0", "M": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("score"), drop("mean")),
    uses=(f"{ID}.weights_moved",),
)
ONE_START = Claim(
    id=f"{ID}.one_start",
    title="For given earlier tokens at most one start tends to the opposite of the first",
    statement=(
        r"Let the tokens before $i$ tend to $x_1$, $|P_h(t)| \le M$, and let two starts of token $i$ have $c_i \to -1$. Both "
        r"copies are within $\delta$ of $-x_1$ from some time on and the earlier tokens within $e$ of $x_1$. $x - y$ is "
        r"$W$-orthogonal to $x + y$, so $|g_x - g_y| = |(x - y)^{T}Wx_j| \le (\delta + e)r$; the weights are Lipschitz in $x$ "
        r"with a constant $L(M)$. Once $nL(\delta + e) < \omega/2$ their distance grows exponentially: it was 0."
    ),
    source=ours(LABEL),
    parts=(
        *(f"{ID}.{part}" for part in ("products", "separation", "cross", "expands", "weights_moved", "lipschitz")),
        SOFTMAX,
    ),
)
