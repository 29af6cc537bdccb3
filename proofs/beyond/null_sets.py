"""Where the step of (9) is a local diffeomorphism, and why starts that ever meet a null set are a null set."""

from __future__ import annotations

from proofs.beyond import _pair_worlds as worlds
from proofs.beyond._later import seen
from proofs.beyond.limits import STEP_SIZE
from proofs.power_method.notation import ALPHA, LAMBDA_1, N, equal, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

SOURCE = ours("Theorem 2")

KERNEL = Claim(
    id="beyond.almost_global.kernel",
    title="Where the differential of the step is singular",
    statement=(
        r"Let $M = I + \alpha V$ be invertible, $W = I - M^{-1}$, $h(X)_i = x_i + \alpha s$. Then $h(\Xi) = U$ for "
        r"$\xi_i = u_i - W\bar u$: a tangent $\Xi$ in the kernel of the differential has $h(\Xi)_i = c_i y_i$, and "
        r"$x_i^{T}\xi_i = 0$ says $Bc = 0$, $B_{ij} = \delta_{ij}x_i^{T}y_i - \frac1n x_i^{T}Wy_j$; $c \neq 0$ unless $\Xi = 0$."
    ),
    source=SOURCE,
    conclusion=Identity(worlds.kernel, worlds.free_kernel, worlds.random_kernel, "h(U - mean(U) W) = U"),
    evidence=(Derive(), Falsify(), Simulate(seen("_global_seen", "determinant_seen"))),
    mutants=(
        Mutant(
            "half of K",
            conclusion=Identity(
                worlds.kernel_wrongly, worlds.free_kernel, worlds.random_kernel, "h(U - mean(U) W') = U"
            ),
        ),
    ),
)
NOT_SINGULAR = Claim(
    id="beyond.almost_global.not_singular",
    title="The differential is regular at the principal consensus",
    statement=(
        r"At the consensus $v_1$, $y_i = (1 + \alpha\lambda_1)v_1$ and $B = (1 + \alpha\lambda_1)I - \frac{\alpha\lambda_1}{n}11^{T}$: its "
        r"eigenvalues $1 + \alpha\lambda_1$ (sum zero) and $1$ (on $1$) are not zero."
    ),
    source=SOURCE,
    parameters=(ALPHA, LAMBDA_1, N, *(Parameter(name) for name in ("w", "diagonal", "off"))),
    hypotheses=(
        Hypothesis("positive", r"\lambda_1 > 0", lambda p: p.lambda_1 > 0),
        Hypothesis(
            "W",
            r"W v_1 = w v_1,\ w = 1 - \tfrac1{1+\alpha\lambda_1}",
            lambda p: equal(p.w * (1 + p.alpha * p.lambda_1), p.alpha * p.lambda_1),
        ),
        Hypothesis("off the diagonal", "B_{ij}", lambda p: equal(p.off * p.n, -p.w * (1 + p.alpha * p.lambda_1))),
        Hypothesis("diagonal", "B_{ii}", lambda p: equal(p.diagonal, 1 + p.alpha * p.lambda_1 + p.off)),
    ),
    conclusion=Formula(lambda p: (p.diagonal - p.off > 0) & equal(p.diagonal + (p.n - 1) * p.off, 1)),
    witness={"alpha": "1", "lambda_1": "1", "n": "2", "w": "1/2", "off": "-1/2", "diagonal": "3/2"},
    evidence=(Decide(),),
    mutants=(drop("positive"), drop("W")),
    uses=("beyond.almost_global.kernel",),
)
NULL_SETS = Claim(
    id="beyond.almost_global.null_sets",
    title="Starts that ever meet a null set are a null set",
    statement=(
        rf"Let $d \ge 2$, $V$ symmetric with $\lambda_1 > 0$, and {STEP_SIZE}. $\det B$ and $\prod_i N_i^2$ are polynomials on the "
        r"product of spheres, which is connected, and not zero at the principal consensus: outside a null set the step is defined and "
        r"a local diffeomorphism. So preimages of null sets are null sets, and almost every trajectory is defined for ever."
    ),
    source=SOURCE,
    parts=("beyond.almost_global.kernel", "beyond.almost_global.not_singular"),
    note="$M = I + \\alpha V > 0$ because $\\alpha\\max(0,-\\lambda_d) < 1$. A polynomial that is not zero has a null set of zeros.",
)
FIXED_POINTS = Claim(
    id="beyond.almost_global.fixed_points",
    title="The step is a local diffeomorphism at every fixed point",
    statement=(
        r"At a fixed point $y_i = N_ix_i$, $N_i > 0$, so that $\det B = \prod_i N_i\cdot\det(I - WC)$, $C = \frac1n\sum x_ix_i^{T}$ "
        r"(Sylvester). $I - WC = M^{-1}(M(I - C) + C)$, and if $(M(I-C) + C)u = 0$ then $w^{T}Mw + u^{T}(C - C^2)u = 0$ with "
        r"$w = (I-C)u$. $M > 0$ and $0 \le C \le I$ give $w = 0$, $u = Cu$, hence $u = 0$."
    ),
    source=SOURCE,
    conclusion=Identity(
        worlds.fixed_point, worlds.free_fixed_point, worlds.random_fixed_point, "I - (I-K)C = K(M(I-C) + C), and a form"
    ),
    evidence=(Derive(), Falsify(), Simulate(seen("_global_seen", "regular_seen"))),
    mutants=(
        Mutant(
            "without C C",
            conclusion=Identity(
                worlds.fixed_point_wrongly, worlds.free_fixed_point, worlds.random_fixed_point, "a form with C"
            ),
        ),
    ),
    uses=("beyond.almost_global.kernel",),
)
