"""Polygonal equilibria of self-attention: when there are any, the spectrum on a line, and some that attract.

They are the same states for the flow and for the step (``kappa_i = 0``), and ``J_step = I + alpha J_flow`` there.
"""

from __future__ import annotations

from proofs.beyond.worlds import polygon_lines as worlds
from proofs.multistability.worlds import polygons
from proofs.power_method import lazily
from proofs.power_method.notation import equal, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify, Simulate

SOURCE = ours("polygonal equilibria")
CERTIFY = lazily("verify.equilibria.polygons", "stable_polygon")

# ------------------------------------------------------------------ when there are any

EXIST = Claim(
    id="beyond.polygons.exist",
    title="When self-attention has polygonal equilibria",
    statement=(
        r"Let $V$ be nonsingular, $d \ge 2$. For even $n$ self-attention has a polygonal equilibrium if and only if "
        r"$u^{T}Au = 0$ for some $u "
        r"\neq 0$, that is if $A + A^{T}$ is not definite; for odd $n \ge 3$ if and only if $A$ vanishes on a plane, $u^{T}Aw = 0$ for all "
        r"$u, w$ in it (for $d = 2$: $A = 0$; for $d = 3$: $A = wp^{T} + qw^{T}$); for $n = 1$ never. In both times the same states."
    ),
    source=SOURCE,
    parts=(
        "beyond.polygonal_scores",
        "beyond.polygons.exist.definite",
        "beyond.polygons.exist.line",
        "beyond.polygons.exist.indefinite",
        "beyond.polygons.exist.odd",
        "beyond.polygons.exist.plane",
    ),
    note=(
        "Necessary: at a polygonal equilibrium all scores vanish and the tokens add up to zero "
        "(beyond.polygonal_scores), so that A vanishes "
        "on their span; an odd number of +-u does not add up to zero, so that for odd n the span holds a plane. "
        "Sufficient: half of the tokens "
        "at u and half at -u (exist.line); for odd n a triangle in the plane and pairs. "
        "A form that is not definite vanishes somewhere: in a plane "
        "explicitly (exist.indefinite), else by the intermediate value theorem."
    ),
)
LINE = Claim(
    id="beyond.polygons.exist.line",
    title="Tokens at u and -u, half of each, where u has no score",
    statement=r"If $u^{T}Au = 0$, $X = eu^{T}$ with $e_i = \pm1$ and $\sum_ie_i = 0$, then $XAX^{T} = 0$ and "
    r"$\sum_ix_i = 0$: all attended means are 0.",
    source=SOURCE,
    conclusion=Identity(worlds.scores, worlds.free_line, worlds.random_line, "X A X' = 0"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "A V for A",
            conclusion=Identity(worlds.scores_wrongly, worlds.free_line, worlds.random_line, "X A V X' = 0"),
        ),
    ),
)
FORM = tuple(Parameter(name) for name in ("a", "b", "c", "s"))
INDEFINITE = Claim(
    id="beyond.polygons.exist.indefinite",
    title="A form in the plane that is not definite vanishes somewhere",
    statement=(
        r"Let $ac - b^2 \le 0$ and $s^2 = b^2 - ac$. The form $ax^2 + 2bxy + cy^2$ vanishes at $(x, y) = (s - b, a)$, "
        r"at $(c, -s - b)$, and if "
        r"both are zero it is zero everywhere."
    ),
    source=SOURCE,
    parameters=FORM,
    hypotheses=(Hypothesis("not definite", r"s^2 = b^2 - ac", lambda p: equal(p.s**2, p.b**2 - p.a * p.c)),),
    conclusion=Formula(
        lambda p: (
            equal(p.a * (p.s - p.b) ** 2 + 2 * p.b * (p.s - p.b) * p.a + p.c * p.a**2, 0)
            & equal(p.a * p.c**2 + 2 * p.b * p.c * (-p.s - p.b) + p.c * (p.s + p.b) ** 2, 0)
            & (
                (p.a > 0)
                | (p.a < 0)
                | (p.c > 0)
                | (p.c < 0)
                | (p.s - p.b > 0)
                | (p.s - p.b < 0)
                | (p.s + p.b > 0)
                | (p.s + p.b < 0)
                | equal(p.b, 0)
            )
        )
    ),
    witness={"a": "1", "b": "1", "c": "0", "s": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("not definite"),),
)
DEFINITE = Claim(
    id="beyond.polygons.exist.definite",
    title="A definite form vanishes nowhere but at 0",
    statement=(
        r"If $ac - b^2 > 0$ then $ax^2 + 2bxy + cy^2 \neq 0$ for $(x, y) \neq 0$: no token has $x_i^{T}Ax_i = 0$ if $A + A^{T}$ is "
        r"definite."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("a", "b", "c", "x", "y")),
    hypotheses=(
        Hypothesis("definite", "ac - b^2 > 0", lambda p: p.a * p.c - p.b**2 > 0),
        Hypothesis("not 0", r"(x, y) \neq 0", lambda p: p.x**2 + p.y**2 > 0),
    ),
    conclusion=Formula(lambda p: p.a * (p.a * p.x**2 + 2 * p.b * p.x * p.y + p.c * p.y**2) > 0),
    witness={"a": "1", "b": "1", "c": "2", "x": "1", "y": "-1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("definite"), drop("not 0")),
)
ODD = Claim(
    id="beyond.polygons.exist.odd",
    title="Closed polygons in a plane on which A vanishes",
    statement=(
        r"If $W^{T}AW = 0$, $X = YW^{T}$ and $\sum_iy_i = 0$, then $XAX^{T} = 0$ and $\sum_ix_i = 0$: every closed polygon in the plane of "
        r"$W$ is a polygonal equilibrium, such as a triangle of equal sides and pairs $\pm x$, for every odd $n \ge 3$."
    ),
    source=SOURCE,
    conclusion=Identity(worlds.closed, worlds.free_inside, worlds.random_inside, "X A X' = 0, o' X = 0"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "X A = 0",
            conclusion=Identity(worlds.closed_wrongly, worlds.free_inside, worlds.random_inside, "X A = 0"),
        ),
    ),
)
PLANE = Claim(
    id="beyond.polygons.exist.plane",
    title="The matrices that vanish on a hyperplane",
    statement=(
        r"With $|w| = 1$, $P = I - ww^{T}$: $A - PAP = wp^{T} + qw^{T}$, $p = A^{T}w$, $q = PAw$. So $A$ vanishes on "
        r"$w^{\perp}$ if and only if "
        r"$A = wp^{T} + qw^{T}$; in $\mathbb{R}^3$ these are the planes, and a symmetric such $A$ has at most two "
        r"eigenvalues that are not 0, of "
        r"opposite signs if there are two."
    ),
    source=SOURCE,
    conclusion=Identity(worlds.vanishing, worlds.free_plane, worlds.random_plane, "A - P A P = w p' + q w'"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "q = A w", conclusion=Identity(worlds.vanishing_wrongly, worlds.free_plane, worlds.random_plane, "q = A w")
        ),
    ),
)

# ------------------------------------------------------------------ on a line

SPECTRUM = Claim(
    id="beyond.polygons.line_spectrum",
    title="The spectrum of a polygonal equilibrium on a line, for all n and d",
    statement=(
        r"Half of the $n$ tokens at $u$, half at $-u$, $u^{T}Au = 0$. With $P = I - uu^{T}$, $V_T = PVP$, $w = PVu$, "
        r"$b = PAu$, $g = PA^{T}u$ the "
        r"tangent Jacobian of the flow is $V_T + wb^{T}$ where all tokens move alike, $w(b+g)^{T}$ where they move with their signs, and "
        r"$wb^{T}$ on the $n - 2$ other directions. So it is unstable if $V_T + wb^{T}$ has an eigenvalue with positive real part, "
        r"$w^{T}(b+g) > 0$, or $n \ge 4$ and $w^{T}b > 0$; in the plane asymptotically stable if $V_T + wb$, $w(b+g)$ "
        r"and, for $n \ge 4$, $wb$ "
        r"are negative."
    ),
    source=SOURCE,
    conclusion=Identity(worlds.spectrum, worlds.free_line, worlds.random_line, "D field along o h', e h', z h'"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "weights held constant",
            conclusion=Identity(
                worlds.spectrum_unscored, worlds.free_line, worlds.random_line, "with constant weights"
            ),
        ),
    ),
    uses=("power_method.lemma_10", "beyond.polygonal_scores"),
)
EVERY_NUMBER = Claim(
    id="beyond.polygons.every_even_number",
    title="Asymptotically stable polygons for every even n, with symmetric A",
    statement=(
        r"For $V = \begin{pmatrix}1 & w\\ w & v\end{pmatrix}$ and $A = \begin{pmatrix}0 & b\\ b & 0\end{pmatrix}$ with "
        r"$w = 1$, $v = 0$, $b = "
        r"-1$: all eigenvalues $v + wb$, $2wb$, $wb$ at $u = e_1$ are negative, whatever the even $n$; $\det V = v - w^2 < 0$, so that $V$ "
        r"is nonsingular with a simple positive $\lambda_1$ (Assumption 1). In general such $w$, $v$, $b$ are those "
        r"with $wb < 0$, $v < -wb$, $v < w^2$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("v", "w", "b")),
    hypotheses=(
        Hypothesis("pushed back", "wb < 0", lambda p: p.w * p.b < 0),
        Hypothesis("less", "v < -wb", lambda p: p.v < -p.w * p.b),
        Hypothesis("nonsingular", "v < w^2", lambda p: p.v < p.w**2),
    ),
    conclusion=Formula(lambda p: (p.v + p.w * p.b < 0) & (2 * p.w * p.b < 0) & (p.v - p.w**2 < 0)),
    witness={"v": "0", "w": "1", "b": "-1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("pushed back"), drop("less"), drop("nonsingular")),
    uses=("beyond.polygons.line_spectrum",),
)

# ------------------------------------------------------------------ that attract


def _attracts(name: str, title: str, n: int, d: int, symmetric: bool, step_size: str | None) -> Claim:
    time = "the flow" if step_size is None else rf"the step with $\alpha = {step_size}$"
    data = polygons.polygon(n, d, symmetric, step_size)

    def changed(name: str, **entries: object) -> Mutant:
        return Mutant(name, example=lambda: {**data, **entries})

    pushing = [[entry[1:] if entry.startswith("-") else f"-{entry}" for entry in row] for row in data["query_key"]]
    return Claim(
        id=f"beyond.polygons.attract.{name}",
        title=title,
        statement=rf"Under {time} some polygon of {n} tokens in $\mathbb{{R}}^{d}$ is Lyapunov stable and attracts an "
        rf"open set: {data['explanation']}",
        source=SOURCE,
        conclusion=Behaviour(f"a polygon of {n} tokens in R^{d} attracts, {'flow' if step_size is None else 'step'}"),
        evidence=(Exact(CERTIFY, lambda: data), Simulate(polygons.returns_seen(lambda: data))),
        mutants=(
            changed("other sign of A", query_key=pushing),
            changed("V positive", value=[[str(int(i == j) * (i + 1)) for j in range(d)] for i in range(d)]),
        ),
        uses=("beyond.polygonal_scores",),
    )


TRIANGLE_FLOW = _attracts("triangle", "A triangle that attracts", 3, 3, True, None)
PAIR_STEP = _attracts("pair_step", "A pair that attracts in discrete time, A symmetric", 2, 2, True, "1/4")
FOUR_STEP = _attracts(
    "four_step", "Four tokens on a line that attract in discrete time, A symmetric", 4, 2, True, "1/4"
)
SQUARE_STEP = _attracts("square_step", "A square that attracts in discrete time, A symmetric", 4, 3, True, "1/20")
SIX_STEP = _attracts("six_step", "Six tokens on a line that attract in discrete time", 6, 2, False, "1/4")
HEXAGON_STEP = _attracts("hexagon_step", "Six tokens in a plane that attract in discrete time", 6, 3, False, "1/20")

REPAIRED = Claim(
    id="beyond.polygons",
    title="Polygonal equilibria of self-attention are unstable, repaired",
    statement=(
        r"There are no polygonal equilibria if $A + A^{T}$ is definite, and for even $n$ only then; for odd $n$ there are none exactly if "
        r"$A$ vanishes on no plane. Off a line they are unstable if $V$ has an odd number of positive eigenvalues, if $Ax_j = 0$ for all "
        r"tokens, or if $(I-C+CA^{T})V$, $L$ or $R$ has an eigenvalue with positive real part, and attract an open set if all have "
        r"negative ones. On a line they are unstable if $V_T + wb^{T}$ has an eigenvalue with positive real part, $w^{T}(b+g) > 0$, or "
        r"$n \ge 4$ and $w^{T}b > 0$; where these are negative they attract for $n = 2$ or $d = 2$, and for $n \ge 4$, $d = 3$ the third "
        r"order decides."
    ),
    source=SOURCE,
    parts=(
        "beyond.polygons.exist",
        "beyond.polygons.line_spectrum",
        "beyond.lemma_15_repaired",
        "beyond.polygons_spectrum",
        "beyond.polygons_opening",
        "beyond.two_times.jacobian",
    ),
    repairs="multistability.polygonal_unstable",
    note=(
        "At a polygonal state kappa_i = 0 and J_step = I + alpha J_flow (beyond.two_times): claims on eigenvalues 1 + alpha mu of the "
        "step, for every alpha, are claims on mu. For d = 2 and d = 3 what stays open is the boundary: eigenvalues on the imaginary axis "
        "that no family of polygons explains, and at third order the cases that beyond.polygons_opening names. For n >= 4 on a line in "
        "four and more dimensions the third order is not worked out."
    ),
)
