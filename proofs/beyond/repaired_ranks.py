"""Lemma 9 repaired: the rank of the attention matrix at a state with r distinct tokens."""

from __future__ import annotations

from typing import Any

from proofs.beyond.repaired_clusterings import identity
from proofs.beyond.worlds import ranks
from proofs.power_method.notation import equal, ours
from proofs.power_method.worlds import clusterings, general
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Derive, Falsify, Simulate

LEMMA_9 = Claim(
    id="beyond.lemma_9_repaired",
    title="Rank of the attention matrix, repaired",
    statement=(
        r"$\mathrm{rank}(A_{att}) = 1$ at a consensus, $2$ at a bipartite consensus with $v_k^{T}Av_k \neq 0$ (else 1), and at "
        r"$r$ distinct tokens $y_a$ it is the rank of the $r \times r$ matrix $K_{ab} = e^{y_a^{T}Ay_b}$."
    ),
    source=ours("Lemma 9"),
    parts=(
        "power_method.lemma_9.consensus",
        "beyond.lemma_9_bipartite_repaired",
        "beyond.lemma_9_clustering_repaired",
    ),
    repairs="power_method.lemma_9",
)
CLUSTERING = Claim(
    id="beyond.lemma_9_clustering_repaired",
    title="The rank of the attention matrix is that of the distinct tokens' exponentials",
    statement=(
        r"If the tokens take $r$ distinct values $y_1, \ldots, y_r$ then $\mathrm{rank}(A_{att}) = \mathrm{rank}(K) \le r$, "
        r"$K_{ab} = e^{y_a^{T}Ay_b}$, at every state, equilibrium or not, for all $n$, $d$, $A$: it is $r$ iff $\det K \neq 0$. "
        r"For $r = 2$ iff $(y_1 - y_2)^{T}A(y_1 - y_2) \neq 0$; at a 2-clustering equilibrium with $y_1 \neq -y_2$ always."
    ),
    source=ours("Lemma 9"),
    parts=(
        "beyond.lemma_9_clustering_repaired.row_sums",
        "beyond.lemma_9_clustering_repaired.membership",
        "beyond.lemma_9_clustering_repaired.two_rows",
        "beyond.lemma_9_clustering_repaired.two_pulls",
        "beyond.lemma_9_clustering_repaired.two_balance",
    ),
    repairs="power_method.lemma_9.clustering",
    note=(
        "Aatt = D^-1 Z K Z^T with D the row sums, positive, and Z the 0-1 matrix of which token is where, of full column rank: "
        "neither changes the rank. The three-cluster example of lemma_9.clustering has det K = 0: distinct tokens are not enough."
    ),
)
ROW_SUMS = Claim(
    id="beyond.lemma_9_clustering_repaired.row_sums",
    title="The attention matrix is the exponentials of the scores with rows divided",
    statement=r"$a_{ij}\sum_l e^{x_i^{T}Ax_l} = e^{x_i^{T}Ax_j}$: $D A_{att} = e^{XAX^{T}}$ with $D$ diagonal and positive.",
    source=ours("Lemma 9"),
    conclusion=identity(
        "row_sums", "attention", general.symbolic_attention, general.random_attention, "D Aatt = exp(X A X^T)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "scores transposed",
            conclusion=identity(
                "row_sums_wrongly",
                "attention",
                general.symbolic_attention,
                general.random_attention,
                "D Aatt = exp(X A^T X^T)",
            ),
        ),
    ),
)
MEMBERSHIP = Claim(
    id="beyond.lemma_9_clustering_repaired.membership",
    title="Repeating rows and columns keeps the rank",
    statement=(
        r"With $Z \in \{0,1\}^{n\times r}$, one 1 in each row and at least one in each column, $Z^{T}Z$ is diagonal with the "
        r"sizes of the clusters; with $M = (Z^{T}Z)^{-1}$: $M Z^{T}(ZKZ^{T})ZM = K$, so that "
        r"$\mathrm{rank}(ZKZ^{T}) = \mathrm{rank}(K)$."
    ),
    source=ours("Lemma 9"),
    conclusion=identity("membership", "free", ranks.free_membership, ranks.random_membership, "M Z'(ZKZ')Z M = K"),
    evidence=(Derive(), Falsify(), Simulate(clusterings.ranks_seen)),
    mutants=(
        Mutant(
            "one side",
            conclusion=identity(
                "membership_once", "free", ranks.free_membership, ranks.random_membership, "M Z'(ZKZ')Z = K"
            ),
        ),
    ),
)
TWO_ROWS = Claim(
    id="beyond.lemma_9_clustering_repaired.two_rows",
    title="For two distinct tokens the rank is 2 iff their difference has a score",
    statement=(
        r"$\det K = e^{y_1^{T}Ay_2 + y_2^{T}Ay_1}\left(e^{\delta} - 1\right)$ with $\delta = (y_1 - y_2)^{T}A(y_1 - y_2)$: it is "
        r"0 iff $\delta = 0$. For $y_2 = -y_1$ this is $\delta = 4\,y_1^{T}Ay_1$."
    ),
    source=ours("Lemma 9"),
    conclusion=identity("two_rows", "free", ranks.free_two, ranks.random_two, "det K = e^(s12+s21)(e^delta - 1)"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "crossed scores added",
            conclusion=identity("two_rows_wrongly", "free", ranks.free_two, ranks.random_two, "delta with plus signs"),
        ),
    ),
)


def _two(p: Point) -> Any:
    return (p.a * p.d > p.b * p.c) | (p.a * p.d < p.b * p.c)


PLANE = tuple(Parameter(name) for name in "abcd")
INDEPENDENT = Hypothesis("independent", r"y_1 \neq \pm y_2:\ ad \neq bc \text{ in two coordinates}", _two)
TWO_PULLS = Claim(
    id="beyond.lemma_9_clustering_repaired.two_pulls",
    title="One common pull of two independent tokens vanishes",
    statement=(
        r"If $\det K = 0$ the rows of $A_{att}$ are all equal, and with them all $s_i$: $\kappa_1y_1 = \kappa_2y_2$. For "
        r"independent $y_1 = (a, b, \ldots)$, $y_2 = (c, d, \ldots)$ then $\kappa_1 = \kappa_2 = 0$: the state is polygonal."
    ),
    source=ours("Lemma 9"),
    parameters=(*PLANE, Parameter("kappa_1"), Parameter("kappa_2")),
    hypotheses=(
        INDEPENDENT,
        Hypothesis(
            "common pull",
            r"\kappa_1y_1 = \kappa_2y_2",
            lambda p: equal(p.kappa_1 * p.a, p.kappa_2 * p.c) & equal(p.kappa_1 * p.b, p.kappa_2 * p.d),
        ),
    ),
    conclusion=Formula(lambda p: equal(p.kappa_1, 0) & equal(p.kappa_2, 0)),
    witness={"a": "1", "b": "0", "c": "0", "d": "1", "kappa_1": "0", "kappa_2": "0"},
    evidence=(Decide(),),
    mutants=(drop("independent"), drop("common pull")),
)
TWO_BALANCE = Claim(
    id="beyond.lemma_9_clustering_repaired.two_balance",
    title="Two independent tokens do not balance",
    statement=r"For independent $y_1$, $y_2$ and weights $p, q > 0$: $py_1 + qy_2 \neq 0$, so that such a state is not polygonal.",
    source=ours("Lemma 9"),
    parameters=(*PLANE, Parameter("p", "positive"), Parameter("q", "positive")),
    hypotheses=(INDEPENDENT,),
    conclusion=Formula(lambda p: ~(equal(p.p * p.a + p.q * p.c, 0) & equal(p.p * p.b + p.q * p.d, 0))),
    witness={"a": "1", "b": "0", "c": "0", "d": "1", "p": "1", "q": "1"},
    evidence=(Decide(),),
    mutants=(drop("independent"),),
)
DEFINITE = Claim(
    id="beyond.lemma_9_definite",
    title="Rank r where A is symmetric positive definite",
    statement=(
        r"If $A = B^{T}B$ with $B$ invertible then $\mathrm{rank}(A_{att}) = r$ at every state with $r$ distinct tokens: "
        r"$2y_a^{T}Ay_b = |By_a|^2 + |By_b|^2 - |B(y_a - y_b)|^2$ (symmetrised), so that $K = SGS$ with $S$ diagonal and positive and "
        r"$G_{ab} = e^{-|By_a - By_b|^2/2}$, a Gaussian kernel at distinct points."
    ),
    source=ours("Lemma 9"),
    conclusion=identity(
        "gaussian", "free", ranks.free_gaussian, ranks.random_gaussian, "2 y'Az = |By|^2+|Bz|^2-|B(y-z)|^2"
    ),
    evidence=(Derive(), Falsify(), Simulate(clusterings.definite_ranks_seen)),
    mutants=(
        Mutant(
            "distance added",
            conclusion=identity("gaussian_wrongly", "free", ranks.free_gaussian, ranks.random_gaussian, "+|B(y-z)|^2"),
        ),
    ),
    uses=("beyond.lemma_9_clustering_repaired",),
    cites=("gaussian_kernel",),
    note="For indefinite A it is false: the three-cluster example of lemma_9.clustering.",
)
