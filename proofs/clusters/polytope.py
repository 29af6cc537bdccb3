"""The polytope theorem, V = I and Q^T K symmetric positive definite, and the set S of possible limits."""

from __future__ import annotations

from proofs.clusters.notation import ours, restored
from proofs.clusters.worlds import frozen, limits
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour
from verify.evidence import Enclose, Exact, Simulate

LABEL = "Theorem (polytope)"
MIXED = "clusters.theorem_mixed"
THEOREM = Claim(
    id="clusters.theorem_polytope",
    title="V = I: tokens tend to finitely many points of a polytope",
    statement=(
        r"Let $V = I$ and $Q^{T}K$ symmetric positive definite, $B = (Q^{T}K)^{1/2}$. The hull of the rescaled tokens $z_i$ converges to a "
        r"convex polytope $C$ with vertices $v_j$; every $z_i$ converges to a point of the finite set $S = \{x \in C : |Bx|^2 = "
        r"\max_j\langle Bx, Bv_j\rangle\}$; $S$ contains the vertices and lies in the boundary of $C$ or at $0$."
    ),
    source=restored(LABEL, "S and its properties are those of the outline of the proof"),
    parts=("clusters.theorem_polytope.convergence", "clusters.theorem_polytope.set"),
    note=(
        "'S contains the vertices' is about limit polytopes: each vertex of C is the limit of some token. For other polytopes it is false, "
        "see clusters.theorem_polytope.any_polytope. C may be a point or a segment, and need not contain 0."
    ),
)
CONVERGENCE = Claim(
    id="clusters.theorem_polytope.convergence",
    title="Every rescaled token converges to a point of S",
    statement=(
        r"With $F = \mathbb{R}^d$ and $\lambda = 1$ there is no rest ($\rho = 0$). Hulls of at most $n$ points that never grow converge "
        r"to the hull $C$ of at most $n$ points; $|Bz_i|^2$ plus an integrable term never decreases, the score gap tends to 0, so limit "
        r"points lie in $S$; a bounded trajectory with finitely many limit points converges."
    ),
    source=ours(LABEL),
    parts=(f"{MIXED}.hull", f"{MIXED}.energy", f"{MIXED}.softmax", f"{MIXED}.attended", f"{MIXED}.faces"),
    repairs="clusters.theorem_polytope.vertices",
)
SET = Claim(
    id="clusters.theorem_polytope.set",
    title="S is finite, contains the vertices, and lies in the boundary or at 0",
    statement=(
        r"$S$ has at most one point for each face of $C$, the one nearest to $0$ in $|B\,\cdot|$; interior points of $S$ are $0$; $C$ is "
        r"the hull of the limits of the tokens, which lie in $S$, so that every vertex does."
    ),
    source=ours(LABEL),
    parts=(f"{MIXED}.support", f"{MIXED}.faces", f"{MIXED}.boundary", "clusters.theorem_polytope.convergence"),
    repairs="clusters.theorem_polytope.any_polytope",
)
COMPUTED = Claim(
    id="clusters.theorem_polytope.computed",
    title="S of a square and of a cube",
    statement=(
        r"For the square with the vertices $(\pm1, 0), (0, \pm1)$ and for the cube $[-1, 1]^3$, $B = I$, $S$ is computed exactly, face by "
        r"face: 9 points (vertices, midpoints of edges, 0) and 27 (the centres of all faces, 0 included)."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("S of the square has 9 points and S of the cube 27"),
    evidence=(
        Exact(limits.count_of_s(9), limits.square),
        Exact(limits.count_of_s(27), limits.cube),
        Simulate(limits.s_by_search),
    ),
    mutants=(Mutant("a triangle", example=limits.triangle),),
)
ANY_POLYTOPE = Claim(
    id="clusters.theorem_polytope.any_polytope",
    title="S contains the vertices of any polytope",
    statement=r"For every convex polytope $C$ the set $S$ contains the vertices of $C$.",
    source=ours(LABEL),
    conclusion=Behaviour("S contains the vertices of every convex polytope"),
    evidence=(Exact(limits.vertex_outside_s, limits.thin_segment, refuting=True, kind="falsify"),),
    note=(
        "A vertex that scores another one higher is not in S: (1, 0) in the segment to (2, 1/10). Such polytopes are not limits of hulls "
        "of tokens."
    ),
)
VERTICES = Claim(
    id="clusters.theorem_polytope.vertices",
    title="Tokens approach the vertices",
    statement=r"If $V = I$ every $z_i$ converges to a vertex of the limit polytope $C$.",
    source=restored(
        LABEL, "the summary: 'in the $V=I_d$ case tokens approach the vertices of a shrinking convex polytope'"
    ),
    conclusion=Behaviour("every rescaled token converges to a vertex of the limit polytope"),
    evidence=(Enclose(frozen.middle, frozen.three_on_a_line, refuting=True, kind="falsify"),),
    note="The summary leaves out the other points of S; the token 0 between -4 and 4 stays in the middle of C.",
)
NOT_A_VERTEX = Claim(
    id="clusters.theorem_polytope.not_a_vertex",
    title="A token may tend to a point of S that is no vertex",
    statement=r"$d = 1$, $V = Q^{T}K = 1$, tokens $-4, 0, 4$: the middle one stays at $0$, the others tend to $\pm c$ with $c > 3.9$.",
    source=ours(LABEL),
    conclusion=Behaviour("of the tokens -4, 0, 4 one stays at 0 and C is not a point"),
    evidence=(Enclose(frozen.middle, frozen.three_on_a_line),),
    mutants=(Mutant("not symmetric", example=frozen.three_shifted),),
)
SEEN = Claim(
    id="clusters.theorem_polytope.seen",
    title="Limits of random systems satisfy the equation of S",
    statement=(
        r"Of 16 random systems ($d = 2, 3$, $n = 8$ to $20$, normal tokens, $Q^{T}K = MM^{T}/4 + I/2$ with normal $M$) all whose limits "
        r"are known to $10^{-6}$ satisfy $\max_j\langle Bx, Bv_j\rangle - |Bx|^2 \le 10^{-4}|B|^2|x|^2$ at every limit; at least 14 are "
        r"known."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("limits of 16 random systems satisfy the equation of S"),
    evidence=(Simulate(limits.polytopes_seen),),
    uses=("clusters.theorem_polytope",),
)
