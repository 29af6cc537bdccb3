"""Which attractors there are: all three classes at once, clusterings, ranks, and how often."""

from __future__ import annotations

from proofs.multistability.bipartite import PARAMETERS, SPECTRUM
from proofs.multistability.notation import BIPARTITE, all_left, ours, restored, verbatim
from proofs.multistability.worlds import attractors
from proofs.power_method.notation import stable
from verify.claim import Claim, Hypothesis, Mutant
from verify.conclusions import Behaviour, Exists
from verify.evidence import Decide, Enclose, Falsify, Statistics

ENSEMBLE = (
    r"The ensemble: $d = 3$, $n = 10$, $V = (G + G^{T})/2$ with standard normal $G$ and $\lambda_1 > 0$, $A$ in turn "
    r"$BB^{T}$, $(B + B^{T})/2$ and "
    r"$B$ with standard normal $B$, 12 uniform starts each, the flow."
)
MULTISTABILITY = Claim(
    id="multistability.multistability",
    title="Attractors of several classes coexist",
    statement="Multiple asymptotically stable equilibria from the first three classes often coexist in the self-attention dynamics.",
    source=verbatim("abstract"),
    parts=("multistability.multistability.coexist", "multistability.multistability.often"),
)
COEXIST = Claim(
    id="multistability.multistability.coexist",
    title="All three classes coexist",
    statement=(
        r"For $V = \begin{pmatrix}-\frac14 & -\frac54 & \frac12\\ -\frac54 & 0 & 1\\ \frac12 & 1 & 0\end{pmatrix}$, $A "
        r"= \begin{pmatrix}3 & \frac34 & "
        r"\frac32\\ \frac34 & \frac72 & -\frac{11}4\\ \frac32 & -\frac{11}4 & \frac{21}4\end{pmatrix}$ and $n = 10$ "
        r"the flow has asymptotically stable "
        r"consensus, bipartite consensus and clustering equilibria."
    ),
    source=ours("abstract"),
    conclusion=Behaviour("the flow of THREE_KINDS has stable consensus, bipartite and clustering equilibria"),
    evidence=(Enclose(attractors.coexist, attractors.three_kinds),),
    mutants=(Mutant("uniform attention", example=attractors.definite_alone),),
    uses=("multistability.bipartite_spectrum.eigenvalues", "multistability.consensus_spectrum.eigenvalues"),
)
OFTEN = Claim(
    id="multistability.multistability.often",
    title="More than half of random systems have several attractors",
    statement=(
        r"More than half of the systems of the ensemble have two or more asymptotically stable equilibria of the three "
        r"classes, up to permutations of "
        rf"the tokens and the global sign, that uniform starts reach. {ENSEMBLE}"
    ),
    source=restored(
        "abstract",
        "'often' is made 'more than half' of a stated ensemble; ensemble and share fixed first, starts cut from 24 to 12 for cost",
    ),
    conclusion=Behaviour("more than half of the ensemble have two or more attractors of the three classes"),
    evidence=(Statistics(attractors.several, 0.5, "systems", quick=200, full=600),),
)
CLUSTERING_STABLE = Claim(
    id="multistability.clustering_stable",
    title="Asymptotically stable clustering equilibria exist",
    statement=(
        r"Asymptotically stable clustering equilibria exist: for the $V$ and $A$ of multistability.coexist there is "
        r"one with nine tokens at one place and "
        r"one at another, neither consensus nor bipartite nor polygonal."
    ),
    source=restored("clustering equilibria"),
    conclusion=Behaviour(
        "the flow of THREE_KINDS has an asymptotically stable clustering equilibrium of sizes 9 and 1"
    ),
    evidence=(Enclose(attractors.stable_clustering, attractors.clustering),),
    mutants=(Mutant("tokens that are no equilibrium", example=attractors.two_places),),
)
CLUSTERING_STEP = Claim(
    id="multistability.clustering_stable.step",
    title="The same clustering is stable in discrete time",
    statement=r"With $\alpha = \frac14$ the same clustering is an asymptotically stable equilibrium of (8).",
    source=ours("clustering equilibria"),
    conclusion=Behaviour(
        "the step of THREE_KINDS with alpha = 1/4 has an asymptotically stable clustering equilibrium"
    ),
    evidence=(Enclose(attractors.stable_clustering, lambda: attractors.clustering("discrete")),),
    mutants=(Mutant("tokens that are no equilibrium", example=lambda: attractors.two_places("discrete")),),
)
LOW_RANK = Claim(
    id="multistability.low_rank",
    title="Trajectories converge to low-rank attractors",
    statement="The self-attention dynamics converges to low-rank attractors.",
    source=verbatim("summary"),
    parts=("multistability.low_rank.attention", "multistability.low_rank.tokens", "beyond.lemma_9_clustering_repaired"),
    note=(
        "Made two numbers before anything was run: the rank of the attention matrix is at most 3 of 10, the tokens "
        "span a line or a plane. The exact "
        "part: with r distinct tokens the attention matrix has rank r at most."
    ),
)
RANK_OF_ATTENTION = Claim(
    id="multistability.low_rank.attention",
    title="The attention matrix has rank 3 or less at the end",
    statement=rf"From more than 95 % of the starts the attention matrix at the limit has rank at most 3 (of 10). {ENSEMBLE}",
    source=LOW_RANK.source,
    conclusion=Behaviour("from more than 95 % of starts the attention matrix ends with rank at most 3"),
    evidence=(Statistics(attractors.low_rank, 0.95, "starts, one for each system,", quick=200, full=600),),
)
RANK_OF_TOKENS = Claim(
    id="multistability.low_rank.tokens",
    title="The tokens span a line or a plane at the end",
    statement=rf"From more than 95 % of the starts the tokens at the limit span a line or a plane. {ENSEMBLE}",
    source=LOW_RANK.source,
    conclusion=Behaviour("from more than 95 % of starts the tokens end in a plane"),
    evidence=(Statistics(attractors.low_token_rank, 0.95, "starts, one for each system,", quick=200, full=600),),
)
ALIGNMENT = Claim(
    id="multistability.alignment",
    title="Consensus and bipartite equilibria are aligned with eigenvectors of V",
    statement=(
        "Equilibria from the first two classes are always aligned with the eigenvectors of the value matrix, often but "
        "not exclusively with the principal "
        "eigenvector."
    ),
    source=verbatim("abstract"),
    parts=(
        "power_method.remark_6.consensus_pull",
        "power_method.remark_6.two_clustering",
        "multistability.alignment.not_exclusively",
        "multistability.alignment.often_principal",
    ),
    note=(
        "Where all tokens are equal s = V x, and at tokens x and -x s is a multiple of V x: parallel to x it makes x "
        "an eigenvector, unless both multiples "
        "vanish (polygonal). With lambda_1 > 0 the stable bipartite states that are not at v_1 are those at v_d with "
        "lambda_d < 0 and a negative score "
        "(beyond.flow_criterion): this sentence and 'bipartite states at negative eigenvalues are unstable' cannot "
        "both hold of stable ones."
    ),
)
NOT_EXCLUSIVELY = Claim(
    id="multistability.alignment.not_exclusively",
    title="Stable bipartite states away from the principal eigenvector",
    statement=r"There are asymptotically stable bipartite states at $v_k$ with $\lambda_k < 0 < \lambda_1$.",
    source=ALIGNMENT.source,
    parameters=PARAMETERS,
    hypotheses=(
        Hypothesis("not principal", r"\lambda_k < 0 < \lambda_l", lambda p: (p.lambda_k < 0) & (p.lambda_j > 0)),
    ),
    conclusion=Exists(lambda p: all_left(p, p.lambda_j, p.lambda_k), BIPARTITE, stable),
    witness={"lambda_k": "-1", "lambda_j": "1/8", "E": "1/4", "m": "1", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant(
            "with a score that is not negative",
            hypotheses=(
                Hypothesis(
                    "not principal",
                    r"\lambda_k < 0 < \lambda_l,\ c \ge 0",
                    lambda p: (p.lambda_k < 0) & (p.lambda_j > 0) & (p.E >= 1),
                ),
            ),
        ),
    ),
    uses=(SPECTRUM, "multistability.bipartite_stability.margins"),
)
OFTEN_PRINCIPAL = Claim(
    id="multistability.alignment.often_principal",
    title="Most consensus and bipartite ends are at the principal eigenvector",
    statement=(
        r"Of the starts that end at a consensus or bipartite consensus more than half end at $\pm v_1$. "
        rf"{ENSEMBLE}"
    ),
    source=restored(
        "abstract",
        "'often' is made 'more than half' of a stated ensemble; ensemble and share fixed first, starts cut from 24 to 12 for cost",
    ),
    conclusion=Behaviour("of starts that end at a consensus or bipartite consensus more than half end at v_1"),
    evidence=(
        Statistics(attractors.principal, 0.5, "ends at a consensus or bipartite consensus", quick=200, full=600),
    ),
)
