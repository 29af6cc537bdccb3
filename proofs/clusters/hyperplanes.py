"""The hyperplane theorem: a simple real leading eigenvalue, at most three limits of the leading coordinate."""

from __future__ import annotations

from proofs.clusters.notation import ours, restored
from proofs.clusters.worlds import limits
from proofs.power_method.notation import both, either, equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Falsify, Simulate

LABEL = "Theorem (hyperplanes)"
MIXED = "clusters.theorem_mixed"
THEOREM = Claim(
    id="clusters.theorem_hyperplanes",
    title="A simple leading eigenvalue: at most three parallel hyperplanes",
    statement=(
        r"Let $V$ have a simple real eigenvalue $\lambda_1 > 0$, $\lambda_1 > |\lambda_l|$ for all others, with eigenvector $\varphi_1$, "
        r"and $\langle Q\varphi_1, K\varphi_1\rangle > 0$. Then $\varphi_1^*(z_i)$ converges for every $i$, and takes at most three "
        r"limits, $0$ among them if three: the $z_i$ tend to at most three parallel hyperplanes."
    ),
    source=restored(LABEL),
    parts=(
        "clusters.theorem_hyperplanes.convergence",
        "clusters.theorem_hyperplanes.limits",
        "clusters.theorem_hyperplanes.three",
    ),
    note=(
        "The case F = line of the mixed theorem. lambda_1 has to be simple and to lead in modulus, not only in real part, and "
        "<Q phi_1, K phi_1> must not be 0 (beyond.clusters_hyperplanes). Where it is negative there is one hyperplane: "
        "clusters.theorem_hyperplanes.negative_score."
    ),
)
CONVERGENCE = Claim(
    id="clusters.theorem_hyperplanes.convergence",
    title="The leading coordinates converge, to points that satisfy a scalar equation",
    statement=(
        r"$u_i = \varphi_1^*(z_i)$ obeys $\dot u_i = \lambda_1\sum_jP_{ij}(u_j - u_i)$ with scores $e^{2\lambda_1t}(a\,u_iu_j + "
        r"o(1))$, $a = \langle Q\varphi_1, K\varphi_1\rangle > 0$, where $o(1)$ is exponentially small. With $[c_1, c_2]$ the limit of the "
        r"hull, every $u_i$ converges to an $x \in [c_1, c_2]$ with $x^2 = \max(xc_1, xc_2)$."
    ),
    source=ours(LABEL),
    parts=(
        f"{MIXED}.hull",
        f"{MIXED}.growth",
        f"{MIXED}.energy",
        f"{MIXED}.softmax",
        f"{MIXED}.attended",
        "clusters.theorem_hyperplanes.limits",
    ),
)


def _in_s(p: Point) -> object:
    """``x^2 = max(x c_1, x c_2)``."""
    return both(
        p.x * p.c_1 <= p.x**2, p.x * p.c_2 <= p.x**2, either(equal(p.x * p.c_1, p.x**2), equal(p.x * p.c_2, p.x**2))
    )


LIMITS = Claim(
    id="clusters.theorem_hyperplanes.limits",
    title="The scalar equation has the solutions 0 and the two ends",
    statement=r"If $x^2 = \max(xc_1, xc_2)$ then $x \in \{0, c_1, c_2\}$.",
    source=ours(LABEL),
    parameters=(Parameter("x"), Parameter("c_1"), Parameter("c_2")),
    hypotheses=(Hypothesis("in S", r"x^2 = \max(xc_1, xc_2)", _in_s),),
    conclusion=Formula(lambda p: either(equal(p.x, 0), equal(p.x, p.c_1), equal(p.x, p.c_2))),
    witness={"x": "2", "c_1": "-1", "c_2": "2"},
    evidence=(Decide(), Falsify(), Simulate(limits.hyperplanes_seen)),
    mutants=(
        drop("in S"),
        Mutant("an end only", conclusion=Formula(lambda p: either(equal(p.x, p.c_1), equal(p.x, p.c_2)))),
    ),
)


def _is_limit(name: str) -> Hypothesis:
    def holds(p: Point) -> object:
        return either(equal(p[name], 0), equal(p[name], p.c_1), equal(p[name], p.c_2))

    return Hypothesis(name, rf"{name} \in \{{0, c_1, c_2\}}", holds)


THREE = Claim(
    id="clusters.theorem_hyperplanes.three",
    title="At most three values, and 0 among three",
    statement=(
        r"Every limit is $0$, $c_1$ or $c_2$: there are at most three. Three pairwise different ones are all of them, so one is $0$."
    ),
    source=ours(LABEL),
    parameters=tuple(Parameter(name) for name in ("x", "y", "z", "c_1", "c_2")),
    hypotheses=(
        *(_is_limit(name) for name in "xyz"),
        Hypothesis(
            "different",
            r"x \neq y,\ y \neq z,\ x \neq z",
            lambda p: both(either(p.x < p.y, p.x > p.y), either(p.y < p.z, p.y > p.z), either(p.x < p.z, p.x > p.z)),
        ),
    ),
    conclusion=Formula(lambda p: either(equal(p.x, 0), equal(p.y, 0), equal(p.z, 0))),
    witness={"x": "0", "y": "-1", "z": "1", "c_1": "-1", "c_2": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("x"), drop("different")),
    uses=("clusters.theorem_hyperplanes.limits",),
)
SEEN = Claim(
    id="clusters.theorem_hyperplanes.seen",
    title="How many hyperplanes random systems have",
    statement=(
        r"Of 16 random systems that satisfy the hypotheses ($d = 3$, $n = 10$, $V = T(1 \oplus R)T^{-1}$, $|R| = 3/5$, $T = I + N/4$, "
        r"$Q^{T}K = MM^{T}/4 + I/2$, normal $N$, $M$ and tokens) none has more than two known limits of $\varphi_1^*(z_i)$; at least 13 "
        r"are known to $10^{-6}$. A third limit, at $0$, is unstable; clusters.theorem_polytope.not_a_vertex has one."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("16 random systems have one or two limits of the leading coordinate"),
    evidence=(Simulate(limits.hyperplane_counts),),
    uses=("clusters.theorem_hyperplanes",),
)
