r"""Theorem 2's last part repaired: for n >= 3, or lambda_2 > 0, almost all trajectories of (9) reach ``v_1`` or ``-v_1``.

Every trajectory converges (``beyond.limits``). Of the limits that are no principal consensus, those with an eigenvalue
outside the unit circle are reached from a null set only (centre-stable manifolds). What is left are tokens on a line,
half at x and half at -x, where V is not positive on the complement of x: there distances inside a group are the
obstacle. On the way to f = 0 from below the product of all distances inside the two groups, times ``exp(c f)``, never
decreases, and at the limit it would have to be zero. For n = 2 there are no distances inside a group, and such pairs
do attract (``two_tokens``).
"""

from __future__ import annotations

from proofs.beyond._later import seen
from proofs.beyond.limits import GENERIC, STEP_SIZE
from proofs.power_method.notation import LAMBDA_1, ours
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Falsify, Simulate

SOURCE = ours("Theorem 2")

UNSTABLE_LIMITS = Claim(
    id="beyond.almost_global.unstable_limits",
    title="Limits with an expanding direction are reached from a null set",
    statement=(
        rf"Let Assumption 1 hold and {STEP_SIZE}. Consensus at $v_k$, $k > 1$, bipartite consensus at $v_k$, $k > 1$, at $v_1$ if the "
        r"split is unbalanced or $\lambda_2 > 0$, and polygons that are not on a line have an eigenvalue outside the unit circle, and "
        r"the step is a local diffeomorphism there. The starts whose trajectories converge to any of them are a null set."
    ),
    source=SOURCE,
    parts=(
        "beyond.consensus_unstable_repaired",
        "power_method.lemma_5.other",
        "beyond.lemma_5_repaired.eigenvalue",
        "power_method.lemma_6.not_on_a_line",
        "beyond.almost_global.fixed_points",
        "beyond.almost_global.null_sets",
    ),
    cites=("centre_stable_manifold",),
)
LINE_EXPANDS = Claim(
    id="beyond.almost_global.line_expands",
    title="For lambda_2 > 0 polygonal states on a line expand",
    statement=(
        r"At a polygonal state on the line of $x$, $C = xx^{T}$ and $\sigma^+ = (I + \alpha P_xV)\sigma$ for $\sigma \perp x$. On the "
        r"plane of $v_1$ and $v_2$ there is $u \perp x$, $u = a v_1 + b v_2 \neq 0$, with $u^{T}Vu = a^2\lambda_1 + b^2\lambda_2 > 0$: "
        r"$P_xVP_x$ has a positive eigenvalue (Rayleigh), and the Jacobian one above 1."
    ),
    source=SOURCE,
    parameters=(LAMBDA_1, Parameter("lambda_2"), Parameter("a"), Parameter("b")),
    hypotheses=(
        Hypothesis("positive", r"\lambda_1 \ge \lambda_2 > 0", lambda p: (p.lambda_1 >= p.lambda_2) & (p.lambda_2 > 0)),
        Hypothesis("not zero", r"u \neq 0", lambda p: p.a**2 + p.b**2 > 0),
    ),
    conclusion=Formula(lambda p: p.a**2 * p.lambda_1 + p.b**2 * p.lambda_2 > 0),
    witness={"lambda_1": "1", "lambda_2": "1/2", "a": "0", "b": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"), drop("not zero")),
    uses=("power_method.lemma_6.sum_dynamics",),
)
MANY = Claim(
    id="beyond.almost_global.three_or_more",
    title="Almost all trajectories reach the principal consensus, n >= 3",
    statement=(
        rf"Let Assumption 1 hold, {STEP_SIZE}, {GENERIC}, and $n \ge 3$. For almost all initial conditions all tokens of (9) converge "
        r"to $v_1$, or all to $-v_1$, whatever the signs of the other eigenvalues."
    ),
    source=SOURCE,
    parts=("beyond.limits", "beyond.almost_global.unstable_limits", "beyond.almost_global.on_a_line"),
)
SECOND_POSITIVE = Claim(
    id="beyond.almost_global.second_positive",
    title="Almost all trajectories reach the principal consensus, lambda_2 > 0",
    statement=(
        rf"Let Assumption 1 hold, {STEP_SIZE}, {GENERIC}, and $\lambda_2 > 0$. For almost all initial conditions all tokens of (9) "
        r"converge to $v_1$, or all to $-v_1$, for every $n$, $n = 2$ included."
    ),
    source=SOURCE,
    parts=("beyond.limits", "beyond.almost_global.unstable_limits", "beyond.almost_global.line_expands"),
)
REPAIRED = Claim(
    id="beyond.almost_global",
    title="Almost all trajectories reach the principal consensus, repaired",
    statement=(
        rf"Let Assumption 1 hold, {STEP_SIZE} and {GENERIC}. If $n \ge 3$ or $\lambda_2 > 0$, then for almost all initial conditions "
        r"all tokens of (9) converge to $v_1$, or all to $-v_1$. If $n = 2$ and $\lambda_2 < 0$ this is false for every such $V$ and "
        r"$\alpha$."
    ),
    source=SOURCE,
    parts=(
        "beyond.almost_global.three_or_more",
        "beyond.almost_global.second_positive",
        "beyond.two_tokens.attract",
    ),
    repairs="power_method.theorem_2.almost_global",
    note=(
        "Open: step sizes with alpha |lambda_d| >= 1 that satisfy Theorem 2's condition. There f may decrease (beyond.ascent.sharp), "
        "and convergence is only seen (beyond.ascent.between). Open too: the finitely many step sizes with alpha lambda_k (n - 2m) = n, "
        "where a limit might be a state at which the step is not defined. For two tokens with lambda_2 < 0 the statement fails "
        "(beyond.two_tokens.attract), so that n >= 3 or lambda_2 > 0 cannot be dropped. For n = 1, (9) is the power method with "
        "I + alpha V."
    ),
)
SEEN = Claim(
    id="beyond.almost_global.seen",
    title="Near pairs of groups on a line, tokens leave",
    statement=(
        r"$V = \mathrm{diag}(1,-\frac12)$, $\alpha = 1$: of 100 random starts within $0.2$ of $(v_1,v_1,-v_1,-v_1)$ all reach the "
        r"principal consensus; of 100 within $0.2$ of $(v_1,-v_1)$ none does."
    ),
    source=SOURCE,
    conclusion=Behaviour("four tokens near a balanced state at v_1 leave it, two do not"),
    evidence=(Simulate(seen("_global_seen", "groups_leave")),),
)
