"""Tokens in a hemisphere: other masks, the boundary of the hemisphere, and starts in no hemisphere.

Notation as in :mod:`proofs.asymptotic.hemisphere`.
"""

from __future__ import annotations

from proofs.asymptotic.hemisphere import OURS, THEOREM_ID, real
from proofs.asymptotic.worlds import hemisphere as world
from proofs.beyond.hemisphere import MODULE
from proofs.beyond.worlds import hemisphere as beyond
from proofs.power_method import lazily
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Mutant, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify

# ------------------------------------------------------------------ masks

MASKS = Claim(
    id="beyond.hemisphere_masks",
    title="For which masks tokens in a hemisphere meet",
    statement=(
        r"$V_h = I$, $|P_h(t)| \le M$, tokens in the interior of a hemisphere. They converge to consensus if some "
        r"token is seen by all (full and causal attention), and if the mask is lower triangular and every token but "
        r"the first sees an earlier one (sliding windows of two and more): then they reach the first. Without any "
        r"assumption on the mask they need not: tokens that see themselves alone do not move."
    ),
    source=OURS,
    parts=(
        "asymptotic.remark_hemisphere_mask",
        "beyond.hemisphere_masks.chain",
        f"{THEOREM_ID}.projection",
        f"{THEOREM_ID}.lowest",
        f"{THEOREM_ID}.bounds",
        "beyond.hemisphere_masks.alone",
    ),
    note="Masks whose graph has a root but is neither of this kind are left out.",
)
CHAIN = Claim(
    id="beyond.hemisphere_masks.chain",
    title="Lower triangular masks: one earlier token is enough",
    statement=(
        r"Let $r_i = |z_i - z_1|$, $0 < \kappa < 1$, and $i$ the token with the largest $\kappa^ir_i$; it sees an "
        r"earlier token $j$ with weight $w_{ij} \ge \omega$. Then $r_l \le r_i$ for all earlier tokens $l$ and $r_j "
        r"\le \kappa r_i$, so that $\dot r_i \le w_{ij}(r_j - r_i) \le -(1 - \kappa)\omega r_i$: $\max_i\kappa^ir_i$ "
        r"decays at the rate $(1 - \kappa)\omega$, $\omega = H\mu/(nE)$."
    ),
    source=OURS,
    parameters=real("w", "omega", "kappa", "r_i", "r_j"),
    hypotheses=(
        Hypothesis("weight", r"w_{ij} \ge \omega", lambda p: p.w >= p.omega),
        Hypothesis("factor", r"\kappa \le 1", lambda p: p.kappa <= 1),
        Hypothesis("earlier", r"r_j \le \kappa r_i", lambda p: p.r_j <= p.kappa * p.r_i),
        Hypothesis("distances", r"r_i \ge 0,\ \omega \ge 0", lambda p: (p.r_i >= 0) & (p.omega >= 0)),
    ),
    conclusion=Formula(lambda p: p.w * (p.r_j - p.r_i) <= -(1 - p.kappa) * p.omega * p.r_i),
    witness={"w": "1", "omega": "1/2", "kappa": "1/2", "r_i": "1", "r_j": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("factor"), drop("earlier"), drop("distances")),
    uses=(f"{THEOREM_ID}.projection", f"{THEOREM_ID}.bounds"),
)
ALONE = Claim(
    id="beyond.hemisphere_masks.alone",
    title="Tokens that see themselves alone do not move",
    statement=(
        r"With $b_{ij} = b_i\delta_{ij}$ the field is $b_i(1 - x_i^{T}Wx_i)x_i$, which vanishes on the ellipsoid, "
        r"for all $n$, $d$ and $P$."
    ),
    source=OURS,
    conclusion=Identity(beyond.alone, world.symbolic, world.random, "field_i = b_i (1 - x_i.W x_i) x_i"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=Identity(beyond.alone_unprojected, world.symbolic, world.random, "field_i = b_i x_i"),
        ),
    ),
)

# ------------------------------------------------------------------ the boundary

BOUNDARY = Claim(
    id="beyond.hemisphere_boundary",
    title="Starts on the boundary of a hemisphere",
    statement=(
        r"$V_h = I$, $P_h$ bounded and measurable, full attention, $p^{T}x_i(0) \ge 0$ for all $i$. If $p^{T}x_j(0) "
        r"> 0$ for one $j$, the tokens converge to consensus: at every later time all are in the interior. If all "
        r"are on the boundary they stay there, and the question is the same one in $d - 1$ dimensions. So all starts "
        r"converge for which 0 is not in the relative interior of the convex hull of the tokens."
    ),
    source=OURS,
    parts=("beyond.hemisphere_boundary.enters", f"{THEOREM_ID}.height", THEOREM_ID),
    note=(
        "Interior is then needed only against such starts as antipodal pairs; with a causal mask against more of them "
        "(beyond.hemisphere_boundary.causal)."
    ),
)
ENTERS = Claim(
    id="beyond.hemisphere_boundary.enters",
    title="A token on the boundary is lifted by one above it",
    statement=(
        r"The heights solve a linear system, $\dot m_i = \sum_{j \neq i}b_{ij}m_j - \rho_im_i$ with $|\rho_i| \le "
        r"H$. At $m_i = 0$ the term of $j$ is $b_{ij}m_j$, positive where $b_{ij}, m_j > 0$. So the closed "
        r"hemisphere is invariant, and with one token of positive height (which stays positive: $\dot m_j \ge "
        r"-Hm_j$) all heights are positive at once."
    ),
    source=OURS,
    parameters=real("b", "m_i", "m_j", "g"),
    hypotheses=(
        Hypothesis("boundary", r"m_i = 0", lambda p: equal(p.m_i, 0)),
        Hypothesis("above", r"m_j > 0", lambda p: p.m_j > 0),
        Hypothesis("weight", r"b_{ij} > 0", lambda p: p.b > 0),
    ),
    conclusion=Formula(lambda p: p.b * (p.m_j - p.g * p.m_i) > 0),
    witness={"b": "1/2", "m_i": "0", "m_j": "1", "g": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("boundary"), drop("above"), drop("weight")),
    uses=(f"{THEOREM_ID}.height",),
)
SIGNS = Claim(
    id="beyond.hemisphere_boundary.signs",
    title="Tokens at a point and its opposite stay",
    statement=(
        r"Where all tokens are $e_ix$, $e_i = \pm1$, $x^{T}Wx = 1$, the field is $(1 - "
        r"e_i^2x^{T}Wx)\bigl(\sum_jb_{ij}e_j\bigr)x = 0$, for any $b_{ij}$, all $n$ and $d$: any heads, scores and "
        r"mask. If both signs occur it is no consensus, and it is on the boundary of a hemisphere."
    ),
    source=OURS,
    conclusion=Identity(
        beyond.on_a_line, beyond.symbolic_line, beyond.random_line, "field = (1 - e_i^2 x.W x)(sum_j b_ij e_j) x"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=Identity(
                beyond.on_a_line_unprojected, beyond.symbolic_line, beyond.random_line, "field = (sum_j b_ij e_j) x"
            ),
        ),
    ),
)
CIRCLE = Claim(
    id="beyond.hemisphere_boundary.circle",
    title="Closed half circles, exactly",
    statement=(
        r"$d = 2$, $V_h = I$, $P_h$ bounded and measurable, full attention, all tokens in a closed half circle: they "
        r"converge to consensus if and only if they are not all at a point and its opposite with both occupied; such "
        r"states are equilibria."
    ),
    source=OURS,
    parts=("beyond.hemisphere_boundary", "beyond.hemisphere_boundary.signs"),
)
CAUSAL = Claim(
    id="beyond.hemisphere_boundary.causal",
    title="On the boundary a causal mask makes a difference",
    statement=(
        r"Auto-regressive attention, $V = P = I$: the tokens $(e_1, -e_1, e_2)$ are in the closed hemisphere of "
        r"$e_2$, the third in its interior, and do not converge to consensus: the first two never move."
    ),
    source=OURS,
    conclusion=Behaviour(
        "with a causal mask a start on the boundary with a token inside does not converge to consensus"
    ),
    evidence=(Exact(lazily(MODULE, "first_two_rest"), beyond.first_two_opposite),),
    mutants=(Mutant("full attention", example=beyond.opposite_in_full_attention),),
    note="If the first token is inside, all tokens are lifted at once, and they reach it.",
)
OUTSIDE = Claim(
    id="beyond.hemisphere_boundary.outside",
    title="In no hemisphere: a triangle",
    statement=(
        r"$V = P = I$: three tokens at angles of $120^\circ$ are an equilibrium, no consensus, and in no open half "
        r"circle: without the hypothesis on the start the theorem is false."
    ),
    source=OURS,
    conclusion=Behaviour("three tokens at 120 degrees are an equilibrium that is no consensus"),
    evidence=(Exact(lazily(MODULE, "all_rest"), beyond.triangle),),
    mutants=(Mutant("another triangle", example=beyond.lopsided_triangle),),
)
