"""Lemma 1 and Remark 1: the Oja flow ``x' = (I - x x^T) V x`` of one token."""

from __future__ import annotations

from proofs.multistability import setting
from proofs.multistability.notation import ours, restored, verbatim
from proofs.multistability.worlds import flows, oja
from proofs.power_method.notation import LAMBDA_1, LAMBDA_J, SIMPLE, equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify, Simulate

LEMMA_1 = Claim(
    id="multistability.lemma_1",
    title="The Oja flow converges to the principal eigenvector",
    statement=(
        r"All eigenvectors $\pm v_k$ of $V$ are equilibria of the Oja flow. $W(x) = \frac12(\lambda_1 - R(x))$ is a Lyapunov function "
        r"for it and guarantees that it converges to the principal eigenvector $\pm v_1$."
    ),
    source=verbatim("Lemma 1"),
    parts=(
        "multistability.lemma_1.equilibria",
        "multistability.lemma_1.lyapunov",
        "multistability.lemma_1.convergence",
    ),
    note=(
        "W guarantees convergence to some eigenvector only: W' = 0 at every one of them. Starts with v_1^T x = 0 never reach +-v_1, the "
        "other eigenvectors themselves for example; all others do (beyond.oja_flow)."
    ),
)
EQUILIBRIA = Claim(
    id="multistability.lemma_1.equilibria",
    title="Eigenvectors are equilibria",
    statement=r"If $Vv = \lambda v$ and $|v| = 1$ then $(I - vv^{T})Vv = 0$.",
    source=verbatim("Lemma 1"),
    conclusion=Identity(flows.at_eigenvector, flows.free_eigenvector, flows.random_eigenvector, "(I - v v^T) V v = 0"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=Identity(
                flows.at_eigenvector_unprojected, flows.free_eigenvector, flows.random_eigenvector, "V v = 0"
            ),
        ),
    ),
)
LYAPUNOV = Claim(
    id="multistability.lemma_1.lyapunov",
    title="W is a Lyapunov function",
    statement=(
        r"For symmetric $V$: $\dot R = 2(|Vx|^2 - R^2)$ along the Oja flow, which is $2|P_xVx|^2$ for unit $x$; so $\dot W = -|P_xVx|^2 "
        r"\le 0$, with equality only at eigenvectors, and $W \ge 0$ with equality only at the eigenvectors of $\lambda_1$ (Rayleigh)."
    ),
    source=verbatim("Lemma 1"),
    conclusion=Identity(flows.rayleigh, flows.symbolic_flow, flows.random_flow, "R' = 2(|V x|^2 - R^2)"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the part along x",
            conclusion=Identity(flows.rayleigh_wrongly, flows.symbolic_flow, flows.random_flow, "R' = 2|V x|^2"),
        ),
    ),
    uses=("multistability.multiagent_gradient.projection",),
)
CONVERGENCE = Claim(
    id="multistability.lemma_1.convergence",
    title="The Oja flow converges to the principal eigenvector",
    statement=r"Under Assumption 1 every trajectory of the Oja flow converges to $v_1$ or to $-v_1$.",
    source=verbatim("Lemma 1"),
    conclusion=Behaviour("every start of the Oja flow converges to v_1 or -v_1"),
    evidence=(
        Exact(
            oja.rests_elsewhere,
            oja.at_second_eigenvector,
            refuting=True,
            kind="falsify",
            setting=setting("assumption_1", of="oja"),
        ),
        Simulate(oja.oja_limits_seen),
    ),
    note=LEMMA_1.note,
)
REMARK_1 = Claim(
    id="multistability.remark_1",
    title="The explicit solution of the Oja flow",
    statement=(
        r"The solution is $x(t) = e^{Vt}x_0/|e^{Vt}x_0|$; its limit is $\mathrm{sign}(v_1^{T}x_0)\,v_1$, where $v_1^{T}x_0 \neq 0$."
    ),
    source=restored("Remark 1", "the sign is read as defined, v_1^T x_0 not 0"),
    parts=("multistability.remark_1.solution", "multistability.remark_1.ratio", "multistability.remark_1.limit"),
)
SOLUTION = Claim(
    id="multistability.remark_1.solution",
    title="A linear flow, normalised",
    statement=(
        r"If $\dot y = Vy$ then $x = y/|y|$ satisfies $\dot x = (I - xx^{T})Vx$, for all $d$: the derivative of $y/|y|$ along $Vy$ is the "
        r"field at $y/|y|$."
    ),
    source=restored("Remark 1"),
    conclusion=Identity(flows.solution, flows.symbolic_flow, flows.random_flow, "D(y/|y|)[V y] = field(y/|y|)"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=Identity(flows.solution_wrongly, flows.symbolic_flow, flows.random_flow, "D(y/|y|)[V y] = V x"),
        ),
    ),
)
COMPONENTS = tuple(Parameter(name) for name in ("x_1", "x_j", "rho"))
RATIO = Claim(
    id="multistability.remark_1.ratio",
    title="Ratios of components grow or decay exponentially",
    statement=(
        r"With $x_j = v_j^{T}x$ and $\rho = x^{T}Vx$ the field has the components $\dot x_j = (\lambda_j - \rho)x_j$, so that "
        r"$x_1\dot x_j - x_j\dot x_1 = (\lambda_j - \lambda_1)x_1x_j$: where $x_1 \neq 0$, $x_j/x_1$ is multiplied by "
        r"$e^{(\lambda_j-\lambda_1)t}$, "
        r"and $x_1$ keeps its sign."
    ),
    source=ours("Remark 1"),
    parameters=(LAMBDA_1, LAMBDA_J, *COMPONENTS),
    conclusion=Formula(
        lambda p: equal(
            p.x_1 * (p.lambda_j - p.rho) * p.x_j - p.x_j * (p.lambda_1 - p.rho) * p.x_1,
            (p.lambda_j - p.lambda_1) * p.x_1 * p.x_j,
        )
    ),
    witness={"lambda_1": "1", "lambda_j": "1/2", "x_1": "3/5", "x_j": "4/5", "rho": "17/25"},
    evidence=(Decide(), Derive()),
    mutants=(
        Mutant(
            "with the sum",
            conclusion=Formula(
                lambda p: equal(
                    p.x_1 * (p.lambda_j - p.rho) * p.x_j - p.x_j * (p.lambda_1 - p.rho) * p.x_1,
                    (p.lambda_j + p.lambda_1) * p.x_1 * p.x_j,
                )
            ),
        ),
    ),
)
LIMIT = Claim(
    id="multistability.remark_1.limit",
    title="The limit is the principal eigenvector on the side of the start",
    statement=(
        r"If $\lambda_1$ is simple and $v_1^{T}x_0 \neq 0$, every $x_j/x_1$ decays: $\frac{d}{dt}(x_j/x_1)^2 = 2(\lambda_j - "
        r"\lambda_1)(x_j/x_1)^2 < 0$ where $x_j \neq 0$; so $x(t) \to \mathrm{sign}(v_1^{T}x_0)\,v_1$."
    ),
    source=restored("Remark 1"),
    parameters=(LAMBDA_1, LAMBDA_J, Parameter("r")),
    hypotheses=(SIMPLE, Hypothesis("apart", r"r = x_j/x_1 \neq 0", lambda p: (p.r > 0) | (p.r < 0))),
    conclusion=Formula(lambda p: 2 * (p.lambda_j - p.lambda_1) * p.r**2 < 0),
    witness={"lambda_1": "1", "lambda_j": "1/2", "r": "2"},
    evidence=(Decide(), Falsify(), Simulate(oja.oja_limits_seen)),
    mutants=(drop("simple"), drop("apart")),
    uses=("multistability.remark_1.ratio", "multistability.remark_1.solution"),
)
