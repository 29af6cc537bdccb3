r"""Auto-regressive attention with a symmetric V, repaired: ``lambda_1 >= 0`` and the hyperplane ``v_1^T x = 0``, on every ellipsoid.

Let ``l^T V = lambda_1 l^T``, ``q_i = l^T x_i > 0`` and ``z_i = x_i / q_i``. Then ``z_i' = sum_j w_ij (V z_j - lambda_1 z_i)`` with
the positive weights ``w_ij = b_ij q_j / q_i``: the metric W drops out. With ``z_i = v_1 + eta_i``, ``l^T eta_i = 0``, consensus at
``v_1`` is ``eta = 0``, and ``eta_i' = sum_j w_ij (V eta_j - lambda_1 eta_i)``. Norms of eta are those of an inner product for which
V is symmetric on the kernel of l: the Euclidean one for symmetric V, where ``l = v_1``; that of W where ``W V`` is symmetric, where
``l = W v_1``.
"""

from __future__ import annotations

from typing import Any

from proofs.asymptotic.notation import ours
from proofs.asymptotic.worlds import causal, causal_symmetric_seen
from proofs.power_method.notation import both, equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

LABEL = "Theorem on auto-regressive attention, symmetric V"
SOURCE = ours(LABEL)
ID = "beyond.causal_symmetric"
THEOREM_ID = "asymptotic.theorem_causal_symmetric"
LAMBDA_1, LAMBDA_2 = Parameter("lambda_1"), Parameter("lambda_2")
NOT_NEGATIVE = Hypothesis("not negative", r"\lambda_1 \ge 0", lambda p: p.lambda_1 >= 0)
SIMPLE = Hypothesis("simple", r"\lambda_2 < \lambda_1", lambda p: p.lambda_2 < p.lambda_1)


def real(*names: str) -> tuple[Parameter, ...]:
    """Real parameters."""
    return tuple(Parameter(name) for name in names)


def _identity(part: str, title: str, statement: str, sides: tuple[Any, Any], text: str) -> Claim:
    """An identity of the flow or the step with a left eigenvector; ``sides`` has the true one and the mutant."""
    worlds = (causal.symbolic_left, causal.random_left)
    true, false = sides
    return Claim(
        id=f"{ID}.{part}",
        title=title,
        statement=statement,
        source=SOURCE,
        conclusion=Identity(true, *worlds, text),
        evidence=(Derive(), Falsify()),
        mutants=(Mutant(false.__name__.replace("_", " "), conclusion=Identity(false, *worlds, f"not {text}")),),
    )


# ------------------------------------------------------------------ central projection along a left eigenvector

PROJECTED = _identity(
    "projected",
    "Central projection along a left eigenvector: the metric drops out",
    r"Heads with $l^{T}V_h = \lambda_hl^{T}$ and any weights $b^h_{ij}$ (any mask, any time): where $q_i = l^{T}x_i \neq 0$, "
    r"$z_i = x_i/q_i$ obeys $\dot z_i = \sum_{h,j}w^h_{ij}(V_hz_j - \lambda_hz_i)$, $w^h_{ij} = b^h_{ij}q_j/q_i$, for every "
    r"$W$, all $n$ and $d$ (two heads).",
    (causal.projected, causal.projected_unscaled),
    "D(x_i / l.x_i)[field] = sum b_ij q_j/q_i (V z_j - lambda z_i)",
)
STEPPED = _identity(
    "stepped",
    "The same in discrete time",
    r"With $y_i = x_i + \tau s_i$, $l^{T}y_i/q_i = 1 + \tau\sum\lambda_hw^h_{ij}$ and $y_i/q_i = z_i + \tau\sum w^h_{ij}V_hz_j$. The "
    r"step $y_i/|y_i|_W$ has the direction of $y_i$, so that $z_i^+$ is their quotient.",
    (causal.stepped, causal.stepped_unscaled),
    "(x + tau s)/q = z + tau sum w V z, and its l-part",
)
HEIGHTS = _identity(
    "heights",
    "How the heights change",
    r"$\dot q_i = \sum_h\lambda_h\sum_jb^h_{ij}q_j - (x_i^{T}Ws_i)q_i$ for any weights and any $W$.",
    (causal.heights, causal.heights_wrongly),
    "l.field_i = sum lambda b_ij q_j - (x_i.W s_i) q_i",
)
SIGN = Claim(
    id=f"{ID}.sign",
    title="Tokens do not leave the hemisphere",
    statement=(
        r"If $\lambda_1 \ge 0$ and all $q_j \ge 0$ then $\dot q_i \ge -Rq_i$, $R$ the largest $|x_i^{T}Ws_i|$: $q_i(t) \ge "
        r"q_i(0)e^{-Rt} > 0$. The step has $l^{T}y_i = q_i + \tau\lambda_1\sum_jb_{ij}q_j > 0$."
    ),
    source=SOURCE,
    parameters=(LAMBDA_1, *real("push", "normal", "R", "q")),
    hypotheses=(
        NOT_NEGATIVE,
        Hypothesis("others", r"\sum_jb_{ij}q_j \ge 0,\ q_i \ge 0", lambda p: both(p.push >= 0, p.q >= 0)),
        Hypothesis("bounded", r"x_i^{T}Ws_i \le R", lambda p: p.normal <= p.R),
    ),
    conclusion=Formula(lambda p: p.lambda_1 * p.push - p.normal * p.q >= -p.R * p.q),
    witness={"lambda_1": "1", "push": "1/2", "normal": "1/4", "R": "1", "q": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("not negative"), drop("others"), drop("bounded")),
    uses=(f"{ID}.heights",),
)

# ------------------------------------------------------------------ one token after the other

OWN = Claim(
    id=f"{ID}.own",
    title="A token's attention to itself contracts",
    statement=(
        r"The term of $j = i$ in $\frac12\frac{d}{dt}|\eta_i|^2$ is $b_{ii}(\eta_i^{T}V\eta_i - \lambda_1|\eta_i|^2) \le "
        r"-\beta(\lambda_1 - \lambda_2)|\eta_i|^2$ if $b_{ii} \ge \beta \ge 0$ and $\eta^{T}V\eta \le \lambda_2|\eta|^2$ on "
        r"the kernel of $l$, $\lambda_2 < \lambda_1$. For the first token it is the only one."
    ),
    source=SOURCE,
    parameters=(LAMBDA_1, LAMBDA_2, *real("form", "h", "b", "beta")),
    hypotheses=(
        SIMPLE,
        Hypothesis("form", r"\eta^{T}V\eta \le \lambda_2|\eta|^2", lambda p: p.form <= p.lambda_2 * p.h**2),
        Hypothesis("weight", r"b_{ii} \ge \beta \ge 0", lambda p: both(p.b >= p.beta, p.beta >= 0)),
    ),
    conclusion=Formula(lambda p: p.b * (p.form - p.lambda_1 * p.h**2) <= -p.beta * (p.lambda_1 - p.lambda_2) * p.h**2),
    witness={"lambda_1": "1", "lambda_2": "1/2", "form": "1/4", "h": "1", "b": "1/2", "beta": "1/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("simple"), drop("form"), drop("weight")),
    uses=(f"{ID}.projected",),
)
RATIO = Claim(
    id=f"{ID}.ratio",
    title="How large the weights of the projection can be",
    statement=(
        r"On the ellipsoid $q_j \le Q$, and $1/q_i = |z_i|_W \le C(1 + |\eta_i|)$: so $w_{ij} = b_{ij}q_j/q_i \le b_{ij}QC(1 + |\eta_i|)$."
    ),
    source=SOURCE,
    parameters=(
        *real("w", "b", "q_j", "h"),
        Parameter("q_i", "positive"),
        Parameter("Q", "positive"),
        Parameter("C", "positive"),
    ),
    hypotheses=(
        Hypothesis("ratio", r"w_{ij}q_i = b_{ij}q_j", lambda p: equal(p.w * p.q_i, p.b * p.q_j)),
        Hypothesis("weight", r"b_{ij} \ge 0", lambda p: p.b >= 0),
        Hypothesis("highest", r"0 \le q_j \le Q", lambda p: both(p.q_j >= 0, p.q_j <= p.Q)),
        Hypothesis("length", r"1 \le q_iC(1 + |\eta_i|)", lambda p: both(p.q_i * p.C * (1 + p.h) >= 1, p.h >= 0)),
    ),
    conclusion=Formula(lambda p: both(p.w >= 0, p.w <= p.b * p.Q * p.C * (1 + p.h))),
    witness={"w": "1/4", "b": "1/2", "q_j": "1/2", "h": "0", "q_i": "1", "Q": "1", "C": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("ratio"), drop("weight"), drop("highest"), drop("length")),
)
EARLIER = Claim(
    id=f"{ID}.earlier",
    title="Earlier tokens near v_1 disturb little",
    statement=(
        r"The term of $j < i$ is $w_{ij}(\eta_i^{T}V\eta_j - \lambda_1|\eta_i|^2) \le G(1 + h)\rho\,hk$ with $h = |\eta_i|$, "
        r"$k = |\eta_j|$, $w_{ij} \le G(1 + h)$, $|V\eta| \le \rho|\eta|$ and $\lambda_1 \ge 0$."
    ),
    source=SOURCE,
    parameters=(LAMBDA_1, *real("w", "G", "h", "cross", "bound")),
    hypotheses=(
        NOT_NEGATIVE,
        Hypothesis("weight", r"0 \le w_{ij} \le G(1 + h)", lambda p: both(p.w >= 0, p.w <= p.G * (1 + p.h), p.h >= 0)),
        Hypothesis("cross", r"\eta_i^{T}V\eta_j \le \rho hk", lambda p: both(p.cross <= p.bound, p.bound >= 0)),
    ),
    conclusion=Formula(lambda p: p.w * (p.cross - p.lambda_1 * p.h**2) <= p.G * (1 + p.h) * p.bound),
    witness={"lambda_1": "1", "w": "1/2", "G": "1", "h": "1", "cross": "1/8", "bound": "1/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("not negative"), drop("weight"), drop("cross")),
    uses=(f"{ID}.projected", f"{ID}.ratio"),
    note="With lambda_1 < 0 the term grows with |eta_i|^2: the first token pushes the others away.",
)
TOGETHER = Claim(
    id=f"{ID}.together",
    title="Each token follows the earlier ones",
    statement=(
        r"If $\dot h \le -\gamma h + K(1 + h)k$ and $2Kk \le \gamma$ then $\dot h \le -\frac12\gamma h + Kk$: $h = |\eta_i|$ "
        r"decays exponentially if $k = \max_{j<i}|\eta_j|$ does, and $h$ stays small if $h(0)$ and $k$ are."
    ),
    source=SOURCE,
    parameters=real("rate", "h", "k", "K", "gamma"),
    hypotheses=(
        Hypothesis(
            "bound", r"\dot h \le -\gamma h + K(1 + h)k", lambda p: p.rate <= -p.gamma * p.h + p.K * (1 + p.h) * p.k
        ),
        Hypothesis("late", r"2Kk \le \gamma,\ h \ge 0", lambda p: both(2 * p.K * p.k <= p.gamma, p.h >= 0)),
    ),
    conclusion=Formula(lambda p: 2 * p.rate <= -p.gamma * p.h + 2 * p.K * p.k),
    witness={"rate": "-1", "h": "1", "k": "1/8", "K": "1", "gamma": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("bound"), drop("late")),
)
PARTS = tuple(f"{ID}.{part}" for part in ("projected", "heights", "sign", "own", "ratio", "earlier", "together"))
CONVERGES = Claim(
    id=f"{ID}.converges",
    title="Tokens in the hemisphere of v_1 converge to consensus, repaired",
    statement=(
        r"Auto-regressive, one head, any $W$, $P(t)$ measurable and bounded, $V$ symmetric, $\lambda_1 \ge 0$ its simple "
        r"largest eigenvalue: all starts with $v_1^{T}x_i(0) > 0$ for all $i$ converge exponentially to the consensus at "
        r"$v_1$. On the unit sphere this is the published hemisphere."
    ),
    source=SOURCE,
    parts=(*PARTS, "asymptotic.theorem_hemisphere.softmax"),
    repairs=f"{THEOREM_ID}.hemisphere",
    note="What fails with lambda_1 < 0: beyond.causal_symmetric.fails.",
)
ELLIPSOID = Claim(
    id=f"{ID}.ellipsoid",
    title="On an ellipsoid the hyperplane of the left eigenvector decides",
    statement=(
        r"On $x^{T}Wx = 1$ with $V$ symmetric and $\lambda_1 \ge 0$ simple: $v_1^{T}x_i(0) > 0$ for all $i$ suffices. If $WV$ "
        r"is symmetric instead, $(Wv_1)^{T}V = \lambda_1(Wv_1)^{T}$, and $v_1^{T}Wx_i(0) > 0$ suffices."
    ),
    source=SOURCE,
    parts=(f"{ID}.converges", f"{ID}.metric"),
    repairs=f"{THEOREM_ID}.ellipsoid",
)
METRIC = Claim(
    id=f"{ID}.metric",
    title="The left eigenvector where W V is symmetric",
    statement=r"If $WV = V^{T}W$ and $Vv = \lambda v$ then $(Wv)^{T}V = \lambda(Wv)^{T}$, for all $d$.",
    source=SOURCE,
    conclusion=Identity(
        causal.left_eigenvector, causal.free_selfadjoint, causal.random_selfadjoint, "(W v)^T V = lambda (W v)^T"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without W",
            conclusion=Identity(
                causal.left_eigenvector_unweighted,
                causal.free_selfadjoint,
                causal.random_selfadjoint,
                "v^T V = lambda v^T",
            ),
        ),
    ),
)
STABLE = Claim(
    id=f"{ID}.stable",
    title="The consensus at v_1 is asymptotically stable, repaired",
    statement=(
        r"If $\lambda_1 \ge 0$ is simple then $\lambda_j/i - \lambda_1 < 0$ for all $j \ge 2$ and all $i$: the causal "
        r"consensus at $v_1$ is asymptotically stable, for every number of tokens."
    ),
    source=SOURCE,
    parameters=(LAMBDA_1, Parameter("lambda_j"), Parameter("i", "integer", 1)),
    hypotheses=(
        NOT_NEGATIVE,
        Hypothesis("simple", r"\lambda_j < \lambda_1", lambda p: p.lambda_j < p.lambda_1),
    ),
    conclusion=Formula(lambda p: p.lambda_j - p.i * p.lambda_1 < 0),
    witness={"lambda_1": "1", "lambda_j": "1/2", "i": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("not negative"), drop("simple")),
    uses=(f"{THEOREM_ID}.spectrum",),
    repairs=f"{THEOREM_ID}.stable",
)
REPAIRED = Claim(
    id=ID,
    title="Auto-regressive attention with a symmetric value matrix, repaired",
    statement=(
        r"Auto-regressive, one head, $P(t)$ bounded, $V$ symmetric, its largest eigenvalue $\lambda_1 \ge 0$ simple: on every "
        r"ellipsoid all starts with $v_1^{T}x_i(0) > 0$ for all $i$ converge to the consensus at $v_1$, which is asymptotically "
        r"stable. On the unit sphere, for every $V$ with $\lambda_1 < 0$ some starts in the hemisphere do not converge to a consensus."
    ),
    source=SOURCE,
    parts=(f"{ID}.converges", f"{ID}.ellipsoid", f"{ID}.stable", f"{ID}.fails"),
    repairs=THEOREM_ID,
)
GENERAL = Claim(
    id=f"{ID}.general",
    title="Value matrices that are not symmetric",
    statement=(
        r"Auto-regressive, one head, any $W$, $P(t)$ measurable and bounded, any real $V$ with a simple real eigenvalue "
        r"$\lambda_1 \ge 0$ that is larger than the real parts of all others, $l^{T}V = \lambda_1l^{T}$: all starts with "
        r"$l^{T}x_i(0) > 0$ for all $i$ converge exponentially to the consensus at the eigenvector of $\lambda_1$. On the kernel of "
        r"$l$ there is an inner product with $\langle\eta, V\eta\rangle \le \lambda_2|\eta|^2$ for some $\lambda_2 < \lambda_1$ "
        r"(Lyapunov): nothing else of $V$ is used."
    ),
    source=SOURCE,
    parts=(*PARTS, "asymptotic.theorem_hemisphere.softmax"),
)
SEEN = Claim(
    id=f"{ID}.seen",
    title="Simulated: random symmetric values on ellipsoids, scores that depend on time",
    statement=(
        r"6 random systems ($n = 5$, $d = 3$, random $W$, $V$ with $\lambda_1 = 1$ and the others at most $\frac12$, $P(t) = "
        r"2\cos(t)P$), random starts with $v_1^{T}x_i > 0$: within $10^{-6}$ of $v_1$ at $t = 200$."
    ),
    source=SOURCE,
    conclusion=Behaviour("causal attention with symmetric V on random ellipsoids: starts with v_1^T x > 0 reach v_1"),
    evidence=(Simulate(causal_symmetric_seen.symmetric_value),),
)
