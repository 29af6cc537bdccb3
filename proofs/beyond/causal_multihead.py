r"""Several heads under a causal mask: what holds of the conjecture, and full attention, by the same central projection.

Notation as in :mod:`proofs.beyond.causal_symmetric`, with ``w^h_ij = b^h_ij q_j / q_i`` for each head.
"""

from __future__ import annotations

from proofs.asymptotic.notation import ours
from proofs.asymptotic.worlds import causal_checks, causal_examples, causal_signs, causal_symmetric_seen
from proofs.beyond import causal_symmetric as single
from proofs.power_method.notation import both
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify, Simulate

LABEL = "Symmetric value matrix, several heads"
SOURCE = ours(LABEL)
ID = "beyond.causal_multihead"
CONJECTURE_ID = "asymptotic.conjecture_multihead"
WORLDS = (causal_signs.symbolic_consensus, causal_signs.random_consensus)

LINEARISED = Claim(
    id=f"{ID}.linearised",
    title="At a consensus only the sum of the heads counts",
    statement=(
        r"If $\sum_hV_hv = \lambda v$ (the $V_hv$ may point anywhere) and all tokens are at $v$, then under any mask the field "
        r"changes in a tangent direction by $\sum_ju_{ij}\Pi\sum_hV_h\,h_j - \lambda h_i$, $u_{ij}$ the uniform weights of the "
        r"mask: under a causal one $u_{ii} = 1/i$, and token $i$ has the eigenvalues $\lambda_j/i - \lambda$ of the sum (two "
        r"heads, all $n$, $d$, $P_h$)."
    ),
    source=SOURCE,
    conclusion=Identity(
        causal_signs.heads_linearised, *WORLDS, "D field[H] = u P (V_1 + V_2) H - lambda H at a consensus"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "the first head alone",
            conclusion=Identity(causal_signs.heads_linearised_wrongly, *WORLDS, "D field[H] = u P V_1 H - lambda H"),
        ),
    ),
)
OWN = Claim(
    id=f"{ID}.own",
    title="Two heads contract if one of them does",
    statement=(
        r"Terms of $j = i$ of two heads with the same left eigenvector: if $\eta^{T}V_h\eta \le \lambda^h_2|\eta|^2$ with "
        r"$\lambda^h_2 \le \lambda^h_1$, and $\lambda_2 < \lambda_1$ for the first, then $\sum_hb^h_{ii}(\eta^{T}V_h\eta - "
        r"\lambda^h_1|\eta|^2) \le -\beta(\lambda_1 - \lambda_2)|\eta|^2$; a further head adds a term of the second kind."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("excess", "other", "b", "c", "beta", "gap", "square")),
    hypotheses=(
        Hypothesis(
            "strict",
            r"\eta^{T}V_1\eta - \lambda_1|\eta|^2 \le -g|\eta|^2",
            lambda p: both(p.excess <= -p.gap * p.square, p.gap >= 0, p.square >= 0),
        ),
        Hypothesis("not expanding", r"\eta^{T}V_2\eta \le \lambda^2_1|\eta|^2", lambda p: p.other <= 0),
        Hypothesis(
            "weights", r"b_{ii} \ge \beta \ge 0,\ b'_{ii} \ge 0", lambda p: both(p.b >= p.beta, p.beta >= 0, p.c >= 0)
        ),
    ),
    conclusion=Formula(lambda p: p.b * p.excess + p.c * p.other <= -p.beta * p.gap * p.square),
    witness={"excess": "-1", "other": "-1/2", "b": "1/2", "c": "1/2", "beta": "1/4", "gap": "1", "square": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("strict"), drop("not expanding"), drop("weights")),
    uses=(f"{single.ID}.projected",),
)
CONVERGES = Claim(
    id=f"{ID}.converges",
    title="Heads with a common principal eigenvector: convergence from its hemisphere",
    statement=(
        r"Auto-regressive, any number of heads, any $W$, $P_h(t)$ measurable and bounded, $V_h$ symmetric, $V_hv_1 = "
        r"\lambda^h_1v_1$ with $\lambda^h_1 \ge 0$ the largest eigenvalue of $V_h$, simple for at least one head: all starts "
        r"with $v_1^{T}x_i(0) > 0$ for all $i$ converge exponentially to the consensus at $v_1$. All heads with the same $V$ "
        r"are a special case."
    ),
    source=SOURCE,
    parts=(
        *(f"{single.ID}.{part}" for part in ("projected", "heights", "sign", "ratio", "earlier", "together")),
        f"{ID}.own",
        "asymptotic.theorem_hemisphere.softmax",
    ),
    repairs=f"{CONJECTURE_ID}.sum",
)
NOT_PRINCIPAL = Claim(
    id=f"{ID}.not_principal",
    title="A common eigenvector is not enough: it must be principal for every head",
    statement=(
        r"$V_1 = \mathrm{diag}(3, -9)$, $V_2 = \mathrm{diag}(0, 8)$: $e_1$ is the principal eigenvector of the sum and of $V_1$, and an "
        r"eigenvector of $V_2$. For some $P_1$, $P_2$ the tokens $(1, 0)$ and $(3/5, 4/5)$ are an asymptotically stable equilibrium in "
        r"the hemisphere of $e_1$."
    ),
    source=SOURCE,
    conclusion=Behaviour(
        "commuting causal heads: a stable equilibrium in the hemisphere of the sum that is no consensus"
    ),
    evidence=(Exact(causal_checks.rests_apart_of_the_sum, causal_examples.commuting_heads),),
    mutants=(Mutant("principal for both", example=causal_examples.principal_heads),),
)
REPAIRED = Claim(
    id=ID,
    title="Several heads: what holds of the conjecture",
    statement=(
        r"Heads with a common principal eigenvector $v_1$ and $\lambda^h_1 \ge 0$ converge from the hemisphere of $v_1$, on "
        r"every ellipsoid. For any heads whose sum is symmetric with $\lambda_1 \ge 0$ simple the consensus at $v_1$ is "
        r"asymptotically stable."
    ),
    source=SOURCE,
    parts=(f"{ID}.converges", f"{ID}.linearised", f"{single.ID}.stable"),
    repairs=CONJECTURE_ID,
)
SEEN = Claim(
    id=f"{ID}.seen",
    title="Simulated: two heads with a common principal eigenvector",
    statement=(
        r"6 random systems ($n = 5$, $d = 3$, random $W$, $\lambda^1_1 = 1$, $\lambda^2_1 = \frac12$, random $P_h$), random "
        r"starts with $v_1^{T}x_i > 0$: within $10^{-6}$ of $v_1$ at $t = 150$."
    ),
    source=SOURCE,
    conclusion=Behaviour("causal heads with a common principal eigenvector: starts in its hemisphere reach it"),
    evidence=(Simulate(causal_symmetric_seen.common_eigenvector),),
)

# ------------------------------------------------------------------ full attention

DOMINANT = Claim(
    id="beyond.full_attention.dominant",
    title="The token farthest from v_1 is pulled in by all others",
    statement=(
        r"Where $|\eta_i| = h$ is the largest and $|V\eta| \le \rho|\eta|$ on the kernel of $l$, every term "
        r"$w_{ij}(\eta_i^{T}V\eta_j - \lambda_1h^2) \le -w_{ij}(\lambda_1 - \rho)h^2$: with $\rho < \lambda_1$, "
        r"$\max_i|\eta_i|$ decays at least at the rate $(\lambda_1 - \rho)\min_ia_{ii}$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("lambda_1", "rho", "w", "cross", "square")),
    hypotheses=(
        Hypothesis("weight", r"w_{ij} \ge 0", lambda p: p.w >= 0),
        Hypothesis("largest", r"\eta_i^{T}V\eta_j \le \rho h^2", lambda p: p.cross <= p.rho * p.square),
    ),
    conclusion=Formula(lambda p: p.w * (p.cross - p.lambda_1 * p.square) <= -p.w * (p.lambda_1 - p.rho) * p.square),
    witness={"lambda_1": "1", "rho": "1/2", "w": "1/2", "cross": "1/4", "square": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("weight"), drop("largest")),
    uses=(f"{single.ID}.projected",),
)
FULL = Claim(
    id="beyond.full_attention",
    title="Full attention: consensus from a hemisphere if lambda_1 dominates",
    statement=(
        r"Full attention (or any mask that shows every token itself), one head, any $W$, $P(t)$ measurable and bounded, $V$ "
        r"symmetric with $\lambda_1 > |\lambda_j|$ for all $j \ge 2$: all starts with $v_1^{T}x_i(0) > 0$ for all $i$ converge "
        r"exponentially to the consensus at $v_1$. No mask is needed."
    ),
    source=SOURCE,
    parts=(
        *(f"{single.ID}.{part}" for part in ("projected", "heights", "sign")),
        "beyond.full_attention.dominant",
        "asymptotic.theorem_hemisphere.softmax",
    ),
)
NOT_DOMINANT = Claim(
    id="beyond.full_attention.not_dominant",
    title="Full attention without dominance: a hemisphere is not enough",
    statement=(
        r"$V = \mathrm{diag}(\frac18, -\frac12)$, $v_2^{T}Pv_2 = -\frac12\log2$, two tokens, full attention: an open set of starts with "
        r"$v_1^{T}x_1, v_1^{T}x_2 > 0$ converges to the opposite tokens $\pm v_2$. Under a causal mask all these starts reach $v_1$."
    ),
    source=SOURCE,
    conclusion=Behaviour("full attention: starts in the hemisphere of v_1 that converge to opposite tokens"),
    evidence=(
        Exact(causal_checks.attracts_from_inside, causal_examples.unmasked),
        Simulate(causal_symmetric_seen.full_attention),
    ),
    mutants=(Mutant("dominant", example=causal_examples.unmasked_dominant),),
    uses=("beyond.causal_symmetric.converges",),
)
