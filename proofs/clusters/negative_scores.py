r"""What becomes of the hyperplane and polytope theorems for other scores: negative at the leading eigenvector, or not symmetric.

With negative scores the proof of the mixed theorem still applies up to the score gap, and then the limit hull is one point.
"""

from __future__ import annotations

from proofs.clusters.notation import ours
from proofs.clusters.worlds import scores
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Falsify, Simulate

LABEL = "Theorem (hyperplanes)"
ID = "clusters.theorem_hyperplanes.negative_score"
MIXED = "clusters.theorem_mixed"
NEGATIVE = Claim(
    id=ID,
    title="Negative scores: one hyperplane",
    statement=(
        r"Let $V$ act as $\lambda I$, $\lambda > 0$, on $F$, with a spectral radius $< \lambda$ on an invariant complement $G$, and let "
        r"$x^{T}Q^{T}Ky$ be symmetric and negative definite for $x, y \in F$. Then the parts of all rescaled tokens in $F$ tend to one "
        r"common limit. For a simple leading $\lambda_1$ and $\langle Q\varphi_1, K\varphi_1\rangle < 0$: all $z_i$ tend to one "
        r"hyperplane."
    ),
    source=ours(LABEL),
    parts=(
        f"{MIXED}.hull",
        f"{MIXED}.growth",
        f"{MIXED}.energy",
        f"{MIXED}.softmax",
        f"{MIXED}.attended",
        f"{ID}.point",
    ),
    note=(
        "So <Q phi_1, K phi_1> > 0 is not needed for 'at most three parallel hyperplanes': it must only not be 0 "
        "(beyond.clusters_hyperplanes.sign). The steps between the parts, as in the mixed theorem: f_i^T A f_i, here at most 0, plus an "
        "integrable term never decreases, so the gap max_j f_i^T A f_j - f_i^T A f_i has a finite integral; it is Lipschitz and tends "
        "to 0 (Barbalat). A vertex v of the limit C of the hulls is a limit point of some token, so v^T A v = max over w in C of v^T A w."
    ),
)
POINT = Claim(
    id=f"{ID}.point",
    title="Two vertices that score themselves highest are equal",
    statement=(
        r"Let $-A$ be positive definite on $F$, with the inner product $\langle x, y\rangle = -x^{T}Ay$, and $v, w$ with $v^{T}Av \ge "
        r"v^{T}Aw$, $w^{T}Aw \ge w^{T}Av$. Then $|v - w|^2 = |v|^2 + |w|^2 - 2\langle v, w\rangle \le 0$: $v = w$."
    ),
    source=ours(LABEL),
    parameters=tuple(Parameter(name) for name in ("vv", "ww", "vw", "square")),
    hypotheses=(
        Hypothesis("first", r"|v|^2 \le \langle v, w\rangle", lambda p: p.vv <= p.vw),
        Hypothesis("second", r"|w|^2 \le \langle v, w\rangle", lambda p: p.ww <= p.vw),
        Hypothesis(
            "square",
            r"|v - w|^2 = |v|^2 + |w|^2 - 2\langle v, w\rangle",
            lambda p: equal(p.square, p.vv + p.ww - 2 * p.vw),
        ),
    ),
    conclusion=Formula(lambda p: p.square <= 0),
    witness={"vv": "1", "ww": "1", "vw": "1", "square": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("first"), drop("second"), drop("square")),
)
SEEN = Claim(
    id=f"{ID}.seen",
    title="Integrated tokens with negative scores meet in the leading coordinates",
    statement=(
        r"8 random systems ($d = 3$, $n = 8$, $V = T(I_k \oplus R)T^{-1}$, $k = 1, 2$, $|R| = 3/5$, $Q^{T}K = -MM^{T}/4 - I/2$, normal $M$ "
        r"and tokens): at $t = 10$ the parts in $F$ are within $10^{-3}$ of each other. With $-Q^{T}K$ at least 6 of the 8 are further "
        r"apart than $\frac12$."
    ),
    source=ours(LABEL),
    conclusion=Behaviour("leading parts of 8 random systems with negative scores meet"),
    evidence=(Simulate(scores.one_place),),
    uses=(ID,),
)
NOT_SYMMETRIC = Claim(
    id="clusters.theorem_polytope.not_symmetric_seen",
    title="Scores that are not symmetric: integrated tokens come to rest in S all the same",
    statement=(
        r"12 random systems ($d = 2$, $n = 10$, $V = I$, $Q^{T}K = MM^{T}/4 + I/2 + \kappa J$ with the quarter turn $J$, $\kappa = "
        r"\frac12, 1, 2, 4$, normal tokens): at $t = 14$ every $|\dot z_i|_\infty \le 10^{-3}$ and $\max_jz_i^{T}Q^{T}Kz_j - "
        r"z_i^{T}Q^{T}Kz_i \le 10^{-3}$ of the largest score."
    ),
    source=ours("Theorem (polytope)"),
    conclusion=Behaviour("tokens with scores that are not symmetric come to rest in S"),
    evidence=(Simulate(scores.at_rest),),
    note=(
        "Not proved: without symmetry the energy of a token is no longer monotone. The hyperplane theorem needs no symmetry, because a "
        "form on a line is symmetric."
    ),
)
