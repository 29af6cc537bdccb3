r"""Auto-regressive attention with a symmetric V: the published theorem, what fails of it, and the conjecture for several heads.

The first token follows the Oja flow to ``+-v_1``; the others are decided by the signs of ``v_1^T x_i``. Three things are missing in the
statement: the sign of ``lambda_1``, the right hyperplane on an ellipsoid, and for several heads a common eigenvector. What holds is in
``proofs/beyond/causal_symmetric.py`` and ``causal_multihead.py``.
"""

from __future__ import annotations

from proofs.asymptotic.notation import assumptions, ours, restored
from proofs.asymptotic.worlds import causal_checks, causal_examples, causal_symmetric_seen
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Exact, Falsify, Simulate

LABEL = "Theorem on auto-regressive attention, symmetric V"
CONJECTURE_LABEL = "Symmetric value matrix, several heads"
ID = "asymptotic.theorem_causal_symmetric"
CONJECTURE_ID = "asymptotic.conjecture_multihead"
WORDS = (
    "from the sentence of the introduction about it: V time invariant and symmetric, the multiplicity of its largest eigenvalue is one, "
    "'the corresponding eigenspace divides the sphere in two different hemispheres'"
)

THEOREM = Claim(
    id=ID,
    title="Auto-regressive attention with a symmetric value matrix reaches consensus from a hemisphere",
    statement=(
        r"Auto-regressive attention, one head, $P(t)$ bounded, $V$ symmetric and time invariant, its largest eigenvalue of "
        r"multiplicity one: if all tokens start in one of the two hemispheres cut by the hyperplane $W$-orthogonal to its "
        r"eigenvector, they converge to a consensus equilibrium, which is asymptotically stable."
    ),
    source=restored(LABEL, WORDS + "; the hyperplane is read with the metric W of the ellipsoid"),
    hypotheses=assumptions(
        value="symmetric, largest eigenvalue simple, time invariant",
        scores="bounded",
        heads="1",
        mask="causal",
        time="any",
        start="in a hemisphere of the principal eigenvector",
    ),
    parts=(f"{ID}.first_token", f"{ID}.spectrum", f"{ID}.stable", f"{ID}.hemisphere", f"{ID}.ellipsoid"),
    note=(
        "As restored it fails where lambda_1 < 0, for every such V, and on an ellipsoid where v_1 is no eigenvector of W. With "
        "lambda_1 >= 0 and the hyperplane v_1^T x = 0, which is invariant, it holds on every ellipsoid: "
        "beyond.causal_symmetric. If the paper means lambda_1 > 0 and V symmetric for the inner product of W, its theorem is "
        "true."
    ),
)
FIRST_TOKEN = Claim(
    id=f"{ID}.first_token",
    title="The first token follows the Oja flow",
    statement=(
        r"The first token attends to itself only, $x_1' = (I - x_1x_1^{T}W)Vx_1$: it converges to $\mathrm{sign}(v_1^{T}x_1(0))\,v_1$ (of "
        r"$W$-norm 1) if $v_1^{T}x_1(0) \neq 0$, whatever the sign of $\lambda_1$ and for every $W$."
    ),
    source=ours(LABEL),
    parts=tuple(f"beyond.causal_symmetric.{part}" for part in ("projected", "heights", "own")),
)
SPECTRUM = Claim(
    id=f"{ID}.spectrum",
    title="The spectrum at sign states and at the consensus",
    statement=(
        r"At $x_i = \sigma_iv_k$ token $i$ has the tangent eigenvalues $a_{ii}\lambda_j - \kappa_i$, $j \neq k$. At the "
        r"consensus $a_{ij} = 1/i$ and $\kappa_i = \lambda_k$: they are $(\lambda_j - i\lambda_k)/i$, all negative if "
        r"$\lambda_j < i\lambda_k$, and one is positive if $\lambda_j > i\lambda_k$ for some $i \le n$, $j \neq k$."
    ),
    source=ours("Jacobian"),
    parameters=(Parameter("lambda_j"), Parameter("lambda_k"), Parameter("i", "integer", 1), Parameter("a")),
    hypotheses=(Hypothesis("uniform", r"a_{ii} = 1/i", lambda p: equal(p.a * p.i, 1)),),
    conclusion=Formula(
        lambda p: (
            (~(p.lambda_j < p.i * p.lambda_k) | (p.a * p.lambda_j - p.lambda_k < 0))
            & (~(p.lambda_j > p.i * p.lambda_k) | (p.a * p.lambda_j - p.lambda_k > 0))
        )
    ),
    witness={"lambda_j": "1/2", "lambda_k": "1", "i": "2", "a": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(
        drop("uniform"),
        Mutant(
            "without the number of the token",
            conclusion=Formula(
                lambda p: ~(p.lambda_j < p.lambda_k) | (p.a * p.lambda_j - p.lambda_k < 0),
            ),
        ),
    ),
    uses=("asymptotic.theorem_causal_identity.linearised",),
)
STABLE = Claim(
    id=f"{ID}.stable",
    title="The consensus is asymptotically stable",
    statement=(
        r"Auto-regressive, one head, $V$ symmetric with a simple largest eigenvalue: the consensus at $v_1$ is asymptotically "
        r"stable."
    ),
    source=restored(LABEL, WORDS),
    conclusion=Behaviour(
        "the causal consensus at v_1 is asymptotically stable for every symmetric V with simple lambda_1"
    ),
    evidence=(
        Exact(causal_checks.consensus_repels, causal_examples.largest_is_negative, refuting=True, kind="falsify"),
        Simulate(causal_symmetric_seen.negative_value),
    ),
    note="Token i has the eigenvalues lambda_j/i - lambda_1: with lambda_1 < 0 the second token of V = diag(-1, -3/2) has 1/4.",
)
HEMISPHERE = Claim(
    id=f"{ID}.hemisphere",
    title="Tokens in a hemisphere of the unit sphere converge to consensus",
    statement=(
        r"Auto-regressive, one head, $W = I$, $V$ symmetric with a simple largest eigenvalue: if $v_1^{T}x_i(0) > 0$ for all "
        r"$i$ the tokens converge to a consensus."
    ),
    source=restored(LABEL, WORDS),
    conclusion=Behaviour(
        "tokens in the hemisphere of v_1 converge to a consensus, for every symmetric V with simple lambda_1"
    ),
    evidence=(
        Exact(causal_checks.never_meets, causal_examples.largest_is_negative_start, refuting=True, kind="falsify"),
        Simulate(causal_symmetric_seen.negative_value),
    ),
    note=(
        "With lambda_1 < 0 the first token repels the others. For V = diag(-1, -3/2), P = 0, x_1 = v_1 every start of x_2 in "
        "the hemisphere but v_1 itself goes to -v_1. It fails for every V with lambda_1 < 0: beyond.causal_symmetric.fails."
    ),
)
ELLIPSOID = Claim(
    id=f"{ID}.ellipsoid",
    title="Tokens in a hemisphere of an ellipsoid converge to consensus",
    statement=(
        r"Auto-regressive, one head, any $W$, $V$ symmetric, its largest eigenvalue simple and positive: if $v_1^{T}Wx_i(0) > "
        r"0$ for all $i$ the tokens converge to a consensus."
    ),
    source=restored(LABEL, WORDS + "; lambda_1 > 0 is added, and the hyperplane is the one W-orthogonal to v_1"),
    conclusion=Behaviour("on an ellipsoid tokens with v_1^T W x > 0 converge to a consensus if lambda_1 > 0 is simple"),
    evidence=(
        Exact(causal_checks.opposite_limits, causal_examples.tilted_metric, refuting=True, kind="falsify"),
        Simulate(causal_symmetric_seen.tilted),
    ),
    note=(
        "The sign of v_1^T x decides where the first token goes, not that of v_1^T W x: the two differ unless v_1 is an "
        "eigenvector of W. On the unit sphere, or with V symmetric for the inner product of W, they are the same. An open set "
        "of starts fails: the end (-v_1, v_1) is asymptotically stable there (eigenvalues -1 and -tanh 1)."
    ),
)

# ------------------------------------------------------------------ several heads

READINGS = (
    "the paper 'was only able to establish this result for the single-head case although we believe it holds in greater generality'; "
    "the words are made a statement here: symmetric V_h, and the sum in the place of V"
)
CONJECTURE = Claim(
    id=CONJECTURE_ID,
    title="The same for several heads",
    statement=(
        r"Auto-regressive attention with several heads, $V_h$ symmetric, the largest eigenvalue of $\sum_hV_h$ simple: if all "
        r"tokens start in one of its hemispheres they converge to a consensus, which is asymptotically stable."
    ),
    source=restored(CONJECTURE_LABEL, READINGS),
    hypotheses=assumptions(
        value=r"$V_h$ symmetric, largest eigenvalue of $\sum_hV_h$ simple, time invariant",
        scores="bounded",
        heads="any",
        mask="causal",
        time="any",
        start="in a hemisphere of the principal eigenvector",
    ),
    parts=(f"{CONJECTURE_ID}.sum", f"{CONJECTURE_ID}.stable", f"{CONJECTURE_ID}.common"),
    note=(
        "A conjecture of the paper in our words. The consensus at v_1 of the sum is asymptotically stable for any heads, if "
        "lambda_1 >= 0. What fails is convergence from a hemisphere. It is proved where v_1 is a principal eigenvector of "
        "every head (beyond.causal_multihead)."
    ),
)
SUM = Claim(
    id=f"{CONJECTURE_ID}.sum",
    title="Different heads: tokens in all hemispheres converge to consensus",
    statement=(
        r"Several heads, $V_h$ symmetric and positive semidefinite, the largest eigenvalues of every $V_h$ and of $\sum_hV_h$ "
        r"simple and positive: if all tokens start on the same side of the hyperplanes orthogonal to the principal "
        r"eigenvectors of $\sum_hV_h$ and of every $V_h$, they converge to a consensus."
    ),
    source=restored(
        CONJECTURE_LABEL,
        READINGS
        + "; definite heads and the heads' own hemispheres are added to the assumption, so that more is refuted",
    ),
    conclusion=Behaviour("causal heads with semidefinite values: tokens in all hemispheres converge to a consensus"),
    evidence=(
        Exact(causal_checks.rests_apart, causal_examples.three_heads, refuting=True, kind="falsify"),
        Simulate(causal_symmetric_seen.heads_apart),
    ),
    note=(
        "Where one head looks at the first token and the others at the second, x_2 feels V_1 v_1 and V_h x_2, none of which "
        "points at v_1. With three heads of rank one, weights 64/65 and 1/65, they balance at (5/13, 12/13), asymptotically "
        "stable."
    ),
)
HEADS_STABLE = Claim(
    id=f"{CONJECTURE_ID}.stable",
    title="The consensus at the principal eigenvector of the sum is asymptotically stable",
    statement=(
        r"$\sum_hV_h$ symmetric, $\lambda_1 \ge 0$ simple: the consensus at $v_1$ is asymptotically stable, whatever the heads "
        r"are: token $i$ has the eigenvalues $\lambda_j/i - \lambda_1$ of the sum."
    ),
    source=ours(CONJECTURE_LABEL),
    parts=("beyond.causal_multihead.linearised", "beyond.causal_symmetric.stable"),
)
COMMON = Claim(
    id=f"{CONJECTURE_ID}.common",
    title="Heads with a common principal eigenvector",
    statement=(
        r"$V_h$ symmetric, $V_hv_1 = \lambda^h_1v_1$ with $\lambda^h_1 \ge 0$ the largest eigenvalue of every $V_h$, simple "
        r"for at least one, $P_h(t)$ bounded: all starts with $v_1^{T}x_i(0) > 0$ converge to the consensus at $v_1$."
    ),
    source=ours(CONJECTURE_LABEL),
    parts=("beyond.causal_multihead.converges",),
)
