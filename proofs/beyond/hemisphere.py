r"""Tokens in a hemisphere, beyond the theorem: discrete time, stability, the rate in the end.

Notation as in :mod:`proofs.asymptotic.hemisphere`: heights ``m_i = p^T x_i``, projections ``y_i = x_i / m_i``,
``b_ij = sum_h a^h_ij``, ``w_ij = b_ij m_j / m_i``, ``E = e^{2M}`` where ``|P_h| <= M``, norms of W.
"""

from __future__ import annotations

from proofs.asymptotic.hemisphere import OURS, THEOREM_ID, identity, positive, real
from proofs.asymptotic.worlds import hemisphere as world
from proofs.beyond.worlds import hemisphere as beyond
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Falsify, Simulate

N = Parameter("n", "integer", 1)

# ------------------------------------------------------------------ discrete time

DISCRETE = Claim(
    id="beyond.hemisphere.discrete",
    title="Skip connection and layer normalisation: consensus for every step size",
    statement=(
        r"Discrete time, $x_i^+ = N_W(x_i + \tau\sum_jb_{ij}x_j)$, any $\tau > 0$, $n$, $d$, $W$, number $H$ of "
        r"heads, $V_h = I$, any $P_h(k)$ with $|P_h(k)| \le M_k$ at step $k$: if $p^{T}x_i(0) \ge \mu > 0$ for all "
        r"$i$, heights never sink below $\mu$, step $k$ multiplies the range of every coordinate of the $y_i$ by at "
        r"most $1 - \frac{\tau H\mu e^{-2M_k}}{1 + \tau H}$ (causal mask: $1 - \frac{\tau H\mu e^{-2M_k}}{n(1 + \tau "
        r"H)}$), and the tokens converge to a consensus if $\sum_ke^{-2M_k} = \infty$: in particular if $M_k$ is "
        r"bounded."
    ),
    source=OURS,
    parts=(
        "beyond.hemisphere.discrete.convex",
        "beyond.hemisphere.discrete.height",
        "beyond.hemisphere.discrete.lowest",
        "beyond.hemisphere.discrete.weights",
        f"{THEOREM_ID}.softmax",
        f"{THEOREM_ID}.pull",
        f"{THEOREM_ID}.hull",
        f"{THEOREM_ID}.chord",
    ),
    note="No bound on the step is needed, because no weight is negative; it is a map, so that P may change at will.",
)
CONVEX = identity(
    "beyond.hemisphere.discrete.convex",
    "A step takes convex combinations of the projected tokens",
    r"$y_i^+ = \sum_jv_{ij}y_j/\sum_jv_{ij}$ with $v_{ij} = \delta_{ij}m_i + \tau b_{ij}m_j$, for any numbers "
    r"$b_{ij}$, all $n$, $d$ and $W$: $x_i^+\,(p^{T}u_i) = (p^{T}x_i^+)\,u_i$, $u_i = \sum_jv_{ij}y_j$, $p^{T}u_i = "
    r"\sum_jv_{ij}$.",
    (world.stepped, world.stepped_without_heights),
    "step_i (sum_j v_ij) = (p.step_i) sum_j v_ij y_j",
)
STEP_HEIGHT = identity(
    "beyond.hemisphere.discrete.height",
    "Heights after a step",
    r"$m_i^+\,|x_i + \tau s_i| = m_i + \tau\sum_jb_{ij}m_j$.",
    (world.stepped_heights, world.stepped_heights_wrongly),
    "(p.step_i) |x_i + tau s_i| = m_i + tau sum_j b_ij m_j",
)
STEP_LOWEST = Claim(
    id="beyond.hemisphere.discrete.lowest",
    title="A step does not sink below the lowest token",
    statement=(
        r"If all heights are at least $\mu > 0$ and $\sum_jb_{ij} = H$, $b_{ij} \ge 0$, then $S = \sum_jb_{ij}m_j "
        r"\ge H\mu$, and $r = |x_i + \tau s_i| \le 1 + \tau H$; so $m_i^+ \ge \mu$."
    ),
    source=OURS,
    parameters=(*positive("tau", "H", "mu", "r"), *real("m", "S", "after")),
    hypotheses=(
        Hypothesis("step", r"m_i^+r = m_i + \tau S", lambda p: equal(p.after * p.r, p.m + p.tau * p.S)),
        Hypothesis("length", r"r \le 1 + \tau H", lambda p: p.r <= 1 + p.tau * p.H),
        Hypothesis("above", r"m_i \ge \mu,\ S \ge H\mu", lambda p: (p.m >= p.mu) & (p.H * p.mu <= p.S)),
    ),
    conclusion=Formula(lambda p: p.after >= p.mu),
    witness={"tau": "1", "H": "1", "mu": "1/2", "r": "2", "m": "1/2", "S": "1/2", "after": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("step"), drop("length"), drop("above")),
    uses=("beyond.hemisphere.discrete.height",),
)
STEP_WEIGHTS = Claim(
    id="beyond.hemisphere.discrete.weights",
    title="The weights of a step have a lower bound",
    statement=(
        r"With $R_i = \sum_lv_{il} = m_i + \tau\sum_lb_{il}m_l \le 1 + \tau H$ the share of each visible token $j$ "
        r"is $v_{ij}/R_i \ge \frac{\tau H\mu}{nE(1 + \tau H)}$."
    ),
    source=OURS,
    parameters=(N, *positive("tau", "H", "E", "mu", "R"), *real("own", "b", "m_j", "v")),
    hypotheses=(
        Hypothesis(
            "share", r"vR = \delta_{ij}m_i + \tau b_{ij}m_j", lambda p: equal(p.v * p.R, p.own + p.tau * p.b * p.m_j)
        ),
        Hypothesis("own", r"\delta_{ij}m_i \ge 0", lambda p: p.own >= 0),
        Hypothesis("sum", r"R \le 1 + \tau H", lambda p: 1 + p.tau * p.H >= p.R),
        Hypothesis("attention", r"nEb_{ij} \ge H", lambda p: p.n * p.E * p.b >= p.H),
        Hypothesis("above", r"m_j \ge \mu", lambda p: p.m_j >= p.mu),
    ),
    conclusion=Formula(lambda p: p.v * p.n * p.E * (1 + p.tau * p.H) >= p.tau * p.H * p.mu),
    witness={
        "n": "2",
        "tau": "1",
        "H": "1",
        "E": "1",
        "mu": "1/2",
        "R": "3/2",
        "own": "0",
        "b": "1/2",
        "m_j": "1/2",
        "v": "1/6",
    },
    evidence=(Decide(), Falsify()),
    mutants=(drop("share"), drop("own"), drop("sum"), drop("attention"), drop("above")),
    uses=("beyond.hemisphere.discrete.convex", f"{THEOREM_ID}.softmax"),
)

# ------------------------------------------------------------------ stability

STABLE = Claim(
    id="beyond.hemisphere.stable",
    title="Every consensus is Lyapunov stable, and starts near it reach one nearby",
    statement=(
        r"$V_h = I$, $P_h$ bounded, full or causal attention, both times: for a point $x^*$ of the ellipsoid and $0 "
        r"< \mu < 1$ the cap of all states with $x^{*T}Wx_i \ge \mu$ is invariant (heights over $p = Wx^*$ do not "
        r"sink), and every start in it converges exponentially to a consensus in it. The consensus states are a "
        r"manifold of equilibria: no single one attracts a neighbourhood."
    ),
    source=OURS,
    parts=(
        f"{THEOREM_ID}.lowest",
        THEOREM_ID,
        "asymptotic.remark_hemisphere_mask.causal",
        "beyond.hemisphere.discrete",
        "beyond.hemisphere_boundary.signs",
    ),
)

# ------------------------------------------------------------------ the rate in the end

ASYMPTOTIC_RATE = Claim(
    id="beyond.hemisphere.asymptotic_rate",
    title="In the end the rate is the number of heads",
    statement=(
        r"Full attention, $V_h = I$, $|P_h(t)| \le M$, tokens in the interior of a hemisphere: the range $D$ of a "
        r"coordinate of the $y_i$ that is not zero at the start never is, and $-\frac1t\log D(t) \to H$ as $t \to "
        r"\infty$, whatever the $P_h$."
    ),
    source=OURS,
    parts=(
        "beyond.hemisphere.asymptotic_rate.near",
        "beyond.hemisphere.asymptotic_rate.slowest",
        THEOREM_ID,
        f"{THEOREM_ID}.pull",
    ),
    note="At a distance the guaranteed rate is only H mu e^{-2M}.",
)
NEAR = Claim(
    id="beyond.hemisphere.asymptotic_rate.near",
    title="Near consensus all weights are nearly equal",
    statement=(
        r"If no two scores of a token differ by more than $\log\varepsilon$ ($\varepsilon = e^{M\delta}$ at diameter "
        r"$\delta$) and heights have ratios in $[1/\rho, \rho]$, then $\frac{H}{\varepsilon\rho} \le nw_{ij} \le "
        r"H\varepsilon\rho$; both bounds go to $H$."
    ),
    source=OURS,
    parameters=(N, *positive("H", "epsilon", "rho"), *real("b", "ratio", "w")),
    hypotheses=(
        Hypothesis("weight", r"w_{ij} = b_{ij}\,m_j/m_i", lambda p: equal(p.w, p.b * p.ratio)),
        Hypothesis(
            "attention",
            r"H/\varepsilon \le nb_{ij} \le H\varepsilon",
            lambda p: (p.n * p.b * p.epsilon >= p.H) & (p.n * p.b <= p.H * p.epsilon),
        ),
        Hypothesis(
            "heights",
            r"1/\rho \le m_j/m_i \le \rho",
            lambda p: (p.ratio * p.rho >= 1) & (p.ratio <= p.rho),
        ),
    ),
    conclusion=Formula(lambda p: (p.n * p.w * p.epsilon * p.rho >= p.H) & (p.n * p.w <= p.H * p.epsilon * p.rho)),
    witness={"n": "2", "H": "1", "epsilon": "2", "rho": "2", "b": "1/2", "ratio": "1", "w": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("attention"), drop("heights")),
    uses=(f"{THEOREM_ID}.softmax", "beyond.hemisphere.most"),
)
MOST = Claim(
    id="beyond.hemisphere.most",
    title="No attention weight is large where the scores are bounded",
    statement=(
        r"If $e^{x_i^{T}Px_j} \le Ee^{x_i^{T}Px_l}$ for all $l$, the sum $Z$ of the $n$ terms has $EZ \ge nk$, $k = "
        r"e^{x_i^{T}Px_j}$, and $a_{ij} = k/Z \le E/n$: with $E = e^{2M}$, and with $E = e^{M\delta}$ at diameter "
        r"$\delta$."
    ),
    source=OURS,
    parameters=(N, *positive("E", "k", "Z"), Parameter("a")),
    hypotheses=(
        Hypothesis("softmax", r"aZ = k", lambda p: equal(p.a * p.Z, p.k)),
        Hypothesis("sum", r"EZ \ge nk", lambda p: p.n * p.k <= p.E * p.Z),
    ),
    conclusion=Formula(lambda p: p.n * p.a <= p.E),
    witness={"n": "2", "E": "2", "k": "1", "Z": "3", "a": "1/3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("softmax"), drop("sum")),
)
SLOWEST = Claim(
    id="beyond.hemisphere.asymptotic_rate.slowest",
    title="Ranges shrink at most as fast as the largest weights allow",
    statement=(
        r"With $0 \le w_{ij}, w_{kj} \le \Omega$, $z_i$ the largest and $z_k$ the smallest: $w_{ij}(z_j - z_i) - "
        r"w_{kj}(z_j - z_k) \ge -\Omega(z_i - z_k)$, so that $\dot D \ge -n\Omega D$."
    ),
    source=OURS,
    parameters=real("w_i", "w_k", "largest", "z_i", "z_j", "z_k"),
    hypotheses=(
        Hypothesis("of the largest", r"w_{ij} \le \Omega", lambda p: p.w_i <= p.largest),
        Hypothesis("of the smallest", r"w_{kj} \le \Omega", lambda p: p.w_k <= p.largest),
        Hypothesis("between", r"z_k \le z_j \le z_i", lambda p: (p.z_k <= p.z_j) & (p.z_j <= p.z_i)),
    ),
    conclusion=Formula(lambda p: p.w_i * (p.z_j - p.z_i) - p.w_k * (p.z_j - p.z_k) >= -p.largest * (p.z_i - p.z_k)),
    witness={"w_i": "1", "w_k": "1/2", "largest": "1", "z_i": "1", "z_j": "1/2", "z_k": "-1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("of the largest"), drop("of the smallest"), drop("between")),
    uses=(f"{THEOREM_ID}.projection",),
)
RATE_SEEN = Claim(
    id="beyond.hemisphere.asymptotic_rate.seen",
    title="Simulated: the rate in the end",
    statement=(
        r"For 8 random starts with one to four heads and periodic, not symmetric scores the slope of the logarithm "
        r"of the diameter between $t = 9/H$ and $12/H$ is $-H$ to within $1\,\%$."
    ),
    source=OURS,
    conclusion=Behaviour("the diameter decays at the rate H"),
    evidence=(Simulate(beyond.rate_seen),),
)
