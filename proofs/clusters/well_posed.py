"""Well-posedness, rescaled tokens, and the continuity equation."""

from __future__ import annotations

from proofs.clusters.notation import ours, restored
from proofs.clusters.worlds import free_tokens, line, measure, rescaling
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify

WELL_POSED = Claim(
    id="clusters.well_posed",
    title="Attention without normalisation is well posed",
    statement=(
        r"For any initial tokens the flow $\dot x_i = \sum_jP_{ij}Vx_j$ has a unique solution for all $t \ge 0$; it is Lipschitz in time."
    ),
    source=restored("Well-posedness"),
    parts=("clusters.well_posed.solution", "clusters.well_posed.lipschitz"),
    note=(
        "There is a unique global solution. It is Lipschitz on every bounded interval and not on [0, oo): one token with V = 1 is "
        "e^t. Rescaled tokens are Lipschitz on [0, oo) if V is diagonalisable with eigenvalues that are not negative "
        "(beyond.clusters_lipschitz). The restored text may have meant either of these."
    ),
)
SOLUTION = Claim(
    id="clusters.well_posed.solution",
    title="There is a unique global solution",
    statement=(
        r"For any initial tokens, $V$, $Q$, $K$ there is a unique solution for all times: the field is analytic, and $\max_i|x_i(t)| \le "
        r"e^{|V|t}\max_i|x_i(0)|$."
    ),
    source=restored("Well-posedness"),
    parts=("clusters.well_posed.field", "clusters.well_posed.growth"),
)
FIELD = Claim(
    id="clusters.well_posed.field",
    title="The field is V times attended means",
    statement=(
        r"$\dot x_i = Vf(x_i)$ with $f(y) = \sum_je^{y^{T}Ax_j}x_j / \sum_je^{y^{T}Ax_j}$, $A = Q^{T}K$: quotients of exponential sums "
        r"whose denominators are positive, for all $n$ and $d$."
    ),
    source=restored("Definition"),
    conclusion=Identity(line.motion, line.symbolic_tokens, line.random_tokens, "field(X) = f(X) V^T"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "with differences",
            conclusion=Identity(
                line.motion_of_differences, line.symbolic_tokens, line.random_tokens, "field(X) = (f(X) - X) V^T"
            ),
        ),
    ),
)
GROWTH = Claim(
    id="clusters.well_posed.growth",
    title="The longest token grows at most like e^{|V| t}",
    statement=(
        r"Where $|x_i| = R = \max_j|x_j|$: $\frac12\frac{d}{dt}|x_i|^2 = x_i^{T}V\sum_jP_{ij}x_j \le |V|R^2$, because "
        r"$|\sum_jP_{ij}x_j| \le R$."
    ),
    source=ours("Well-posedness"),
    parameters=tuple(Parameter(name) for name in ("R", "v", "mean", "rate")),
    hypotheses=(
        Hypothesis("norms", r"|V| \ge 0,\ R \ge 0", lambda p: (p.v >= 0) & (p.R >= 0)),
        Hypothesis("average", r"|\sum_jP_{ij}x_j| \le R", lambda p: p.mean <= p.R),
        Hypothesis(
            "Cauchy-Schwarz", r"\text{rate} \le |x_i||V||\sum_jP_{ij}x_j|", lambda p: p.rate <= p.R * p.v * p.mean
        ),
    ),
    conclusion=Formula(lambda p: p.rate <= p.v * p.R**2),
    witness={"R": "1", "v": "2", "mean": "1/2", "rate": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("norms"), drop("average"), drop("Cauchy-Schwarz")),
    uses=("clusters.well_posed.field",),
)
LIPSCHITZ = Claim(
    id="clusters.well_posed.lipschitz",
    title="The solution is Lipschitz in time",
    statement=r"For any initial tokens there is a constant $L$ with $|x_i(t) - x_i(s)| \le L|t - s|$ for all $i$ and $t, s \ge 0$.",
    source=restored("Well-posedness", "the outline names no interval: read as one constant for all times"),
    conclusion=Behaviour("every solution of attention without normalisation is Lipschitz on [0, oo)"),
    evidence=(
        Exact(
            free_tokens.outgrows_every_constant,
            free_tokens.one_growing_token,
            refuting=True,
            kind="falsify",
            setting=(free_tokens.of_clusters,),
        ),
    ),
    note=WELL_POSED.note,
)
RESCALED = Claim(
    id="clusters.rescaled",
    title="The equation of the rescaled tokens",
    statement=(
        r"$z_i = e^{-tV}x_i$ obeys $\dot z_i = e^{-tV}(\dot x_i - Vx_i) = \sum_jP_{ij}V(z_j - z_i)$ with $P_{ij} = "
        r"\mathrm{softmax}_j\langle Qe^{tV}z_i, Ke^{tV}z_j\rangle$, for all $n$, $d$, $V$, $Q$, $K$: only $Ve^{tV} = e^{tV}V$ is used."
    ),
    source=restored("Definition"),
    conclusion=Identity(
        rescaling.rescaled_motion,
        rescaling.free_rescaling,
        rescaling.random_rescaling,
        "e^{-tV} (field(e^{tV} z) - V e^{tV} z) = rescaled_field(z, t)",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the derivative of the factor",
            conclusion=Identity(
                rescaling.rescaled_motion_undamped,
                rescaling.free_rescaling,
                rescaling.random_rescaling,
                "e^{-tV} field(e^{tV} z) = rescaled_field(z, t)",
            ),
        ),
    ),
)
CONTINUITY = Claim(
    id="clusters.continuity_equation",
    title="The empirical measure solves a continuity equation",
    statement=(
        r"$\mu = \frac1n\sum_i\delta_{x_i}$ solves $\partial_t\mu + \mathrm{div}(X_\mu\mu) = 0$ in the sense of distributions, with "
        r"$X_\mu(x) = \int e^{x^{T}Ay}Vy\,d\mu(y) / \int e^{x^{T}Ay}d\mu(y)$: $\frac{d}{dt}\int\varphi\,d\mu = \int\nabla\varphi\cdot "
        r"X_\mu\,d\mu$, here for $\varphi(x) = e^{k^{T}x}$, all $k$, $n$, $d$; sums of these are dense in $C^1$ on compact sets."
    ),
    source=restored("Continuity equation"),
    conclusion=Identity(
        measure.continuity,
        measure.symbolic_measure,
        measure.random_measure,
        "d/dt int e^{k.x} dmu = int e^{k.x} k.X[mu] dmu",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "with positions for velocities",
            conclusion=Identity(
                measure.continuity_of_the_tokens,
                measure.symbolic_measure,
                measure.random_measure,
                "d/dt int e^{k.x} dmu = int e^{k.x} k.x dmu",
            ),
        ),
    ),
)
