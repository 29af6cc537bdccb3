r"""Steering repaired: where tokens go, sides, mild steering; other choices of w.

Token i is ``y_i`` after attention and skip connection without steering, ``y_i + tau_i u`` with it, ``tau_i = alpha kappa sigma_i``;
then it is normalised. ``a = u^T y_i``, ``b = |P_u y_i|``.
"""

from __future__ import annotations

from proofs.power_method.notation import ours
from proofs.power_method.worlds import steered, steering
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, Truth, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate, Statistics

SOURCE = ours("Section 2.3")
PULL = Claim(
    id="beyond.steering.pull",
    title="What the change does to tokens",
    statement=(
        r"With $W_O^h + \kappa u r_h^{T}$ for $W_O^h$, $\sum_h r_h^{T}W_V^h = w^{T}$, the attention output of token $i$ "
        r"gains exactly $\kappa\sigma_i u$, $\sigma_i = \sum_h r_h^{T}W_V^h\sum_j a^h_{ij}x_j$ (shown for two heads; sums "
        r"over heads are linear)."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.pulled_tokens,
        steering.free_two_heads,
        steering.random_two_heads,
        "sum_h P_h X V_h' (O_h + k u r_h')' = sum_h P_h X V_h' O_h' + k sigma u'",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "one average for both heads",
            conclusion=Identity(
                steering.pulled_tokens_of_the_sum,
                steering.free_two_heads,
                steering.random_two_heads,
                "sigma = P_1 X w",
            ),
        ),
    ),
    note=(
        "Heads with different scores mix different tokens: sigma_i is not w^T m_i, and the layer matrix alone does not "
        "know it."
    ),
)
SAME_SCORES = Claim(
    id="beyond.steering.same_scores",
    title="Heads with the same scores",
    statement=(
        r"If all heads have the same attention weights (one head, or near a consensus) $\sigma_i = w^{T}m_i$, $m_i = \sum_j "
        r"a_{ij}x_j$."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.pulled_tokens_same_scores,
        steering.free_two_heads,
        steering.random_two_heads,
        "sigma = P X w for equal scores",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "tokens not mixed",
            conclusion=Identity(
                steering.pulled_tokens_unmixed, steering.free_two_heads, steering.random_two_heads, "sigma = X w"
            ),
        ),
    ),
)

A, B, E, TAU = Parameter("a"), Parameter("b", "positive"), Parameter("eps", "positive"), Parameter("tau")
STRONG = Hypothesis(
    "strong",
    r"(|\tau| - |a|)\varepsilon \ge b",
    lambda p: (abs(p.tau) - abs(p.a)) * p.eps >= p.b,
)


def _same_side(p: Point) -> Truth:
    return (p.a + p.tau) * p.tau > 0


TOKENS = Claim(
    id="beyond.steering.tokens",
    title="Where each token goes",
    statement=(
        r"If $(|\tau| - |a|)\varepsilon \ge b$ then $\sin\angle(x_i^+, \pm u) \le \varepsilon$ and $u^{T}x_i^+$ has the "
        r"sign of $\tau$: with $|\kappa| \ge (|a| + b/\varepsilon)/(\alpha|\sigma_i|)$ token $i$ is within $\varepsilon$ of "
        r"$\mathrm{sign}(\kappa\sigma_i)u$. Nothing is asked of $w^{T}u$ or of a spectrum. The tokens with $\sigma_i = 0$ "
        r"are a null set (if $w \neq 0$), or all."
    ),
    source=SOURCE,
    parameters=(A, B, E, TAU),
    hypotheses=(STRONG,),
    conclusion=Formula(lambda p: (p.b**2 <= p.eps**2 * ((p.a + p.tau) ** 2 + p.b**2)) & _same_side(p)),
    witness={"a": "-1", "b": "1", "eps": "1/2", "tau": "4"},
    evidence=(Decide(), Falsify(), Simulate(steered.ends_seen)),
    mutants=(drop("strong"),),
    uses=("beyond.steering.pull",),
    repairs="power_method.steering.last_layer",
)
MIRROR = Hypothesis(
    "mirrored",
    r"a' = -a,\ \tau' = -\tau",
    lambda p: (p.a_2 <= -p.a) & (p.a_2 >= -p.a) & (p.tau_2 <= -p.tau) & (p.tau_2 >= -p.tau),
)
SIDES = Claim(
    id="beyond.steering.sides",
    title="Both sides occur",
    statement=(
        r"Without biases $X \mapsto -X$ turns $a$ and $\tau$ into $-a$ and $-\tau$: $u^{T}x_i^+$ changes its sign. So of "
        r"random tokens with a symmetric law half of the starts end at $-u$, for every $\kappa$, $u$ and $w$."
    ),
    source=SOURCE,
    parameters=(A, TAU, Parameter("a_2"), Parameter("tau_2")),
    hypotheses=(MIRROR,),
    conclusion=Formula(lambda p: ((p.a + p.tau > 0) & (p.a_2 + p.tau_2 < 0)) | (p.a + p.tau <= 0)),
    witness={"a": "1", "tau": "1", "a_2": "-1", "tau_2": "-1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("mirrored"),),
    uses=("beyond.steering.pull",),
    repairs="power_method.steering.sign",
)
BIAS = Claim(
    id="beyond.steering.bias",
    title="An output bias steers to one side",
    statement=(
        r"With $\kappa u$ added to the output bias, $\kappa > 0$, every token has $\tau = \alpha\kappa$: if $(\alpha\kappa "
        r"- |a|)\varepsilon \ge b$ all of them are within $\varepsilon$ of $+u$."
    ),
    source=SOURCE,
    parameters=(A, B, E, TAU),
    hypotheses=(STRONG, Hypothesis("positive", r"\tau = \alpha\kappa > 0", lambda p: p.tau > 0)),
    conclusion=Formula(lambda p: (p.b**2 <= p.eps**2 * ((p.a + p.tau) ** 2 + p.b**2)) & (p.a + p.tau > 0)),
    witness={"a": "-1", "b": "1", "eps": "1/2", "tau": "4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("strong"), drop("positive")),
)

B2 = Parameter("b_square", "positive")


def _gains(p: Point) -> Truth:
    new = (p.a + p.tau) ** 2
    return new * (p.a**2 + p.b_square) > p.a**2 * (new + p.b_square)


MILD = Claim(
    id="beyond.steering.mild",
    title="When a token gains alignment",
    statement=(
        r"$\cos^2$ with $u$ grows if and only if $\tau(\tau + 2a) > 0$: for every $\kappa$ where $a$ and $\tau$ have the "
        r"same sign or $a = 0 \neq \tau$, and only for $|\tau| > 2|a|$ where they have opposite ones."
    ),
    source=ours("Section 4"),
    parameters=(A, B2, TAU),
    conclusion=Formula(
        lambda p: (_gains(p) & (p.tau * (p.tau + 2 * p.a) > 0)) | (~_gains(p) & (p.tau * (p.tau + 2 * p.a) <= 0))
    ),
    witness={"a": "1", "b_square": "1", "tau": "-3"},
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant("always", conclusion=Formula(lambda p: _gains(p) | (p.tau * p.tau <= 0))),
        Mutant("beyond a alone", conclusion=Formula(lambda p: _gains(p) | (p.tau * (p.tau + p.a) <= 0))),
    ),
    uses=("beyond.steering.pull",),
    repairs="power_method.mild_steering.towards",
)
MILD_WHOLE = Claim(
    id="beyond.steering.mild_repaired",
    title="A smaller kappa steers only partly, repaired",
    statement=(
        r"No finite $\kappa$ aligns a token off the line of $u$ completely; it gains alignment if and only if $\tau(\tau + "
        r"2u^{T}y_i) > 0$."
    ),
    source=ours("Section 4"),
    parts=("power_method.mild_steering.partly", "beyond.steering.mild"),
    repairs="power_method.mild_steering",
)
DIMENSION = Claim(
    id="beyond.steering.dimension",
    title="A tenfold gap aligns little in high dimension",
    statement=(
        r"For $d = 128$, $n = 10$ random tokens, $H$ with entries $N(0, 1/d)$, $w = u$ and $\kappa = 10\lambda_1$, $\alpha "
        r"= 1$ and equal attention, less than 5 % of layers give the tokens a mean $|\cos|$ with $u$ above 0.9."
    ),
    source=SOURCE,
    conclusion=Behaviour("less than 5 % of random layers with a tenfold gap align ten random tokens above 0.9"),
    evidence=(
        Statistics(steered.reach_of_a_gap, 0.05, "random layers with a tenfold gap", more=False, quick=120, full=400),
    ),
    note=(
        "A random mean of n tokens has |w^T m| of about |w|/sqrt(n d): by beyond.steering.tokens a kappa of order sqrt(n "
        "d) |y| is needed."
    ),
)

# ------------------------------------------------------------------ other choices of w

LEFT = Claim(
    id="beyond.steering.left",
    title="w a left eigenvector, u anything",
    statement=(
        r"If $w^{T}H = \lambda w^{T}$, for any $u$: $w^{T}H_\kappa = (\lambda + \kappa w^{T}u)w^{T}$ and $H_\kappa = H$ on "
        r"$\ker w^{T}$. So exactly one copy of $\lambda$ moves, to $\lambda + \kappa w^{T}u$: the new pair dominates if and "
        r"only if this exceeds all other moduli."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.left_only,
        steering.free_left,
        steering.random_left,
        "w' H_k = (l + k w' u) w', H_k E = H E for w' E = 0",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "u kept",
            conclusion=Identity(
                steering.left_only_wrongly, steering.free_left, steering.random_left, "H_k u = u (l + k w' u)"
            ),
        ),
    ),
)
RIGHT = Claim(
    id="beyond.steering.right",
    title="u an eigenvector, w anything",
    statement=(
        r"If $Hu = \lambda u$, for any $w$: $H_\kappa u = (\lambda + \kappa w^{T}u)u$, and $H_\kappa = H$ modulo $u$. So "
        r"exactly one copy of $\lambda$ moves, and $u$ stays an eigenvector exactly."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.right_only,
        steering.free_right,
        steering.random_right,
        "H_k u = u (l + k w' u), E' H_k = E' H for E' u = 0",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "w kept",
            conclusion=Identity(
                steering.right_only_wrongly, steering.free_right, steering.random_right, "w' H_k = (l + k w' u) w'"
            ),
        ),
    ),
)
H, ROOT, Q = Parameter("h", "positive"), Parameter("k", "positive"), Parameter("q", "positive")
ZERO = Hypothesis("secular", r"|z||(|z| - h) \le k^2,\ |z| > h", lambda p: (p.q * (p.q - p.h) <= p.k**2) & (p.q > p.h))
ORTHOGONAL = Claim(
    id="beyond.steering.orthogonal",
    title="w orthogonal to u",
    statement=(
        r"If $w^{T}u = 0$ the secular equation is $z = G(z)$, so that every eigenvalue has $|z| < h + k$, $k = "
        r"\sqrt{|\kappa||w|h}$: it grows with $\sqrt{|\kappa|}$ at most, never like $\kappa$."
    ),
    source=SOURCE,
    parameters=(H, ROOT, Q),
    hypotheses=(ZERO,),
    conclusion=Formula(lambda p: p.q < p.h + p.k),
    witness={"h": "1", "k": "2", "q": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("secular"),),
    uses=("beyond.steering.resolvent",),
    note=(
        "Where w^T H u is not 0, z^2 = kappa w^T H u + kappa w^T H^2 R u suggests two leading eigenvalues near "
        "+-sqrt(kappa w^T H u), of nearly the same modulus; that is not proved here. Tokens go to +-u all the same "
        "(beyond.steering.tokens)."
    ),
)
NEAR, FAR = Parameter("g_near"), Parameter("g_far")
SIZE = Parameter("size", "positive")
NEGATIVE = Claim(
    id="beyond.steering.negative",
    title="A negative gain",
    statement=(
        r"If $s = \kappa w^{T}u = -m$, $m > h + 2k$, the function $z - s - G(z)$ is positive at $-(h+k)$ and negative at $s "
        r"- k$: the one eigenvalue with modulus above $h + k$ is real and negative, $\mu < -(h + k)$."
    ),
    source=SOURCE,
    parameters=(H, ROOT, SIZE, NEAR, FAR),
    hypotheses=(
        Hypothesis("large", r"m > h + 2k", lambda p: p.size > p.h + 2 * p.k),
        Hypothesis("bound near", r"|G(-(h+k))| \le k", lambda p: (p.g_near <= p.k) & (p.g_near >= -p.k)),
        Hypothesis(
            "bound far",
            r"|G(s - k)|(m + k - h) \le k^2",
            lambda p: (p.g_far * (p.size + p.k - p.h) <= p.k**2) & (-p.g_far * (p.size + p.k - p.h) <= p.k**2),
        ),
    ),
    conclusion=Formula(lambda p: (-p.h - p.k + p.size - p.g_near > 0) & (-p.k - p.g_far < 0)),
    witness={"h": "1", "k": "1", "size": "4", "g_near": "1", "g_far": "1/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("large"), drop("bound near"), drop("bound far")),
    uses=("beyond.steering.resolvent", "beyond.steering.unique"),
)
MU, OTHER = Parameter("mu"), Parameter("other", "positive")
FLIP = Claim(
    id="beyond.steering.flips",
    title="A negative gain makes tokens flip",
    statement=(
        r"If $\alpha(-\mu - q) > 2$, where $q > 0$ bounds the other moduli, then $\mu < 0$, $1 + \alpha\mu < 0$ and $|1 + "
        r"\alpha\mu| > 1 + \alpha q$: identical layers multiply the direction of $\mu$ the most and turn it around at each "
        r"step: tokens near $v$ alternate between $v$ and $-v$."
    ),
    source=SOURCE,
    parameters=(Parameter("alpha", "positive"), MU, OTHER),
    hypotheses=(Hypothesis("far", r"\alpha(-\mu - q) > 2", lambda p: p.alpha * (-p.mu - p.other) > 2),),
    conclusion=Formula(lambda p: (1 + p.alpha * p.mu < 0) & (-(1 + p.alpha * p.mu) > 1 + p.alpha * p.other)),
    witness={"alpha": "1", "mu": "-5", "other": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("far"),),
)
GAIN, TOP, REST, MEAN = Parameter("kappa", "positive"), Parameter("top"), Parameter("rest"), Parameter("mean")
SYMMETRIC = Claim(
    id="beyond.steering.symmetric",
    title="Symmetric layer matrices and w = u",
    statement=(
        r"For $H = H^{T}$ and $w = u$ it is enough that $\kappa > 2|H|$: the largest eigenvalue is at least $u^{T}H_\kappa "
        r"u = \kappa + u^{T}Hu > |H|$, and all others lie between $-|H|$ and $|H|$ (interlacing). No smaller constant will "
        r"do: $H = \mathrm{diag}(-1, 1)$, $u = e_1$, $\kappa = 2$ ties."
    ),
    source=SOURCE,
    parameters=(H, GAIN, MEAN, TOP, REST),
    hypotheses=(
        Hypothesis("gain", r"\kappa > 2|H|", lambda p: p.kappa > 2 * p.h),
        Hypothesis("quotient", r"|u^{T}Hu| \le |H|", lambda p: (p.mean <= p.h) & (p.mean >= -p.h)),
        Hypothesis("Rayleigh", r"\lambda_1(H_\kappa) \ge \kappa + u^{T}Hu", lambda p: p.top >= p.kappa + p.mean),
        Hypothesis(
            "interlacing", r"|\lambda_j(H_\kappa)| \le |H|,\ j \ge 2", lambda p: (p.rest <= p.h) & (p.rest >= -p.h)
        ),
    ),
    conclusion=Formula(lambda p: (p.top > p.rest) & (p.top > -p.rest)),
    witness={"h": "1", "kappa": "3", "mean": "0", "top": "3", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("gain"), drop("interlacing")),
)
