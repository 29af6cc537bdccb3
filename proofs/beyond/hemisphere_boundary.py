"""Tokens in a hemisphere: other masks, the boundary of the hemisphere, and starts in no hemisphere.

Notation as in :mod:`proofs.asymptotic.hemisphere`.
"""

from __future__ import annotations

from proofs.asymptotic.hemisphere import OURS, THEOREM_ID, real
from proofs.asymptotic.worlds import hemisphere as world
from proofs.beyond.worlds import hemisphere as beyond
from proofs.power_method import lazily
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Mutant, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify

# ------------------------------------------------------------------ masks

MASKS = Claim(
    id="beyond.hemisphere_masks",
    title="For which masks tokens in a hemisphere meet, exactly",
    statement=(
        r"$V_h = I$, $|P_h(t)| \le M$, a mask that does not change, with at least one token seen by each. All starts "
        r"in the interior of a hemisphere converge to consensus if and only if the mask has a root: a token that all "
        r"others see, directly or through others. Full and causal attention have one, and so have sliding windows; "
        r"tokens that see themselves alone have none, and do not move."
    ),
    source=OURS,
    parts=(
        "beyond.hemisphere_masks.rooted",
        f"{THEOREM_ID}.weights",
        f"{THEOREM_ID}.projection",
        f"{THEOREM_ID}.lowest",
        f"{THEOREM_ID}.bounds",
        f"{THEOREM_ID}.hull",
        "beyond.hemisphere_masks.alone",
        "beyond.hemisphere_boundary.signs",
    ),
    note=(
        "Without a root there are two groups of tokens that see nothing outside themselves (two source components "
        "of the graph): with all tokens of one at a and all of the other at b, a and b near to each other, both "
        "rest (hemisphere_boundary.signs with all signs +1)."
    ),
)
ROOTED = Claim(
    id="beyond.hemisphere_masks.rooted",
    title="What the root pulls down stays down",
    statement=(
        r"Let the coordinates $z_i$ be at most $1$ at the start, hence always, and $v_i = 1 - z_i \ge 0$. If $i$ "
        r"sees $j$: $\dot v_i = \sum_lw_{il}v_l - \Lambda_iv_i \ge \omega v_j - \Lambda v_i$, with $\omega = "
        r"H\mu/(nE)$ and $\Lambda_i = \sum_lw_{il} \le \Lambda = H/\mu$. So $u_i = e^{\Lambda t}v_i$ has $\dot u_i "
        r"\ge \omega u_j$, and at $k$ edges from the root $r$: $v_i(t) \ge e^{-\Lambda t}\frac{(\omega "
        r"t)^k}{k!}v_r(0)$. With $z$ or $-z$ for which the root starts in the lower half, the range shrinks by the "
        r"factor $1 - \frac12e^{-\Lambda t}\min_{k < n}\frac{(\omega t)^k}{k!}$ in every interval of length $t$."
    ),
    source=OURS,
    parameters=real("omega", "most", "total", "pulled", "v_i", "v_j", "rate"),
    hypotheses=(
        Hypothesis(
            "consensus",
            r"\dot v_i = \sum_lw_{il}v_l - \Lambda_iv_i",
            lambda p: equal(p.rate, p.pulled - p.total * p.v_i),
        ),
        Hypothesis("seen", r"\sum_lw_{il}v_l \ge \omega v_j", lambda p: p.pulled >= p.omega * p.v_j),
        Hypothesis("total", r"\Lambda_i \le \Lambda", lambda p: p.total <= p.most),
        Hypothesis("below", r"v_i \ge 0", lambda p: p.v_i >= 0),
    ),
    conclusion=Formula(lambda p: p.rate >= p.omega * p.v_j - p.most * p.v_i),
    witness={"omega": "1/2", "most": "2", "total": "1", "pulled": "1", "v_i": "1", "v_j": "1", "rate": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("consensus"), drop("seen"), drop("total"), drop("below")),
    uses=(f"{THEOREM_ID}.projection", f"{THEOREM_ID}.bounds", f"{THEOREM_ID}.hull"),
)
CHAIN = Claim(
    id="beyond.hemisphere_masks.chain",
    title="Lower triangular masks: one earlier token is enough",
    statement=(
        r"A rate, where the mask is lower triangular and each token but the first sees an earlier one. Let $r_i = "
        r"|z_i - z_1|$, $0 < \kappa < 1$, and $i$ the token with the largest $\kappa^ir_i$; it sees an earlier token "
        r"$j$ with weight $w_{ij} \ge \omega$. Then $r_l \le r_i$ for all earlier tokens $l$ and $r_j \le \kappa "
        r"r_i$, so that $\dot r_i \le w_{ij}(r_j - r_i) \le -(1 - \kappa)\omega r_i$: $\max_i\kappa^ir_i$ decays at "
        r"the rate $(1 - \kappa)\omega$, $\omega = H\mu/(nE)$."
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
    evidence=(Exact(lazily(beyond.__name__, "first_two_rest"), beyond.first_two_opposite),),
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
    evidence=(Exact(lazily(beyond.__name__, "all_rest"), beyond.triangle),),
    mutants=(Mutant("another triangle", example=beyond.lopsided_triangle),),
)
