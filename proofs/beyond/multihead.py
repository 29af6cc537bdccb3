"""Stable bipartite consensus of several heads (21): at which vectors, with which heads, and a criterion where heads commute."""

from __future__ import annotations

from typing import Any

from proofs.beyond.worlds import head_examples, heads
from proofs.power_method import lazily
from proofs.power_method.notation import ALPHA, both, either, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify, Simulate

SOURCE = ours("D.4.1")
MODULE = "verify.equilibria.heads"
SEEN = Simulate(head_examples.examples_return)

# ------------------------------------------------------------------ where

PULL = Claim(
    id="beyond.multihead.pull",
    title="Bipartite equilibria of several heads are at eigenvectors of weighted sums of heads",
    statement=(
        r"With $m$ tokens at $w$ and $n - m$ at $-w$ the tokens at $w$ are pulled by $G_+w$, those at $-w$ by $-G_-w$, $G_\pm = "
        r"\sum_h \gamma^h_\pm H_h$, $\gamma^h_\pm$ those of eq. (14) with $c_h = w^{T}A_hw$, whatever the heads. So the state is an "
        r"equilibrium exactly if $G_\pm w = \kappa_\pm w$ with $1 + \alpha\kappa_\pm > 0$; for $m = n - m$, where $G_+ "
        r"= G_-$, if $w$ is an "
        r"eigenvector of $\sum_h \tanh(w^{T}A_hw)H_h$ with $1 + \alpha\kappa > 0$. Of $H = \sum_h H_h$ it need not be one. "
        r"(Shown for two heads with $w$ as the first "
        r"coordinate axis; the sum over heads is linear, and all other coordinates are alike.)"
    ),
    source=SOURCE,
    conclusion=Identity(heads.pull, heads.symbolic_pull, heads.random_pull, "s = G_+ w and -G_- w"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "not weighted",
            conclusion=Identity(heads.pull_unweighted, heads.symbolic_pull, heads.random_pull, "s = H w and -H w"),
        ),
    ),
    uses=("reduction.grouping", "power_method.eq_14"),
    repairs="beyond.multihead.at_eigenvectors",
)
AT_EIGENVECTORS = Claim(
    id="beyond.multihead.at_eigenvectors",
    title="Are bipartite equilibria of several heads at eigenvectors of H?",
    statement=r"Every stable bipartite consensus of (21) is at an eigenvector of the layer matrix $H = \sum_h H_h$, as every consensus is.",
    source=SOURCE,
    conclusion=Behaviour("every asymptotically stable bipartite equilibrium of (21) is at an eigenvector of H"),
    evidence=(
        Exact(lazily(MODULE, "stable_unaligned"), head_examples.unaligned, refuting=True),
        Simulate(head_examples.unaligned_returns),
    ),
    note=(
        "The obvious guess, false: at a consensus all heads pull with weight 1, at a bipartite state head h pulls with gamma^h, which "
        "depends on its score. Where the scores differ the sideways pulls of the heads can cancel in sum_h gamma^h H_h w and not in H w."
    ),
)

# ------------------------------------------------------------------ commuting heads, all n and d

COMMUTING = Claim(
    id="beyond.multihead.commuting_spectrum",
    title="Spectrum at a bipartite consensus of commuting heads",
    statement=(
        r"Let symmetric heads commute, $H_hv_j = \lambda^h_jv_j$. At a bipartite consensus at $v_k$ with $c_\pm = 1 + "
        r"\alpha\sum_h\lambda^h_k\gamma^h_\pm > 0$ the tangent eigenvalues along $v_j$, $j \neq k$, are the two of $M_j = "
        r"\mathrm{diag}(c_+, c_-)^{-1}(I + \alpha\sum_h\lambda^h_jP_h)$, $P_h = \begin{pmatrix}p_h & 1-p_h\\ 1-q_h & "
        r"q_h\end{pmatrix}$, and "
        r"$1/c_+$, $1/c_-$ with multiplicities $m-1$, $n-m-1$, for all $n$, $d$ and $A_h$ (shown for two heads; the sum "
        r"over heads is linear)."
    ),
    source=SOURCE,
    conclusion=Identity(
        heads.commuting_spectrum,
        heads.symbolic_commuting,
        heads.random_commuting,
        "D s along v_j: sum_h lambda^h_j P_h, no derivative of the weights",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "attention of the first head",
            conclusion=Identity(
                heads.commuting_spectrum_of_h,
                heads.symbolic_commuting,
                heads.random_commuting,
                "D s along v_j: lambda_j(H) P_1",
            ),
        ),
    ),
    uses=(
        "beyond.multihead.pull",
        "power_method.lemma_10.normalisation",
        "reduction.grouping",
        "reduction.permutations",
        "reduction.block_constant",
    ),
)
BALANCED = Claim(
    id="beyond.multihead.balanced",
    title="Balanced splits of commuting heads compare two matrices",
    statement=(
        r"For $m = n - m$ let $G = \sum_h\tanh(c_h)H_h$. The eigenvalues of $M_j$ are $(1+\alpha\lambda_j(H))/c$ and "
        r"$(1+\alpha\lambda_j(G))/c$, $c = 1 + \alpha\lambda_k(G)$."
    ),
    source=SOURCE,
    conclusion=Identity(
        heads.balanced, heads.symbolic_balanced, heads.random_balanced, "M_j: (1 + a_j(H))/c and (1 + a_j(G))/c"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "H twice",
            conclusion=Identity(
                heads.balanced_wrongly, heads.symbolic_balanced, heads.random_balanced, "(1 + a_j(H))/c twice"
            ),
        ),
    ),
    uses=("beyond.multihead.commuting_spectrum",),
)
H_J, G_J, G_K = (Parameter(name) for name in ("lambda_h", "lambda_g", "lambda_k"))
SHORT = Hypothesis(
    "small step",
    r"\alpha|\lambda_j(H)|, \alpha|\lambda_j(G)|, \alpha|\lambda_k(G)| < 1",
    lambda p: both(
        *((p.alpha * p[x] > -1) & (p.alpha * p[x] < 1) for x in ("lambda_h", "lambda_g", "lambda_k")),
    ),
)


def _eigenvalues(p: Point) -> list[Any]:
    c = 1 + p.alpha * p.lambda_k
    return [(1 + p.alpha * p.lambda_h) / c, (1 + p.alpha * p.lambda_g) / c, 1 / c]


def _within(p: Point) -> Any:
    return both(*((value < 1) & (value > -1) for value in _eigenvalues(p)))


def _dominates(p: Point) -> Any:
    return both(p.lambda_k > 0, p.lambda_k > p.lambda_h, p.lambda_k > p.lambda_g)


CRITERION = Claim(
    id="beyond.multihead.criterion",
    title="When a balanced bipartite consensus of commuting heads is stable",
    statement=(
        r"Let the step be short, $\alpha\rho(H), \alpha\rho(G) < 1$, and $n > 2$. All tangent eigenvalues are inside "
        r"the unit disc if and only "
        r"if $\lambda_k(G) > 0$, $\lambda_k(G) > \lambda_j(G)$ and $\lambda_k(G) > \lambda_j(H)$ for all $j \neq k$: "
        r"the criterion does not depend "
        r"on $\alpha$. $\lambda_k(H)$ does not enter: any eigenvector of $H$ can carry a stable state."
    ),
    source=SOURCE,
    parameters=(ALPHA, H_J, G_J, G_K),
    hypotheses=(SHORT,),
    conclusion=Formula(lambda p: either(both(_within(p), _dominates(p)), both(~_within(p), ~_dominates(p)))),
    witness={"alpha": "1/4", "lambda_h": "1", "lambda_g": "3/5", "lambda_k": "12/5"},
    evidence=(Decide(), Falsify()),
    mutants=(
        drop("small step"),
        Mutant(
            "without H",
            conclusion=Formula(lambda p: either(_within(p), ~both(p.lambda_k > 0, p.lambda_k > p.lambda_g))),
        ),
        Mutant(
            "without G",
            conclusion=Formula(lambda p: either(_within(p), ~both(p.lambda_k > 0, p.lambda_k > p.lambda_h))),
        ),
    ),
    uses=("beyond.multihead.balanced",),
    note=(
        "With one head G = gamma H, and only an extreme eigenvector of V carries a stable state "
        "(beyond.bipartite_criterion.intermediate). Heads of opposite signs with scores of "
        "opposite signs add up in G and cancel in H: that frees the others."
    ),
)

# ------------------------------------------------------------------ examples


def _example(part: str, title: str, statement: str, check: str, example: Any, *spoiled: tuple[str, Any]) -> Claim:
    return Claim(
        id=f"beyond.multihead.{part}",
        title=title,
        statement=statement,
        source=SOURCE,
        conclusion=Behaviour(statement),
        evidence=(Exact(lazily(MODULE, check), example), SEEN),
        mutants=tuple(Mutant(name, example=other) for name, other in spoiled),
    )


EXISTS_COMMUTING = _example(
    "commuting",
    "Commuting heads: stable at an intermediate eigenvector of H",
    r"Two commuting symmetric heads with $H$ under Assumption 1 have an asymptotically stable bipartite consensus "
    r"($d = 3$, $n = 4$) at an "
    r"eigenvector of $H$ whose eigenvalue is neither the largest nor the smallest.",
    "stable_commuting",
    head_examples.commuting,
    ("the same score in both heads", head_examples.commuting_alike),
    ("dense heads", head_examples.aligned),
)
EXISTS_ALIGNED = _example(
    "dense_aligned",
    "Dense heads: stable at an eigenvector of H",
    r"Two dense heads that neither commute nor are symmetric, with $H$ under Assumption 1, have an asymptotically stable bipartite "
    r"consensus at an eigenvector of $H$ that is an eigenvector of neither head.",
    "stable_aligned",
    head_examples.aligned,
    ("commuting heads", head_examples.commuting),
    ("not aligned", head_examples.unaligned),
)
EXISTS_UNALIGNED = _example(
    "dense_not_aligned",
    "Dense heads: stable at no eigenvector of H",
    r"Two dense heads that neither commute nor are symmetric, with $H$ under Assumption 1, have an asymptotically stable bipartite "
    r"consensus $\pm w$, $w$ no eigenvector of $H$.",
    "stable_unaligned",
    head_examples.unaligned,
    ("aligned", head_examples.aligned),
    ("uniform attention", head_examples.unaligned_uniform),
)
REPAIRED = Claim(
    id="beyond.multihead",
    title="Stable bipartite consensus of several heads",
    statement=(
        r"Bipartite equilibria of (21) are at eigenvectors of $\sum_h\gamma^h_\pm H_h$. Asymptotically stable ones "
        r"exist for commuting and for "
        r"dense heads, at eigenvectors of $H$, intermediate ones too, and elsewhere. For commuting heads, balanced "
        r"splits and short steps "
        r"such a state at $v_k$ is stable exactly if $\lambda_k(G)$ is positive and larger than all other "
        r"$\lambda_j(G)$ and $\lambda_j(H)$."
    ),
    source=SOURCE,
    parts=tuple(
        f"beyond.multihead.{part}"
        for part in (
            "pull",
            "commuting_spectrum",
            "balanced",
            "criterion",
            "commuting",
            "dense_aligned",
            "dense_not_aligned",
        )
    ),
    repairs="power_method.multihead_bipartite",
)
