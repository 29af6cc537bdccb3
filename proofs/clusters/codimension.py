"""The conjecture on codimensions: k eigenvalues with a positive real part, at most three parallel subspaces of codimension k."""

from __future__ import annotations

from proofs.clusters.notation import ours, restored
from proofs.clusters.worlds import frozen, swapped
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour
from verify.evidence import Enclose

LABEL = "Conjecture (codimension)"
ID = "clusters.codimension_conjecture"
CONJECTURE = Claim(
    id=ID,
    title="k expanding directions: at most three parallel subspaces of codimension k",
    statement=(
        r"Let $V$ have $k \ge 1$ eigenvalues with positive real part. Then, without hypothesis on $Q$ and $K$, the rescaled tokens tend "
        r"to at most three parallel subspaces of codimension $k$."
    ),
    source=restored(LABEL, "read with k counted with multiplicity, for all initial tokens"),
    conclusion=Behaviour("for k eigenvalues with positive real part there are at most three parallel limit subspaces"),
    evidence=(Enclose(frozen.points(4), frozen.square, refuting=True, kind="falsify"),),
    published_uses=("clusters.theorem_hyperplanes",),
    note=(
        "False as soon as k = 2: V = I in the plane, where subspaces of codimension 2 are points. Four tokens far out on a square attend "
        "to themselves alone and have four limits, for an open set of starts. Nor do simple eigenvalues help "
        "(clusters.codimension_conjecture.simple, clusters.codimension_conjecture.real), nor k = 1 with <Q phi_1, K phi_1> > 0 "
        "(clusters.codimension_conjecture.one): an eigenvalue with negative real part and a larger modulus pulls tokens into pairs. The "
        "number three belongs to a line, where a segment has two ends and 0; see beyond.clusters_codimension."
    ),
)
SIMPLE = Claim(
    id=f"{ID}.simple",
    title="Four points with simple eigenvalues",
    statement=(
        r"$V = [[1, -1], [1, 1]]$ with the simple eigenvalues $1 \pm i$, $Q^{T}K = I$: for all starts within $1/4$ of $(\pm4, 0), (0, "
        r"\pm4)$ the rescaled tokens have four different limits."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("four limit points for simple eigenvalues 1 +- i"),
    evidence=(Enclose(frozen.points(4), frozen.turning_square),),
    mutants=(Mutant("two tokens", example=frozen.two_points),),
)
REAL = Claim(
    id=f"{ID}.real",
    title="Four points with simple real eigenvalues",
    statement=(
        r"$V = \mathrm{diag}(2, 1)$ and $x^{T}Q^{T}Ky = x_1y_2 + x_2y_1$: for all starts within $1/50$ of $(0, -40), (8, -16), (24, -8), "
        r"(56, 0)$ the rescaled tokens have four different limits."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("four limit points for V = diag(2, 1)"),
    evidence=(Enclose(frozen.points(4), frozen.convex_chain),),
    mutants=(Mutant("two tokens", example=frozen.two_points),),
)
ONE = Claim(
    id=f"{ID}.one",
    title="Four parallel planes with k = 1",
    statement=(
        r"$V = 1 \oplus [[-2, -1], [1, -2]]$, $Q^{T}K = \mathrm{diag}(1, -1, -1)$: one eigenvalue has positive real part, it is simple, "
        r"and $\langle Q\varphi_1, K\varphi_1\rangle = 1$. Eight tokens near an octagon form pairs that exchange places, and "
        r"$\varphi_1^*(z_i)$ has four different limits, for all starts within $1/100$."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("four limits of the leading coordinate with k = 1"),
    evidence=(Enclose(swapped.planes(4), swapped.octagon),),
    mutants=(Mutant("one leading coordinate", example=swapped.short_octagon),),
)
