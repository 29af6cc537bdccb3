"""The conjecture on codimensions, repaired: finitely many parallel subspaces, three for a line, no bound for a plane."""

from __future__ import annotations

from proofs.clusters.notation import ours
from proofs.clusters.worlds import frozen
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour
from verify.evidence import Enclose

SOURCE = ours("Conjecture (codimension)")
REPAIRED = Claim(
    id="beyond.clusters_codimension",
    title="A scalar leading block: finitely many parallel subspaces, three if it is a line",
    statement=(
        r"Let $V$ act as $\lambda I$, $\lambda > 0$, on a $k$-dimensional $F$, with a spectral radius $< \lambda$ on an invariant "
        r"complement $G$, and $Q^{T}K$ be symmetric positive definite. Then the $z_i$ tend to finitely many subspaces $f + G$ of "
        r"codimension $k$, at most one for each face of a polytope with at most $n$ vertices. If $k = 1$, $\langle Q\varphi_1, "
        r"K\varphi_1\rangle > 0$ is enough, and there are at most three."
    ),
    source=SOURCE,
    parts=("clusters.theorem_mixed", "clusters.theorem_hyperplanes"),
    repairs="clusters.codimension_conjecture",
    note=(
        "For k >= 2 no number that does not depend on n will do (beyond.clusters_codimension.many). Whether tokens tend to finitely many "
        "subspaces for every V with k expanding directions is left open."
    ),
)
MANY = Claim(
    id="beyond.clusters_codimension.many",
    title="Twenty points with V = I in the plane",
    statement=(
        r"$V = Q^{T}K = I$, $d = k = 2$: from the 20 integer points of the circle $|x| = 25$, and from all starts within $1/100$ of "
        r"them, the tokens $z_i$ have 20 different limits."
    ),
    source=SOURCE,
    conclusion=Behaviour("20 limit points for V = I in the plane"),
    evidence=(Enclose(frozen.points(20), frozen.circle),),
    mutants=(Mutant("one token less", example=frozen.thinned_circle),),
)
