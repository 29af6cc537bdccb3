r"""Many tokens: the closed forms against trajectories of n = 40 to a million tokens.

All but the last are about one system, :data:`SYSTEM`, whose predictions do not depend on n, or only through shares of the tokens.
"""

from __future__ import annotations

from proofs.beyond._later import later, seen
from proofs.power_method.notation import ours
from verify.claim import Claim
from verify.conclusions import Behaviour
from verify.evidence import Simulate, Statistics

SYSTEM = r"$V = \mathrm{diag}(1, 3/10)$, $A = I$ or uniform attention, $\alpha = 1$, $d = 2$."
SIZES = r"$n = 40, 1000, 10^4$ (tier full: $100, 10^4, 10^6$)"
SOURCE = ours("many tokens")
WHOLE = Claim(
    id="beyond.large_n",
    title="Closed forms and trajectories of up to a million tokens",
    statement=(
        "Disturbed consensus and bipartite states return or leave at the rate of their leading eigenvalue whatever the number of "
        "tokens; random starts end where attractors were predicted; single and double precision agree."
    ),
    source=SOURCE,
    parts=(
        "beyond.large_n.consensus_rate",
        "beyond.large_n.bipartite_returns",
        "beyond.large_n.bipartite_leaves",
        "beyond.large_n.ends_attention",
        "beyond.large_n.ends_oja",
        "beyond.large_n.agreement_time",
        "beyond.large_n.precision",
        "beyond.large_n.ascent",
    ),
)


def _watched(
    part: str, title: str, statement: str, sentence: str, *, uses: tuple[str, ...] = (), note: str = ""
) -> Claim:
    """A claim that is seen in trajectories, longer ones in the tier full."""
    return Claim(
        id=f"beyond.large_n.{part}",
        title=title,
        statement=statement,
        source=SOURCE,
        conclusion=Behaviour(sentence),
        evidence=(Simulate(seen("_large_seen", part)), Simulate(seen("_large_seen", f"{part}_full"), tier="full")),
        uses=uses,
        note=note,
    )


CONSENSUS_RATE = _watched(
    "consensus_rate",
    "The consensus at v_1 is approached at the predicted rate",
    rf"{SYSTEM} {SIZES} tokens within $10^{{-4}}$ of $v_1$: the slowest mode shrinks by "
    r"$\frac{1 + \alpha\lambda_2}{1 + \alpha\lambda_1} = 0.65$ a step, to $10^{-6}$ of it.",
    "tokens near the consensus at v_1 return by the factor 0.65 a step, for n up to a million, to 1e-6",
    uses=("power_method.lemma_3",),
)
BIPARTITE_RETURNS = _watched(
    "bipartite_returns",
    "A balanced bipartite consensus returns at the predicted rate",
    rf"{SYSTEM} {SIZES} tokens within $10^{{-4}}$ of $v_1$ and $-v_1$, half and half: the slowest mode shrinks by the leading "
    r"eigenvalue of the blocks $M_j$ and $1/c_\pm$, to $10^{-6}$ of it.",
    "a balanced bipartite consensus with A = I returns at the leading eigenvalue, for n up to a million, to 1e-6",
    uses=("power_method.lemma_14",),
)
BIPARTITE_LEAVES = _watched(
    "bipartite_leaves",
    "A lopsided bipartite consensus is left at the predicted rate",
    rf"{SYSTEM} {SIZES} tokens within $10^{{-4}}$ of $v_1$ and, one in twenty, of $-v_1$: the fastest mode grows by the leading "
    r"eigenvalue of the blocks $M_j$ and $1/c_\pm$, which is above 1, to $10^{-4}$ of it.",
    "a bipartite consensus with a twentieth of the tokens on one side is left at the leading eigenvalue, to 1e-4",
    uses=("power_method.lemma_14",),
)
ENDS_ATTENTION = Claim(
    id="beyond.large_n.ends_attention",
    title="Many random tokens split into two opposite groups",
    statement=(
        rf"{SYSTEM} From more than 90 % of uniform starts of 200 tokens, with $A = I$, the tokens end at a bipartite consensus at $v_1$ "
        "with at least 30 % of them on the smaller side."
    ),
    source=SOURCE,
    conclusion=Behaviour(
        "more than 90 % of starts of 200 tokens with A = I end at a bipartite consensus, 30 % or more on each side"
    ),
    evidence=(
        Statistics(later("_large_seen", "ends_attention"), 0.9, "uniform starts of 200 tokens", quick=100, full=1000),
    ),
    note=(
        "Consensus at v_1 attracts too, and takes a quarter of the starts of ten tokens; but the mean of many random tokens is near 0, "
        "and each goes to the end of its own side. Statements on consensus from almost every start are about uniform attention."
    ),
)
ENDS_OJA = Claim(
    id="beyond.large_n.ends_oja",
    title="Under uniform attention many random tokens agree",
    statement=(
        rf"{SYSTEM} From more than 90 % of uniform starts of 200 tokens, with uniform attention, all tokens end at $v_1$ or all at $-v_1$."
    ),
    source=SOURCE,
    conclusion=Behaviour(
        "more than 90 % of starts of 200 tokens with uniform attention end at the consensus at v_1 or -v_1"
    ),
    evidence=(Statistics(later("_large_seen", "ends_oja"), 0.9, "uniform starts of 200 tokens", quick=100, full=1000),),
)
AGREEMENT_TIME = _watched(
    "agreement_time",
    "Under uniform attention agreement takes of the order of log n steps",
    (
        r"Uniform attention, $V = \mathrm{diag}(1, 3/10)$, $\alpha = \frac12$, $d = 2$, 16 uniform starts: with $z = |v_1^{T}\bar x(0)|$, "
        r"which is of the order $n^{-1/2}$, the number of steps until $|\bar x| \ge \frac12$ is "
        r"$\log(1/2z)/\log(1 + \alpha\lambda_1(1 - \frac1d))$ up to 3 steps in the median, and this varies by less than one step "
        r"between $n = 100$, $1000$ and $10^4$ (tier full: $100$, $10^4$ and $10^6$)."
    ),
    "the steps until |xbar| is 1/2 are log(1/2z)/log(5/4), to 3 in the median and to 1 between n = 100 and a million",
    note="While the mean is small, tokens stay nearly uniform, and the mean grows by the mean of alpha (I - x x^T) V. The "
    "median, since a start with z next to 0 is first carried along v_2.",
)
PRECISION = _watched(
    "precision",
    "Single precision follows double precision, whatever the number of tokens",
    rf"{SYSTEM} {SIZES} random tokens: after three steps in float32 and in float64 no coordinate differs by more than "
    r"$4\cdot10^{-6}$, nor by more than a bound that does not depend on $n$.",
    "after three steps float32 and float64 differ by at most 4e-6, for n up to a million",
)
ASCENT = _watched(
    "ascent",
    "Attention with A = V positive semidefinite climbs an energy at every step",
    (
        r"Let $A = V$ be symmetric and positive semidefinite, $E = \sum_{ij}e^{x_i^{T}Ax_j}$, $Z_i = \sum_je^{x_i^{T}Ax_j}$ and "
        r"$N_i = |x_i + \alpha s_i|$. For every $\alpha > 0$ a step gains "
        r"$E^+ - E \ge \frac1\alpha\sum_iZ_i(1 + N_i)|x_i^+ - x_i|^2$. Random systems with $\alpha$ from 0.1 to 30."
    ),
    "E gains at least sum_i Z_i (1 + N_i) |x_i^+ - x_i|^2 / alpha a step, for A = V positive semidefinite and every step size",
    uses=("power_method.lemma_7.token_gain",),
    note=(
        "Why: e^{x'Ay} is a positive definite kernel, so E is convex in the distribution of the tokens, and e^{x'Ay} is convex in x. "
        "Hence E^+ - E >= 2 sum_i Z_i s_i^T (x_i^+ - x_i), and power_method.lemma_7.token_gain gives each term. This argument is "
        "written, not machine-checked; trajectories are what is checked."
    ),
)
