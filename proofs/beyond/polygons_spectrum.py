r"""The spectrum of self-attention at every polygonal equilibrium, for all n, d, V and A, and which polygons attract.

With U the span of the tokens, k its dimension, P and Q the projections on U and on its complement and C the covariance, tangent
perturbations H form a tower of invariant subspaces: those whose moment ``N = X' H Q / n`` vanishes, in these those for which all tokens
leave U alike, in these the common pulls ``(I - x_i x_i') V u``. Each claim is the Jacobian on one storey.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond.worlds import polygon_spectra as worlds
from proofs.multistability.worlds import polygons
from proofs.power_method import lazily
from proofs.power_method.notation import ours
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour, Identity
from verify.evidence import Derive, Exact, Falsify, Simulate

SOURCE = ours("polygonal equilibria")
USES = ("power_method.lemma_10", "beyond.polygonal_scores")
CERTIFY = lazily("verify.equilibria.polygons", "stable_polygon")


def _storey(part: str, title: str, statement: str, sides: Any, wrong: Any, world: tuple[Any, Any], said: str) -> Claim:
    return Claim(
        id=f"beyond.polygons_spectrum.{part}",
        title=title,
        statement=statement,
        source=SOURCE,
        conclusion=Identity(sides, *world, said),
        evidence=(Derive(), Falsify()),
        mutants=(Mutant(wrong[0], conclusion=Identity(wrong[1], *world, wrong[0])),),
        uses=USES,
    )


SPECTRUM = Claim(
    id="beyond.polygons_spectrum",
    title="The spectrum at every polygonal equilibrium",
    statement=(
        r"Let the tokens of a polygonal equilibrium of the flow span $U$, $\dim U = k$; $P$, $Q$ project on $U$ and "
        r"$U^{\perp}$, "
        r"$C = \frac1n\sum_jx_jx_j^{T}$, $R = QVCA^{T}Q$ on $U^{\perp}$ and $L(N) = NR^{T} + CAN^{T}V^{T}Q$ on $U "
        r"\otimes "
        r"U^{\perp}$. The characteristic polynomial of the tangent Jacobian is "
        r"$t^{\,n(k-1)-k}\,\chi_{(I-C+CA^{T})V}(t)\,"
        r"\chi_L(t)\,\chi_R(t)^{\,n-1-k}$, for all $n$, $d$, $V$ nonsingular, $A$. So the polygon is unstable if one "
        r"of the "
        r"three has an eigenvalue with positive real part. If all their eigenvalues have negative ones and $k \ge "
        r"2$, it is Lyapunov "
        r"stable and attracts an open set: the closed polygons in $U$ are a family of dimension $n(k-1)-k$."
    ),
    source=SOURCE,
    parts=(
        "beyond.polygons_spectrum.moments",
        "beyond.polygons_spectrum.deviations",
        "beyond.polygons_spectrum.alike",
        "beyond.polygonal_pull",
        "beyond.two_times.jacobian",
    ),
    note=(
        "H -> N maps onto U (x) U^perp, of dimension k(d-k). Where N = 0 the deviations of HQ from their mean are "
        "(n-1-k)(d-k) "
        "numbers. What is left has n(k-1) + d - k dimensions and is mapped into the common pulls, of dimension d for "
        "k >= 2 because "
        "no V u is parallel to all tokens: on the quotient the Jacobian is 0. On a line Vu = x is mapped to 0 and "
        "counted by t^{-1}. "
        "Where k >= 2 the n(k-1) angles are bound by k equations, independent there: a smooth family, on which "
        "nothing moves, and a "
        "centre manifold (the centre manifold theorem). The step has I + alpha J: the same with 1 + alpha mu."
    ),
)
MOMENTS = _storey(
    "moments",
    "The moment of what leaves the span",
    (
        r"For every tangent perturbation $H$ the derivative $\dot H$ of the field has the moment $\frac1nX^{T}\dot "
        r"HQ = L(N) = "
        r"NAC\,V^{T}Q + CAN^{T}V^{T}Q$, $N = \frac1nX^{T}HQ$: it depends on the moment of $H$ alone."
    ),
    worlds.moments,
    ("without the transposed moment", worlds.moments_one_sided),
    (worlds.free_polygon, worlds.random_polygon),
    "X' DF(H) Q / n = (N A C + C A N') V' Q",
)
DEVIATIONS = _storey(
    "deviations",
    "Deviations of what leaves the span",
    (
        r"Where $X^{T}HQ = 0$: $(\dot h_i - \dot{\bar h})^{T}Q = (h_i - \bar h)^{T}QAC\,V^{T}Q$, that is $R = "
        r"QVCA^{T}Q$ on the "
        r"deviation of each token from the mean."
    ),
    worlds.deviations,
    ("A transposed", worlds.deviations_transposed),
    (worlds.free_without_moment, worlds.random_without_moment),
    "X' H Q = 0: centred DF(H) Q = centred H Q A C V' Q",
)
ALIKE = _storey(
    "alike",
    "Tokens that leave the span alike are pulled in common",
    (r"Where $Qh_i = Qg$ for all $i$: $\dot h_i = (I - x_ix_i^{T})Vu$ with $u = \bar h + CA^{T}Qg$, a common pull."),
    worlds.alike,
    ("scores held constant", worlds.alike_unscored),
    (worlds.free_alike, worlds.random_alike),
    "Q h_i = Q g: DF(H) = P_i V (hbar + C A' Q g)",
)

# ------------------------------------------------------------------ two and three dimensions

PLANE = _storey(
    "plane",
    "The moment of a polygon in a plane of three dimensions",
    (
        r"In $\mathbb{R}^3$ let $w$ be the unit normal of $U$: then $A = wp^{T} + qw^{T}$, and with $r = w^{T}VCp$, "
        r"for $y \perp w$: "
        r"$L(yw^{T}) = (ry + Cq\,w^{T}Vy)w^{T}$. So the eigenvalues of $L$ are $r$ and $r + w^{T}VCq$, and $R = r$."
    ),
    worlds.plane_moment,
    ("p for q", worlds.plane_moment_wrongly),
    (worlds.free_plane_moment, worlds.random_plane_moment),
    "L(y w') = (r y + C q (w' V y)) w'",
)
IN_SPACE = Claim(
    id="beyond.polygons_spectrum.in_space",
    title="Polygons off a line in three dimensions",
    statement=(
        r"Let the tokens of a polygonal equilibrium in $\mathbb{R}^3$ span a plane with unit normal $w$, $A = wp^{T} "
        r"+ qw^{T}$. Its "
        r"tangent eigenvalues are $0$ and $r = w^{T}VCp$, $n - 2$ times each, $r + w^{T}VCq$, and those of $(I - C + "
        r"CA^{T})V$. It is "
        r"unstable if one of them has a positive real part, and Lyapunov stable, attracting an open set, if $r$, $r "
        r"+ w^{T}VCq$ "
        r"and the real parts of the last three are negative. For symmetric $A$ the condition on the first two is $r "
        r"< 0$."
    ),
    source=SOURCE,
    parts=("beyond.polygons_spectrum", "beyond.polygons_spectrum.plane"),
    note=(
        "For symmetric A, q is the part of p in the plane: Cq = Cp. In two dimensions tokens off a line span the "
        "space, A = 0 and "
        "the polygon is unstable under Assumption 1 (beyond.lemma_15_repaired.unscored), and so in three dimensions "
        "where they span it."
    ),
)

# ------------------------------------------------------------------ skew scores


def _skew(name: str, title: str, n: int, d: int) -> Claim:
    data = polygons.skew_polygon(n, d)

    def spoiled(**entries: Any) -> Any:
        return lambda: {**data, **entries}

    turned = [["0" if entry == "0" else str(-int(entry)) for entry in row] for row in data["query_key"]]
    return Claim(
        id=f"beyond.polygons_spectrum.{name}",
        title=title,
        statement=(
            rf"Under the flow some polygon of {n} tokens in $\mathbb{{R}}^{d}$ is Lyapunov stable and attracts an "
            rf"open set where $A$ is "
            rf"skew: {data['explanation']}"
        ),
        source=SOURCE,
        conclusion=Behaviour(f"a polygon of {n} tokens in R^{d} attracts, A skew"),
        evidence=(Exact(CERTIFY, lambda: data), Simulate(polygons.returns_seen(lambda: data))),
        mutants=(
            Mutant("A transposed", example=spoiled(query_key=turned)),
            Mutant(
                "V positive", example=spoiled(value=[[str(int(i == j) * (i + 1)) for j in range(d)] for i in range(d)])
            ),
        ),
        uses=USES,
    )


SKEW_PAIRS = _skew("skew_line", "Tokens on a line that attract, A skew", 4, 2)
SKEW_SQUARE = _skew("skew_square", "A square that attracts, A skew", 4, 3)
