r"""The multiagent Oja flow repaired: for n >= 3, or lambda_2 > 0, almost all trajectories reach the consensus at ``+-v_1``.

Every trajectory converges (gradient flow). Limits with a positive eigenvalue are reached from a null set. What is left are tokens half at x
and half at -x, where V is not positive on the complement of x. There the logarithms of all distances inside the two groups add up to a
quantity whose derivative is ``-(m-1) n xbar^T V xbar``, not negative on the way up to energy 0: it would have to go to minus infinity.
For n = 2 there are no distances inside a group, and such pairs attract.
"""

from __future__ import annotations

from typing import Any

from proofs.multistability.notation import some_right
from proofs.multistability.worlds import flows, oja
from proofs.power_method.notation import LAMBDA_1, both, equal, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

SOURCE = ours("multiagent stability")
LAMBDA_2 = Parameter("lambda_2")


def _identity(name: str, title: str, statement: str, true: Any, false: Any, text: str) -> Claim:
    return Claim(
        id=f"beyond.multiagent_flow.{name}",
        title=title,
        statement=statement,
        source=SOURCE,
        conclusion=Identity(true, flows.symbolic_flow, flows.random_flow, text),
        evidence=(Derive(), Falsify()),
        mutants=(Mutant("changed", conclusion=Identity(false, flows.symbolic_flow, flows.random_flow, f"not {text}")),),
    )


DISTANCE = _identity(
    "distance",
    "How the distance of two tokens changes",
    r"With the common push $h = V\bar x$: $\frac{d}{dt}(x_i^{T}x_j) = (h^{T}x_i + h^{T}x_j)(1 - x_i^{T}x_j)$, so that for unit tokens "
    r"$\frac{d}{dt}\log|x_i - x_j|^2 = -h^{T}(x_i + x_j)$ where $x_i \neq x_j$; equal tokens stay equal.",
    flows.distances,
    flows.distances_wrongly,
    "d(x_i.x_j) = (h.x_i + h.x_j)(1 - x_i.x_j)",
)
PAIRS = _identity(
    "pairs",
    "Adding up over all pairs of a group",
    r"$\sum_{i<j}(a_i + a_j) = (m-1)\sum_ia_i$ over a group of $m$ tokens.",
    flows.pairs,
    flows.pairs_wrongly,
    "sum over pairs = (m-1) sum",
)
SPREAD = Claim(
    id="beyond.multiagent_flow.spread",
    title="On the way up to energy 0 groups do not shrink to points",
    statement=(
        r"Let $n = 2m \ge 4$, the tokens of both groups distinct, $L$ the sum of $\log|x_i - x_j|^2$ over all pairs "
        r"inside the two groups. Then "
        r"$\dot L = -(m-1)h^{T}\sum_ix_i = -\frac{2(m-1)}{n}\,\frac{s^{T}Vs}{2}$, $s = \sum_ix_i$, which is not negative while the energy "
        r"$\frac12 s^{T}Vs \le 0$: $L$ cannot go to $-\infty$."
    ),
    source=SOURCE,
    parameters=(Parameter("m", "integer", 1), Parameter("energy"), Parameter("total"), Parameter("rate")),
    hypotheses=(
        Hypothesis("push", r"2m\,h^{T}s = s^{T}Vs = 2\cdot\text{energy}", lambda p: equal(p.m * p.total, p.energy)),
        Hypothesis("pairs", r"\dot L = -(m-1)h^{T}s", lambda p: equal(p.rate, -(p.m - 1) * p.total)),
        Hypothesis("below", r"\tfrac12 s^{T}Vs \le 0", lambda p: p.energy <= 0),
    ),
    conclusion=Formula(lambda p: p.rate >= 0),
    witness={"m": "2", "energy": "-1", "total": "-1/2", "rate": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("push"), drop("pairs"), drop("below")),
    uses=("beyond.multiagent_flow.distance", "beyond.multiagent_flow.pairs"),
)
ON_A_LINE = Claim(
    id="beyond.multiagent_flow.on_a_line",
    title="Polygonal states on a line are reached from a null set, n >= 4",
    statement=(
        r"Let $V$ be symmetric. A trajectory that converges to a state with half of its $n \ge 4$ tokens at $x$ and half at $-x$, any unit "
        r"$x$, has $s^{T}Vs \le 0$ throughout (the energy never decreases and ends at 0), and two equal tokens in a group: else $L$ never "
        r"decreases although all distances inside the groups go to zero. Equal tokens stay equal both ways in time: such starts are a "
        r"null set."
    ),
    source=SOURCE,
    parts=(
        "multistability.multiagent_gradient",
        "beyond.multiagent_flow.distance",
        "beyond.multiagent_flow.pairs",
        "beyond.multiagent_flow.spread",
    ),
)
UNSTABLE_LIMITS = Claim(
    id="beyond.multiagent_flow.unstable_limits",
    title="Limits with an expanding direction are reached from a null set",
    statement=(
        r"Under Assumption 1 the consensus at $v_k$, $k > 1$, bipartite consensus at $v_k$, $k > 1$, or at $v_1$ if "
        r"the split is unbalanced, "
        r"polygons that are not on a line, and polygonal states on a line if $\lambda_2 > 0$, have a positive "
        r"eigenvalue; the flow over time 1 "
        r"is a diffeomorphism with an eigenvalue outside the unit circle there. The starts that converge to any of them are a null set."
    ),
    source=SOURCE,
    parts=(
        "multistability.multiagent_stability.consensus_unstable",
        "multistability.multiagent_stability.bipartite_other",
        "beyond.multiagent_flow.unbalanced",
        "power_method.lemma_6.not_on_a_line",
        "beyond.almost_global.line_expands",
        "beyond.two_times.jacobian",
    ),
    cites=("centre_stable_manifold",),
    note=(
        "For polygonal states kappa_i = 0, so that the Jacobian of the step is I + alpha J of the flow (beyond.two_times): the claims of "
        "the power-method paper about eigenvalues above 1 there are about positive eigenvalues of the flow."
    ),
)
UNBALANCED = Claim(
    id="beyond.multiagent_flow.unbalanced",
    title="An unbalanced bipartite consensus at the principal eigenvector expands",
    statement=r"With $m \neq n - m$ the bipartite consensus at $v_1$ of the multiagent Oja flow has a positive tangent eigenvalue.",
    source=SOURCE,
    parameters=(LAMBDA_1, Parameter("lambda_j"), Parameter("m", "integer", 1), Parameter("rest", "integer", 1)),
    hypotheses=(
        Hypothesis(
            "principal",
            r"\lambda_1 > 0,\ \lambda_j < \lambda_1",
            lambda p: (p.lambda_1 > 0) & (p.lambda_j < p.lambda_1),
        ),
        Hypothesis("unbalanced", r"m \neq n - m", lambda p: (p.m > p.rest) | (p.m < p.rest)),
    ),
    conclusion=Formula(lambda p: some_right(p, p.lambda_j, p.lambda_1)),
    witness={"lambda_1": "1", "lambda_j": "1/2", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("unbalanced"), drop("principal")),
    uses=("multistability.bipartite_spectrum.oja", "multistability.bipartite_stability.margins"),
)


REPAIRED = Claim(
    id="beyond.multiagent_flow",
    title="The multiagent Oja flow, repaired",
    statement=(
        r"Under Assumption 1, if $n \ge 3$ or $\lambda_2 > 0$: almost all trajectories of the multiagent Oja flow "
        r"converge to the consensus at "
        r"$v_1$ or at $-v_1$, which is asymptotically stable; no other equilibrium attracts an open set. If $n = 2$ "
        r"and $\lambda_2 < 0$ every "
        r"pair $(v_1, -v_1)$ is Lyapunov stable and attracts an open set, for every such $V$."
    ),
    source=SOURCE,
    parts=(
        "multistability.multiagent_stability.principal_stable",
        "multistability.multiagent_gradient",
        "multistability.multiagent_equilibria",
        "beyond.multiagent_flow.unstable_limits",
        "beyond.multiagent_flow.on_a_line",
        "beyond.multiagent_flow.two_tokens",
    ),
    repairs="multistability.multiagent_stability",
)
ALMOST_GLOBAL = Claim(
    id="beyond.multiagent_flow.almost_global",
    title="Almost all trajectories reach the principal consensus, repaired",
    statement=(
        r"Under Assumption 1, if $n \ge 3$ or $\lambda_2 > 0$, almost all trajectories of the multiagent Oja flow "
        r"converge to the consensus at "
        r"$v_1$ or at $-v_1$."
    ),
    source=SOURCE,
    parts=(
        "multistability.multiagent_gradient",
        "multistability.multiagent_equilibria",
        "beyond.multiagent_flow.unstable_limits",
        "beyond.multiagent_flow.on_a_line",
    ),
    repairs="multistability.multiagent_stability.almost_global",
)

# ------------------------------------------------------------------ two tokens

PUSHED = Claim(
    id="beyond.multiagent_flow.pushed",
    title="Near (v_1, -v_1) the sum of two tokens meets negative eigenvalues only",
    statement=(
        r"Let $n = 2$, $s = x + y$. For unit tokens $x^{T}s = |s|^2/2$, so that with $|x - v_1| \le \delta$: $|v_1^{T}s| \le |s|(|s|/2 + "
        r"\delta)$, and $s^{T}Vs \le \lambda_2|s|^2 + (\lambda_1 - \lambda_2)(v_1^{T}s)^2$. If $\lambda_2 < 0$ and $(|s|/2 + \delta)^2 \le "
        r"\varepsilon$, $2\varepsilon(\lambda_1 - \lambda_2) \le -\lambda_2$: $s^{T}Vs \le \frac12\lambda_2|s|^2$."
    ),
    source=SOURCE,
    parameters=(LAMBDA_1, LAMBDA_2, *(Parameter(name) for name in ("S", "t", "form", "epsilon"))),
    hypotheses=(
        Hypothesis("order", r"\lambda_2 < 0 < \lambda_1", lambda p: (p.lambda_2 < 0) & (p.lambda_1 > 0)),
        Hypothesis(
            "form",
            r"s^{T}Vs \le \lambda_2(|s|^2 - t) + \lambda_1t,\ t = (v_1^{T}s)^2,\ |s|^2 \ge 0",
            lambda p: (p.form <= p.lambda_2 * (p.S - p.t) + p.lambda_1 * p.t) & (p.S >= 0),
        ),
        Hypothesis("near", r"0 \le t \le \varepsilon|s|^2", lambda p: (p.t >= 0) & (p.t <= p.epsilon * p.S)),
        Hypothesis(
            "small",
            r"2\varepsilon(\lambda_1 - \lambda_2) \le -\lambda_2",
            lambda p: 2 * p.epsilon * (p.lambda_1 - p.lambda_2) <= -p.lambda_2,
        ),
    ),
    conclusion=Formula(lambda p: 2 * p.form <= p.lambda_2 * p.S),
    witness={"lambda_1": "1", "lambda_2": "-1/2", "S": "1", "t": "1/10", "form": "-7/20", "epsilon": "1/6"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("order"), drop("form"), drop("near"), drop("small")),
)
DECAY = Claim(
    id="beyond.multiagent_flow.decay",
    title="The sum of two tokens decays, and the tokens hardly move",
    statement=(
        r"With $D = 1 - x^{T}y = 2 - |s|^2/2$: $\dot D = -\frac12 s^{T}Vs\,D$, so that $\frac{d}{dt}|s|^2 = s^{T}Vs\,D "
        r"\le \frac12\lambda_2D|s|^2 "
        r"\le \frac14\lambda_2|s|^2$ while $|s|^2 \le 3$ and $s^{T}Vs \le \frac12\lambda_2|s|^2$. Then $|s|$ decays "
        r"like $e^{\lambda_2t/8}$, and each token moves by at "
        r"most $\int\frac12\rho(V)|s| \le 4\rho(V)|s_0|/|\lambda_2|$."
    ),
    source=SOURCE,
    parameters=(LAMBDA_2, *(Parameter(name) for name in ("S", "D", "form", "rate"))),
    hypotheses=(
        Hypothesis("negative", r"\lambda_2 < 0", lambda p: p.lambda_2 < 0),
        Hypothesis(
            "distance",
            r"D = 2 - |s|^2/2,\ 0 \le |s|^2 \le 3",
            lambda p: both(equal(2 * p.D, 4 - p.S), p.S >= 0, p.S <= 3),
        ),
        Hypothesis("pushed", r"s^{T}Vs \le \tfrac12\lambda_2|s|^2", lambda p: 2 * p.form <= p.lambda_2 * p.S),
        Hypothesis("flow", r"\tfrac{d}{dt}|s|^2 = s^{T}Vs\,D", lambda p: equal(p.rate, p.form * p.D)),
    ),
    conclusion=Formula(lambda p: 4 * p.rate <= p.lambda_2 * p.S),
    witness={"lambda_2": "-1", "S": "1", "D": "3/2", "form": "-1/2", "rate": "-3/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("distance"), drop("pushed"), drop("flow")),
    uses=("beyond.multiagent_flow.distance",),
)
TWO_TOKENS = Claim(
    id="beyond.multiagent_flow.two_tokens",
    title="Two tokens: antipodal pairs near the principal eigenvector attract, for every V with lambda_2 < 0",
    statement=(
        r"Let $V$ be symmetric, $\lambda_1 > 0 > \lambda_2$, $n = 2$. Starts near enough to $(v_1, -v_1)$ stay near it "
        r"and converge to a pair "
        r"$(x, -x)$: the pair is Lyapunov stable, and a consensus is not reached from an open set of starts."
    ),
    source=SOURCE,
    parts=("beyond.multiagent_flow.distance", "beyond.multiagent_flow.pushed", "beyond.multiagent_flow.decay"),
)
SEEN = Claim(
    id="beyond.multiagent_flow.seen",
    title="Near pairs of groups on a line, four tokens leave and two do not",
    statement=(
        r"$V = \mathrm{diag}(1, -\frac12)$: of 8 random starts of the flow within $0.2$ of $(v_1, v_1, -v_1, -v_1)$ "
        r"all reach the principal "
        r"consensus; of 8 within $0.2$ of $(v_1, -v_1)$ none does."
    ),
    source=SOURCE,
    conclusion=Behaviour("four tokens near a balanced state at v_1 leave it under the flow, two do not"),
    evidence=(Simulate(oja.groups_leave),),
)
