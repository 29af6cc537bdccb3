r"""The gradient theorem repaired: P a multiple of W.

The energy is ``E = sum_ij exp(x_i^T P x_j)``, the metric ``sum_i Z_i u_i^T W v_i`` with the normalisers Z of the attention. An
equilibrium that is no consensus expands for d >= 3: pushing all tokens in one direction g, and summing over an orthonormal basis of
directions, the second derivative of E is a sum of positive terms.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from proofs.asymptotic.notation import ours
from proofs.asymptotic.worlds import gradient as world
from proofs.asymptotic.worlds import gradient_examples as examples
from proofs.asymptotic.worlds import gradient_seen as seen
from proofs.multistability.notation import some_right
from proofs.power_method.notation import both
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Enclose, Falsify, Simulate

OURS = ours("Theorem on gradient fields")
ID = "beyond.gradient"


def identity(
    part: str, title: str, statement: str, sides: tuple[Any, Any], text: str, worlds: tuple[Any, Any]
) -> Claim:
    """An identity; ``sides`` has the true one and the mutant."""
    true, false = sides
    return Claim(
        id=f"{ID}.{part}",
        title=title,
        statement=statement,
        source=OURS,
        conclusion=Identity(true, *worlds, text),
        evidence=(Derive(), Falsify()),
        mutants=(Mutant(false.__name__.replace("_", " "), conclusion=Identity(false, *worlds, f"not {text}")),),
        uses=("reduction.ellipsoid",) if worlds[0] in (MULTIPLE[0], SYMMETRIC[0], ANY[0]) else (),
    )


MULTIPLE = (world.symbolic_multiple, world.random_multiple)
SYMMETRIC = (world.symbolic_symmetric, world.random_symmetric)
ANY = (world.symbolic_any, world.random_any)
PAIR = (world.symbolic_pair, world.random_pair)
TRACE = (world.symbolic_trace, world.random_trace)

WHOLE = Claim(
    id=ID,
    title="The gradient theorem, repaired",
    statement=(
        r"Let $V = I$ and $P = \beta W$, $\beta > 0$. The field is the gradient of "
        r"$\frac1{2\beta}\sum_{ij}e^{x_i^{T}Px_j}$ for the metric $\sum_i Z_i\,u_i^{T}Wv_i$, $Z_i = "
        r"\sum_je^{x_i^{T}Px_j}$. Every trajectory converges to an equilibrium, and for $d \ge 2$ almost every one to "
        r"a consensus."
    ),
    source=OURS,
    parts=(f"{ID}.field", f"{ID}.convergence", f"{ID}.almost_all", f"{ID}.circle"),
    repairs="asymptotic.theorem_gradient",
)
FIELD = replace(
    identity(
        "field",
        "The field is a gradient where P is a multiple of W",
        r"Let $V = I$, $P = \beta W$, $\beta$ any real number, $E = \sum_{ij}e^{x_i^{T}Px_j}$, $Z_i = "
        r"\sum_je^{x_i^{T}Px_j}$ and $f$ the field. For all $n$ and $d$ and every tangent $h$, $x_i^{T}Wh_i = 0$: "
        r"$DE[h] = 2\beta\sum_iZ_i\,f_i^{T}Wh_i$. So $f$ is the gradient of $E/(2\beta)$ for the metric "
        r"$\sum_iZ_i\,u_i^{T}Wv_i$, and $\dot E = 2\beta\sum_iZ_i\,f_i^{T}Wf_i$.",
        (world.gradient, world.gradient_without_normalisers),
        "DE[h] = 2 beta sum_i Z_i f_i.W h_i",
        MULTIPLE,
    ),
    repairs="asymptotic.theorem_gradient.gradient",
)
FALLS = Claim(
    id=f"{ID}.energy_falls",
    title="Without that hypothesis the energy may fall",
    statement=(
        r"There is a symmetric positive definite $P$, no multiple of $W = I$, and a state with $V = I$ at which "
        r"$\sum_{ij}e^{x_i^{T}Px_j}$ decreases along the flow: $P = \mathrm{diag}(3, 1)$ and the tokens $(\pm\frac35, "
        r"\frac45)$."
    ),
    source=OURS,
    conclusion=Behaviour("for some symmetric positive definite P the energy decreases along the flow at some state"),
    evidence=(Enclose(examples.energy_falls, examples.falling),),
    mutants=(Mutant("a multiple of the identity", example=examples.not_falling),),
    note=(
        "E is no candidate for any metric: a function whose gradient is the field is constant on the consensus states, which are all at "
        "rest, and E is n^2 exp(x^T P x) there, constant on x^T W x = 1 only if P is a multiple of W."
    ),
)
CONVERGENCE = Claim(
    id=f"{ID}.convergence",
    title="Every trajectory converges to an equilibrium, repaired",
    statement=(
        r"For $V = I$ and $P = \beta W$ the flow is the gradient flow of an analytic function for an analytic metric "
        r"on a compact product of ellipsoids: every trajectory converges to a single equilibrium (Lojasiewicz)."
    ),
    source=OURS,
    parts=(f"{ID}.field",),
    cites=("lojasiewicz",),
    repairs="asymptotic.theorem_gradient.convergence",
)

# ------------------------------------------------------------------ which equilibria expand

CURVATURE = identity(
    "curvature",
    "Two tokens pushed alike",
    r"Let $x(t) = N(x + tg)$ and $y(t) = N(y + tg)$ on the unit sphere, $c = x^{T}y$, $a = g^{T}x$, $b = g^{T}y$, $G "
    r"= |g|^2$. Then $\frac{d^2}{dt^2}e^{\beta x^{T}y}|_0 = e^{\beta c}\{\beta^2(a+b)^2(1-c)^2 + \beta[2(G - a^2 - "
    r"b^2 + abc) - c(2G - a^2 - b^2) - 2a(b - ac) - 2b(a - bc)]\}$.",
    (world.second_derivative, world.second_derivative_at_rest),
    "second derivative of exp(beta x.y) along a common push",
    PAIR,
)
TRACE_CLAIM = identity(
    "trace",
    "The sum over all directions of the push",
    r"Summed over an orthonormal basis of pushes $g$, $a^2$, $b^2$, $ab$ and $G$ become $1$, $1$, $c$ and $d$, and "
    r"the braces of `curvature` become $2\beta(1-c)\,(\beta(1-c^2) + d - 2 - c)$.",
    (world.trace, world.trace_in_flat_space),
    "trace = 2 beta (1 - c)(beta (1 - c^2) + d - 2 - c)",
    TRACE,
)
POSITIVE = Claim(
    id=f"{ID}.positive",
    title="The sum is positive in three and more dimensions",
    statement=(
        r"If $\beta > 0$, $d \ge 3$ and $-1 \le c < 1$ then $2\beta(1-c)(\beta(1-c^2) + d - 2 - c) > 0$; at $c = 1$ it is $0$."
    ),
    source=OURS,
    parameters=(Parameter("beta", "positive"), Parameter("d", "integer", 3), Parameter("c")),
    hypotheses=(
        Hypothesis("apart", "c < 1", lambda p: p.c < 1),
        Hypothesis("unit tokens", r"c \ge -1", lambda p: p.c >= -1),
    ),
    conclusion=Formula(lambda p: 2 * p.beta * (1 - p.c) * (p.beta * (1 - p.c**2) + p.d - 2 - p.c) > 0),
    witness={"beta": "1", "d": "3", "c": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("apart"), drop("unit tokens")),
)
EXPANDS = Claim(
    id=f"{ID}.expands",
    title="Every equilibrium that is no consensus expands, d >= 3",
    statement=(
        r"Let $V = I$, $P = \beta W$, $\beta > 0$, $d \ge 3$. At an equilibrium whose tokens are not all equal the "
        r"linearisation has a positive eigenvalue: the sum over a basis of pushes $g$ of the second derivatives of "
        r"$E$ along $x_i(t) = N(x_i + tg)$ is positive, so one of them is."
    ),
    source=OURS,
    parts=("reduction.ellipsoid", f"{ID}.field", f"{ID}.curvature", f"{ID}.trace", f"{ID}.positive"),
    note=(
        "At a critical point the second derivative along any curve is the Hessian of its velocity. The linearisation "
        "of a gradient field is the Hessian in the metric: by Rayleigh its largest eigenvalue is positive where the "
        "Hessian is positive somewhere."
    ),
)
ALMOST_ALL = Claim(
    id=f"{ID}.almost_all",
    title="A consensus from almost every start, d >= 3",
    statement=(
        r"For $V = I$, $P = \beta W$, $\beta > 0$, $d \ge 3$ and every $n$ almost every trajectory converges to a "
        r"consensus: all converge, and those that converge to an equilibrium with a positive eigenvalue are a null "
        r"set."
    ),
    source=OURS,
    parts=(f"{ID}.convergence", f"{ID}.expands"),
    cites=("centre_stable_manifold",),
    repairs="asymptotic.theorem_gradient.consensus",
)
CIRCLE = Claim(
    id=f"{ID}.circle",
    title="A consensus from almost every start, d = 2",
    statement=(
        r"For $V = I$, $P = \beta W$, $\beta > 0$, $d = 2$ and every $n$ almost every trajectory converges to a "
        r"consensus: in the coordinates $y = Sx$ it is the self-attention dynamics on the circle."
    ),
    source=OURS,
    parts=("reduction.ellipsoid",),
    cites=("circle_synchronisation",),
    note="This is the cited theorem in the coordinates of the ellipsoid; nothing of it is proved here.",
)
SEEN = Claim(
    id=f"{ID}.seen",
    title="Random starts reach a consensus",
    statement=(
        r"For $V = I$ and $P = \beta W$, random $W$, $\beta$, $3 \le n \le 8$ and $2 \le d \le 4$: 30 of 30 random "
        r"starts of the flow reach a consensus, and $E$ never falls."
    ),
    source=OURS,
    conclusion=Behaviour(
        "random starts of the flow with V = I and P = beta W reach a consensus, and the energy never falls"
    ),
    evidence=(Simulate(seen.consensus_seen),),
)
LARGE = Claim(
    id=f"{ID}.gpt2_size",
    title="As many tokens and dimensions as GPT-2 has",
    statement=(
        r"$n = 1024$, $d = 768$ (quick tier: 64 and 48), $W$ diagonal with entries in $[\frac12, 2]$, $V = I$, $P = "
        r"2W$, $\tau = \frac12$: a uniform start comes within $10^{-6}$ of a consensus in at most 400 steps."
    ),
    source=OURS,
    conclusion=Behaviour("many tokens in many dimensions with V = I and P = 2 W reach a consensus"),
    evidence=(Simulate(seen.smaller), Simulate(seen.gpt2, tier="full")),
)

# ------------------------------------------------------------------ any scores

GRAM = identity(
    "gram",
    "How inner products change",
    r"Let $V = I$ and $P$ any matrix, $c_{ij} = x_i^{T}Wx_j$. Then $x_j^{T}Wf_i = \sum_ka_{ik}(c_{kj} - "
    r"c_{ki}c_{ij})$, for all $n$ and $d$.",
    (world.gram, world.gram_unprojected),
    "x_j.W f_i = sum_k a_ik (c_kj - c_ki c_ij)",
    ANY,
)
TWO_TOKENS = Claim(
    id=f"{ID}.two_tokens",
    title="Two tokens meet, whatever P is",
    statement=(
        r"Let $n = 2$, $V = I$, $P(t)$ any bounded matrix, $c = x_1^{T}Wx_2$. By `gram` and $c_{ii} = 1$: $\dot c = "
        r"(a_{12} + a_{21})(1 - c^2)$, which is positive unless $c = \pm1$, because weights are. So every start but "
        r"an opposite pair converges to a consensus, and opposite pairs are unstable."
    ),
    source=OURS,
    parameters=(Parameter("first", "positive"), Parameter("second", "positive"), Parameter("c")),
    hypotheses=(Hypothesis("neither equal nor opposite", "-1 < c < 1", lambda p: both(p.c > -1, p.c < 1)),),
    conclusion=Formula(lambda p: (p.first + p.second) * (1 - p.c**2) > 0),
    witness={"first": "1/2", "second": "1/3", "c": "-3/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("neither equal nor opposite"),),
    uses=(f"{ID}.gram",),
)
OPPOSITE = Claim(
    id=f"{ID}.opposite",
    title="Opposite groups are unstable, whatever P is",
    statement=(
        r"For $V = I$ and any $P$, on the unit sphere, every state with $m$ tokens at a unit vector $x$ and $n - m "
        r"\ge 1$ at $-x$ has a positive tangent eigenvalue."
    ),
    source=OURS,
    parameters=(Parameter("E", "positive"), Parameter("m", "integer", 1), Parameter("rest", "integer", 1)),
    conclusion=Formula(lambda p: some_right(p, 1, 1)),
    witness={"E": "4", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(Mutant("with V = -I", conclusion=Formula(lambda p: some_right(p, -1, -1))),),
    uses=("multistability.bipartite_spectrum", "multistability.bipartite_stability.margins", "reduction.ellipsoid"),
    note="Every vector is an eigenvector of V = I, with E = exp(2 x^T P x) in the notation of the multistability paper.",
)
UNSTABLE_SEEN = Claim(
    id=f"{ID}.unstable_seen",
    title="No stable equilibrium besides consensus is found, whatever P is",
    statement=(
        r"For $V = I$, $W = I$ and random positive definite $P$, eigenvalues in $[e^{-2}, 3]$, $3 \le n \le 7$, $d "
        r"\le 3$: each of the equilibria that are no consensus, found by least squares from 80 random starts, has a "
        r"positive eigenvalue."
    ),
    source=OURS,
    conclusion=Behaviour(
        "equilibria with V = I and random positive definite P that are no consensus have an expanding direction"
    ),
    evidence=(Simulate(seen.equilibria_seen),),
)
SINGULAR = identity(
    "singular",
    "No linearisation at an equilibrium is invertible",
    r"Let $V = I$ and $P$ symmetric. Then $\sum_iZ_i(f_ix_i^{T} - x_if_i^{T}) = 0$ at every state, for all $n$ and "
    r"$d$. At an equilibrium the linearisation therefore maps into the tangent vectors with $\sum_iZ_i(u_ix_i^{T} - "
    r"x_iu_i^{T}) = 0$ and is singular, $d \ge 2$.",
    (world.turning, world.turning_without_normalisers),
    "sum_i Z_i f_i x_i^T is symmetric",
    SYMMETRIC,
)

# ------------------------------------------------------------------ the table of the paper

TABLE = Claim(
    id="beyond.assumptions_table",
    title="The table of assumptions, repaired",
    statement=(
        r"Tokens converge to a consensus under these assumptions: one head, $V = I$, $P = \beta W$, $\beta > 0$, "
        r"almost any start; any number of heads, $V_h = I$, $P_h$ bounded, tokens in an open hemisphere; causal, any "
        r"number of heads, $V_h = I$, $P_h$ bounded, almost any start; causal, one head, $V$ symmetric, with what "
        r"`beyond.causal_symmetric` adds."
    ),
    source=ours("Table of assumptions"),
    parts=(
        "beyond.gradient",
        "asymptotic.theorem_hemisphere",
        "asymptotic.theorem_causal_identity",
        "beyond.causal_symmetric",
    ),
    repairs="asymptotic.assumptions_table",
)
