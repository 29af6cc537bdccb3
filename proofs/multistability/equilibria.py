"""The equilibria of self-attention in continuous time: their four classes, and the rank of the attention matrix there."""

from __future__ import annotations

from typing import Any

from proofs.multistability import setting
from proofs.multistability.notation import BIPARTITE, ours, restored, verbatim
from proofs.multistability.worlds import flows
from proofs.power_method import examples, lazily
from proofs.power_method.notation import (
    LAMBDA_1,
    LAMBDA_K,
    NONSINGULAR_K,
    NOT_PRINCIPAL,
    POSITIVE,
    REST,
    E,
    M,
    equal,
    gammas,
)
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify

CLASSIFICATION = Claim(
    id="multistability.classification",
    title="Four classes of equilibria",
    statement=(
        r"The equilibria of the self-attention flow are of four classes: consensus, bipartite consensus, clustering ($V\sum_ja_{ij}x_j = "
        r"\kappa_ix_i$) and polygonal ($\sum_ja_{ij}x_j = 0$ for every $i$)."
    ),
    source=verbatim("abstract"),
    parts=(
        "multistability.classification.classes",
        "multistability.classification.polygonal",
        "multistability.classification.members",
    ),
    note=(
        "Both directions hold in continuous time. The classes overlap: the first two are clusterings with one and two clusters, and a "
        "state with some kappa_i = 0 and others not is a clustering too (`verify equilibria` calls it mixed)."
    ),
)
CLASSES = Claim(
    id="multistability.classification.classes",
    title="At an equilibrium every influence is parallel to its token",
    statement=r"If $(I - x_ix_i^{T})s_i = 0$, that is $s_i - (x_i^{T}s_i)x_i = 0$ in every coordinate, then $s_i = "
    r"\kappa_ix_i$, $\kappa_i = x_i^{T}s_i$.",
    source=ours("classification"),
    parameters=tuple(Parameter(name) for name in ("x", "s", "kappa")),
    hypotheses=(Hypothesis("equilibrium", r"s - \kappa x = 0", lambda p: equal(p.s - p.kappa * p.x, 0)),),
    conclusion=Formula(lambda p: equal(p.s, p.kappa * p.x)),
    witness={"x": "1", "s": "1", "kappa": "1"},
    evidence=(Decide(),),
    mutants=(drop("equilibrium"),),
)
POLYGONAL = Claim(
    id="multistability.classification.polygonal",
    title="Where all kappa vanish the attended means do",
    statement=r"$s_i = V\sum_ja_{ij}x_j$ and $V$ is nonsingular: if all $\kappa_i = 0$ then $\sum_ja_{ij}x_j = "
    r"V^{-1}s_i = 0$ for every $i$.",
    source=ours("classification"),
    conclusion=Identity(flows.attended_means, flows.free_inverse, flows.random_inverse, "V^-1 s = attended mean"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "with V for its inverse",
            conclusion=Identity(
                flows.attended_means_wrongly, flows.free_inverse, flows.random_inverse, "V s = attended mean"
            ),
        ),
    ),
)
MEMBERS = Claim(
    id="multistability.classification.members",
    title="Every state of the four classes is an equilibrium of the flow",
    statement=(
        r"Where $s_i = \kappa_ix_i$, whatever the signs of $\kappa_i$, the field $(I - x_ix_i^{T})s_i = \kappa_i(x_i - x_i)$ vanishes; at "
        r"$x_i = \pm v_k$ the influence is a multiple of $Vv_k = \lambda_kv_k$: all $2^nd$ sign states are equilibria, for every $A$."
    ),
    source=ours("classification"),
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
    note="In discrete time 1 + alpha kappa_i > 0 is needed too: power_method.lemma_8.members is refuted.",
)

# ------------------------------------------------------------------ rank

RANK = Claim(
    id="multistability.rank",
    title="Rank of the attention matrix",
    statement=r"The attention matrix has rank 1 at a consensus, 2 at a bipartite consensus, $r$ at an $r$-clustering.",
    source=restored("rank", "the discrete twin is Lemma 9 of the power-method paper"),
    parts=("power_method.lemma_9.consensus", "multistability.rank.bipartite", "multistability.rank.clustering"),
    note=(
        "Rank 1 at a consensus holds. Equal scores, v_k^T A v_k = 0, make the attention of a bipartite consensus uniform (rank 1), and r "
        "distinct rows can be dependent (rank 2 at a 3-clustering)."
    ),
)


def _determinant(p: Point) -> Any:
    """``p q - (1-p)(1-q)`` of the weights between the groups: not 0 exactly if the rank is 2."""
    group = gammas(p)
    return group.p * group.q - (1 - group.p) * (1 - group.q)


SCORED = Hypothesis("scored", r"v_k^{T}Av_k \neq 0", lambda p: (p.E > 1) | (p.E < 1))


def bipartite_rank(claim_id: str, title: str, statement: str, extra: tuple[Hypothesis, ...], **more: Any) -> Claim:
    """Rank 2 at a bipartite consensus; ``extra`` is what the repaired claim adds."""
    return Claim(
        id=claim_id,
        title=title,
        statement=statement,
        parameters=(LAMBDA_1, LAMBDA_K, E, M, REST),
        hypotheses=(POSITIVE, NOT_PRINCIPAL, NONSINGULAR_K, *extra),
        conclusion=Formula(
            lambda p: (_determinant(p) > 0) | (_determinant(p) < 0), BIPARTITE, lambda facts: facts.rank == 2
        ),
        witness={"lambda_1": "1", "lambda_k": "1/2", "E": "4", "m": "2", "rest": "1"},
        evidence=(Decide(), Falsify()),
        uses=("power_method.eq_14",),
        **more,
    )


BIPARTITE_RANK = bipartite_rank(
    "multistability.rank.bipartite",
    "Rank 2 at a bipartite consensus",
    r"At a bipartite consensus the attention matrix has rank 2.",
    (),
    source=RANK.source,
    note=RANK.note,
)
CLUSTERING_RANK = Claim(
    id="multistability.rank.clustering",
    title="Rank r at an r-clustering",
    statement=r"At an $r$-clustering equilibrium of the flow the attention matrix has rank $r$.",
    source=RANK.source,
    conclusion=Behaviour("at every r-clustering equilibrium of the flow the attention matrix has rank r"),
    evidence=(
        Exact(
            lazily("verify.equilibria.exact_states", "rank_below_clusters"),
            lambda: examples.three_clusters() | {"time": "continuous", "step_size": None},
            refuting=True,
            kind="falsify",
            setting=setting("assumption_1"),
        ),
    ),
    note=RANK.note,
)
