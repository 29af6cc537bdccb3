"""Lemma 9: the rank of the attention matrix at an equilibrium."""

from __future__ import annotations

from typing import Any

from proofs.power_method import examples, lazily, setting
from proofs.power_method.ensembles import ATTENTION
from proofs.power_method.notation import (
    ALPHA,
    ASSUMPTION_1,
    BIPARTITE,
    LAMBDA_1,
    LAMBDA_K,
    REST,
    E,
    M,
    fixed,
    gammas,
    restored,
)
from proofs.power_method.worlds import attention, clusterings, general
from verify.claim import Claim, Hypothesis, Mutant, Point
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify, Simulate
from verify.properties import FULL_RANK
from verify.quantified import CLUSTERING as CLUSTERING_STATE
from verify.quantified import States

LEMMA_9 = Claim(
    id="power_method.lemma_9",
    title="Rank of the attention matrix",
    statement=(
        r"$\mathrm{rank}(A_{att}) = 1$ at a consensus ($A_{att} = \mathbf 1\mathbf 1^{T}/n$), $= 2$ at a bipartite "
        r"consensus, $= r$ at an $r$-clustering equilibrium."
    ),
    source=restored("Lemma 9"),
    parts=("power_method.lemma_9.consensus", "power_method.lemma_9.bipartite", "power_method.lemma_9.clustering"),
    note=(
        "Rank 1 at a consensus holds. The proof takes the rank from the number of different entries: with equal "
        "scores, v_k^T A v_k = 0, the two blocks of a bipartite consensus coincide (rank 1), and r distinct rows can "
        "be dependent (rank 2 at a 3-clustering)."
    ),
)
CONSENSUS = Claim(
    id="power_method.lemma_9.consensus",
    title="Rank 1 at a consensus",
    statement=r"Where all tokens are equal $a_{ij} = 1/n$: the attention matrix is $\mathbf 1\mathbf 1^{T}/n$, for every $A$, $n$, $d$.",
    source=restored("Lemma 9"),
    conclusion=Identity(attention.uniform_weights, general.symbolic_attention, general.random_attention, "a_ij = 1/n"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "twice as much",
            conclusion=Identity(
                attention.uniform_weights_wrongly, general.symbolic_attention, general.random_attention, "a_ij = 2/n"
            ),
        ),
    ),
)


def _determinant(p: Point) -> Any:
    """``p q - (1-p)(1-q)`` of the weights between the groups: the rank of the attention matrix is 2 iff it is not 0."""
    group = gammas(p)
    return group.p * group.q - (1 - group.p) * (1 - group.q)


FIXED = Hypothesis("fixed", r"c_+ > 0,\ c_- > 0", lambda p: fixed(p, p.lambda_k))
BIPARTITE_RANK = Claim(
    id="power_method.lemma_9.bipartite",
    title="Rank 2 at a bipartite consensus",
    statement=r"At a bipartite consensus equilibrium the attention matrix has rank 2: $a_{++}a_{--} \neq a_{+-}a_{-+}$.",
    source=restored("Lemma 9"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_K, E, M, REST),
    hypotheses=(*ASSUMPTION_1, FIXED),
    conclusion=Formula(
        lambda p: (_determinant(p) > 0) | (_determinant(p) < 0), BIPARTITE, lambda facts: facts.rank == 2
    ),
    witness={"alpha": "1/2", "lambda_1": "1", "lambda_k": "1/2", "E": "4", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    uses=("power_method.eq_14",),
    note=(
        "Where c = v_k^T A v_k = 0 all scores are equal and the attention is uniform: rank 1. 'From which it is obvious that the rank "
        "must be 2' needs E != 1. Every A that is skew, or zero, is an example."
    ),
)
CLUSTERING = Claim(
    id="power_method.lemma_9.clustering",
    title="Rank r at an r-clustering",
    statement=r"At an $r$-clustering equilibrium the attention matrix has rank $r$.",
    source=restored("Lemma 9"),
    conclusion=States(ATTENTION, CLUSTERING_STATE, FULL_RANK),
    evidence=(
        Exact(
            lazily("verify.equilibria.exact_states", "rank_below_clusters"),
            examples.three_clusters,
            refuting=True,
            kind="falsify",
            setting=setting("assumption_1"),
        ),
        Falsify(),
        Simulate(clusterings.rank_seen),
    ),
    note=(
        "Distinct tokens give distinct rows but not independent ones: for symmetric mirror images with an indefinite A the 3 x 3 "
        "matrix e^{x_i A x_j} is singular where a (1 - cos t)^2 = -log cosh(b sin^2 t). The published block counting counts different "
        "entries, not independent rows. For r = 2 (tokens not opposite) the rank is 2."
    ),
)
