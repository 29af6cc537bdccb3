r"""Four or more tokens on a line in three dimensions: the n - 2 neutral directions along which they open, at third order.

Half of the tokens at u, half at -u, ``u' A u = 0``, ``b = P A u``, ``g = P A' u``, ``w = P V u``. Deviations ``sigma_i z_i h`` of tokens of
one group from each other, ``h`` orthogonal to u and b, are neutral (``beyond.polygons.line_spectrum``): no linearisation decides.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond.worlds import polygon_cubic as worlds
from proofs.beyond.worlds import polygons_opening_seen as seen
from proofs.multistability.worlds import polygons
from proofs.power_method import lazily
from proofs.power_method.notation import ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify, Simulate

SOURCE = ours("polygonal equilibria")
STATE = (
    r"half of the $n \ge 4$ tokens at $u$, half at $-u$, $u^{T}Au = 0$; $h \perp u, b$ and $k \perp u, w$ with $|u| "
    r"= |h| = 1$, "
    r"$b = PAu$, $g = PA^{T}u$, $w = PVu$"
)
CUBIC = Claim(
    id="beyond.polygons_opening.cubic",
    title="The field at third order where tokens on a line open, A symmetric",
    statement=(
        rf"Let {STATE}, $A$ symmetric. Let $z_i$ add up to zero in each group, $\overline{{z^2}} = "
        rf"\frac1n\sum_iz_i^2$, "
        r"$\Delta = \frac2n\sum_i\sigma_iz_i^2$, $a = h^{T}Ah$, and $V(\eta + (b^{T}\eta - \frac14\Delta)u) = \rho "
        r"u$, that is "
        r"$\rho = -\frac14\Delta/((u-b)^{T}V^{-1}u)$. Along $x_i = \sigma_iu + \varepsilon\sigma_iz_ih + "
        r"\varepsilon^2(\eta - "
        r"\frac12z_i^2\sigma_iu) + O(\varepsilon^3)$, unit vectors, the field is 0 up to second order, and "
        r"$k^{T}\dot x_i = "
        r"\varepsilon^3z_i(\sigma_ia\,\overline{z^2}\,k^{T}Vh - \rho\,k^{T}h) + O(\varepsilon^4)$; for all $n$."
    ),
    source=SOURCE,
    conclusion=Identity(
        worlds.cubic, worlds.free_symmetric, worlds.random_symmetric, "k' f_3 = z (sigma a mean(z^2) k' V h - rho k' h)"
    ),
    evidence=(Derive(), Falsify(), Simulate(seen.orders_seen)),
    mutants=(
        Mutant(
            "deviations do not score each other",
            conclusion=Identity(
                worlds.cubic_unscored, worlds.free_symmetric, worlds.random_symmetric, "k' f_3 = -z rho k' h"
            ),
        ),
    ),
    uses=("beyond.polygons.line_spectrum",),
)
DRIFT = Claim(
    id="beyond.polygons_opening.drift",
    title="Where A is not symmetric tokens that open turn the line",
    statement=(
        rf"Let {STATE}, any $A$. Along the same curve the field at second order has $k^{{T}}\dot x_i = "
        rf"\varepsilon^2\sigma_i\,"
        r"g^{T}h\,\overline{z^2}\,k^{T}Vh + O(\varepsilon^3)$: the line turns along the cone $u^{T}Au = 0$, to one "
        r"side."
    ),
    source=SOURCE,
    conclusion=Identity(
        worlds.drift, worlds.free_general, worlds.random_general, "k' f_2 = sigma g' h mean(z^2) k' V h"
    ),
    evidence=(Derive(), Falsify(), Simulate(seen.drift_seen)),
    mutants=(
        Mutant(
            "b for g",
            conclusion=Identity(worlds.drift_of_b, worlds.free_general, worlds.random_general, "k' f_2 with b' h"),
        ),
    ),
    uses=("beyond.polygons.line_spectrum",),
)

# ------------------------------------------------------------------ the two mean squares

SQUARES = tuple(Parameter(name) for name in ("p", "q", "x", "y"))
OPENED = Hypothesis("opened", r"x, y \ge 0,\ x + y > 0", lambda w: (w.x >= 0) & (w.y >= 0) & (w.x + w.y > 0))
WITNESS = {"p": "-1/2", "q": "1/4", "x": "1", "y": "1/2"}


def _growth(w: Point) -> Any:
    """``d/dt (x + y) / 2`` at third order."""
    return w.x * ((w.p + w.q) * w.x + (w.p - w.q) * w.y) + w.y * ((w.p - w.q) * w.x + (w.p + w.q) * w.y)


CLOSES = Claim(
    id="beyond.polygons_opening.closes",
    title="Both groups close",
    statement=(
        r"With $p < 0$ and $p + q < 0$, $x, y \ge 0$ not both 0: $x((p+q)x + (p-q)y) + y((p-q)x + (p+q)y) = p(x+y)^2 "
        r"+ q(x-y)^2 < 0$."
    ),
    source=SOURCE,
    parameters=SQUARES,
    hypotheses=(
        OPENED,
        Hypothesis("alike", "p < 0", lambda w: w.p < 0),
        Hypothesis("alone", "p + q < 0", lambda w: w.p + w.q < 0),
    ),
    conclusion=Formula(lambda w: _growth(w) < 0),
    witness=WITNESS,
    evidence=(Decide(), Falsify()),
    mutants=(drop("alike"), drop("alone"), drop("opened")),
)
OPENS = Claim(
    id="beyond.polygons_opening.opens",
    title="Both groups open alike, or one alone",
    statement=r"If $p > 0$ the sum grows where $x = y > 0$; if $p + q > 0$ it grows where $y = 0 < x$.",
    source=SOURCE,
    parameters=SQUARES,
    hypotheses=(
        OPENED,
        Hypothesis(
            "some rate",
            "p > 0, x = y, or p + q > 0, y = 0",
            lambda w: ((w.p > 0) & (w.x <= w.y) & (w.y <= w.x)) | ((w.p + w.q > 0) & (w.y <= 0)),
        ),
    ),
    conclusion=Formula(lambda w: _growth(w) > 0),
    witness={"p": "1", "q": "-2", "x": "1", "y": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("some rate"), drop("opened")),
)


def _closes(name: str, title: str, step_size: str | None) -> Claim:
    data = polygons.opening_line(step_size)
    time = "the flow" if step_size is None else rf"the step with $\alpha = {step_size}$"
    other = [["0", "-1", "0"], ["-1", "0", "0"], ["0", "0", "-1"]]
    faster = [["1", "1", "0"], ["1", "0", "0"], ["0", "0", "-1/8"]]
    return Claim(
        id=f"beyond.polygons_opening.{name}",
        title=title,
        statement=(
            rf"Under {time} four tokens on a line in $\mathbb{{R}}^3$ are Lyapunov stable and attract an open set, "
            rf"at third order: "
            rf"{data['explanation']}"
        ),
        source=SOURCE,
        conclusion=Behaviour(f"four tokens on a line in R^3 attract at third order, {name}"),
        evidence=(
            Exact(lazily("verify.equilibria.polygons", "stable_polygon"), lambda: data),
            Simulate(seen.closes_seen(step_size)),
        ),
        mutants=(
            Mutant("p > 0", example=lambda: {**data, "query_key": other}),
            Mutant("p + q > 0", example=lambda: {**data, "value": faster}),
        ),
        uses=("beyond.polygons_opening.cubic", "beyond.polygons_opening.closes"),
    )


FOUR_FLOW = _closes("four_flow", "Four tokens on a line in space that attract", None)
FOUR_STEP = _closes("four_step", "Four tokens on a line in space that attract in discrete time", "1/4")
OPENING = Claim(
    id="beyond.polygons_opening",
    title="Four or more tokens on a line in three dimensions",
    statement=(
        rf"Let {STATE}, $d = 3$, $w^{{T}}b$, $w^{{T}}(b+g)$ and the real parts of the eigenvalues of $PVP + "
        rf"wb^{{T}}$ negative. For symmetric "
        r"$A$ let $p = \frac12h^{T}Ah\,k^{T}Vh/k^{T}h$ and $q = \frac14/((u-b)^{T}V^{-1}u)$: the state is Lyapunov "
        r"stable and attracts an "
        r"open set if $p < 0$ and $p + q < 0$, unstable if $p > 0$ or $p + q > 0$. If $g^{T}h\,k^{T}Vh \neq 0$ ($A$ "
        r"not symmetric) it is "
        r"unstable. In both times, where the step is short enough for the other eigenvalues."
    ),
    source=SOURCE,
    parts=(
        "beyond.polygons_opening.cubic",
        "beyond.polygons_opening.drift",
        "beyond.polygons_opening.closes",
        "beyond.polygons_opening.opens",
        "beyond.polygons.line_spectrum",
    ),
    note=(
        "The centre manifold is that of z and of the turning of u along the cone; k' V h / k' h z_i and the like are "
        "the components along "
        "the kernel of w b'. With S+, S- the mean squares of z in the groups, d/dt S+ = 2 S+ ((p+q) S+ + (p-q) S-) "
        "and the same exchanged, up "
        "to higher order: the groups close as 1/t. The line turns with S^2 then, which is integrable; with S, which "
        "is not, where g' h k' V h "
        "is not 0: it turns away however slowly the groups close. A step adds alpha f up to fourth order. Open: p = "
        "0 (A vanishes on the "
        "plane of u and h) or p + q = 0 for symmetric A, g' h k' V h = 0 otherwise."
    ),
)
