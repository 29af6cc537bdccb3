"""The ranks of the multistability paper repaired: when the attention matrix has rank 2, and when r."""

from __future__ import annotations

from dataclasses import replace

from proofs.multistability.equilibria import SCORED, bipartite_rank
from proofs.power_method.notation import ours
from verify.claim import Claim, drop

SOURCE = ours("rank")
BIPARTITE = replace(
    bipartite_rank(
        "beyond.flow_ranks.bipartite",
        "Rank 2 at a scored bipartite consensus",
        r"At a bipartite consensus with $v_k^{T}Av_k \neq 0$ the attention matrix has rank 2.",
        (SCORED,),
        source=SOURCE,
        repairs="multistability.rank.bipartite",
    ),
    mutants=(drop("scored"),),
)
RANKS = Claim(
    id="beyond.flow_ranks",
    title="Rank of the attention matrix, repaired",
    statement=(
        r"The attention matrix has rank 1 at a consensus, 2 at a bipartite consensus with $v_k^{T}Av_k \neq 0$ (else "
        r"1), and at $r$ distinct "
        r"tokens $y_a$, equilibrium or not, the rank of the $r \times r$ matrix $e^{y_a^{T}Ay_b}$: at most $r$, and "
        r"$r$ if $A = B^{T}B$ with $B$ "
        r"invertible."
    ),
    source=SOURCE,
    parts=(
        "power_method.lemma_9.consensus",
        "beyond.flow_ranks.bipartite",
        "beyond.lemma_9_clustering_repaired",
        "beyond.lemma_9_definite",
    ),
    repairs="multistability.rank",
)
