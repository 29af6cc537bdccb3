"""The convex hull of the rescaled tokens."""

from __future__ import annotations

from proofs.clusters.notation import ours, restored
from proofs.clusters.worlds import free_tokens, rescaling
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify, Simulate

HULL = Claim(
    id="clusters.hull",
    title="The convex hull of the rescaled tokens never grows",
    statement=r"If $V = I$, the convex hull of $z_1(t), \dots, z_n(t)$ at any time contains the hull at every later time.",
    source=restored("Convex hull"),
    parts=("clusters.hull.support", "clusters.hull.inward"),
    note=(
        "For all Q and K, and for any weights that are not negative and add up to 1, also if they depend on time: every support "
        "function h(u) = max_i u.z_i does not increase, because at an i where it is attained u.z_i' <= 0 (the derivative of a "
        "maximum is the largest of those of its maximisers). V = lambda I, lambda >= 0, only changes the time. For other V it is "
        "false (clusters.hull.other_values); what remains is the range of every coordinate that belongs to a real eigenvalue that "
        "is not negative (clusters.hull.coordinates)."
    ),
)
SUPPORT = Claim(
    id="clusters.hull.support",
    title="How heights change",
    statement=(
        r"If $V = I$, $u^{T}\dot z_i = \sum_jP_{ij}(u^{T}z_j - u^{T}z_i)$ for every $u$, with $P$ of any scores, for all $n$ and $d$."
    ),
    source=ours("Convex hull"),
    conclusion=Identity(
        rescaling.support, rescaling.symbolic_hull, rescaling.random_hull, "u.z_i' = sum_j P_ij (u.z_j - u.z_i)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the token",
            conclusion=Identity(
                rescaling.support_without_the_token,
                rescaling.symbolic_hull,
                rescaling.random_hull,
                "u.z_i' = sum_j P_ij u.z_j",
            ),
        ),
    ),
    uses=("clusters.rescaled",),
)
INWARD = Claim(
    id="clusters.hull.inward",
    title="The highest token does not rise",
    statement=r"$P_{ij}(u^{T}z_j - u^{T}z_i) \le 0$ for each $j$ where $P_{ij} \ge 0$ and $u^{T}z_j \le u^{T}z_i$.",
    source=ours("Convex hull"),
    parameters=tuple(Parameter(name) for name in ("P", "h_i", "h_j")),
    hypotheses=(
        Hypothesis("weight", r"P_{ij} \ge 0", lambda p: p.P >= 0),
        Hypothesis("highest", r"u^{T}z_j \le u^{T}z_i", lambda p: p.h_j <= p.h_i),
    ),
    conclusion=Formula(lambda p: p.P * (p.h_j - p.h_i) <= 0),
    witness={"P": "1/2", "h_i": "1", "h_j": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("highest")),
    uses=("clusters.hull.support",),
)
SEEN = Claim(
    id="clusters.hull.seen",
    title="Integrated hulls",
    statement=(
        r"In 8 random systems with $V = I$ and random $A$ no support function, of 64 directions, grows by more than $10^{-8}$ of "
        r"the largest coordinate from one step of the integrator to the next, up to $t = 3$; with $V = -I$ some grow by more than "
        r"$10^{-3}$ in all 8."
    ),
    source=ours("Convex hull"),
    conclusion=Behaviour("support functions of integrated rescaled tokens do not grow if V = I"),
    evidence=(Simulate(free_tokens.hulls_seen),),
)
COORDINATES = Claim(
    id="clusters.hull.coordinates",
    title="For other V the range of every eigencoordinate does not grow",
    statement=(
        r"Let $\varphi^{T}V = \lambda\varphi^{T}$, $\lambda \ge 0$. Then $\frac{d}{dt}\varphi^{T}z_i = "
        r"\lambda\sum_jP_{ij}(\varphi^{T}z_j - \varphi^{T}z_i)$ is not positive where $\varphi^{T}z_i$ is largest, and not "
        r"negative where it is smallest: the range of $\varphi^{T}z$ never grows. Shown for each term at the largest; the smallest "
        r"is the same with $-\varphi$."
    ),
    source=ours("Convex hull"),
    parameters=tuple(Parameter(name) for name in ("lam", "P", "h_i", "h_j")),
    hypotheses=(
        Hypothesis("growing", r"\lambda \ge 0", lambda p: p.lam >= 0),
        Hypothesis("weight", r"P_{ij} \ge 0", lambda p: p.P >= 0),
        Hypothesis("highest", r"\varphi^{T}z_j \le \varphi^{T}z_i", lambda p: p.h_j <= p.h_i),
    ),
    conclusion=Formula(lambda p: p.lam * p.P * (p.h_j - p.h_i) <= 0),
    witness={"lam": "1", "P": "1/2", "h_i": "1", "h_j": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("growing"), drop("weight"), drop("highest")),
    uses=("clusters.rescaled",),
)
OTHER_VALUES = Claim(
    id="clusters.hull.other_values",
    title="For a positive definite V other than a multiple of I the hull can grow",
    statement=(
        r"There are a symmetric positive definite $V$, scores and two tokens in the plane whose hull, a segment, does not contain "
        r"the hull of the rescaled tokens at later times: $V = \mathrm{diag}(2, 1)$, $A = 0$, tokens $(0, 0)$ and $(1, 1)$."
    ),
    source=ours("Convex hull"),
    conclusion=Behaviour("for some positive definite V the hull of two rescaled tokens grows"),
    evidence=(
        Exact(
            free_tokens.leaves_the_segment,
            free_tokens.stretched_plane,
            setting=(free_tokens.of_clusters,),
        ),
    ),
    mutants=(Mutant("V = I", example=free_tokens.round_plane),),
)
