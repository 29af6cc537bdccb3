"""Lemmas 10 and 11: the Jacobian of attention (8), at any state and at a consensus."""

from __future__ import annotations

from proofs.power_method.notation import (
    ours,
    restored,
)
from proofs.power_method.worlds import general
from verify.claim import Claim, Mutant
from verify.conclusions import Identity
from verify.evidence import Derive, Falsify

LEMMA_10 = Claim(
    id="power_method.lemma_10",
    title="The Jacobian of attention at any state",
    statement=(
        r"$J_{ij} = |y_i|^{-1}(I - z_i z_i^{T})\{\delta_{ij}(I + \alpha V C_i A^{T}) + \alpha a_{ij} V(I + (x_j - m_i)"
        r"x_i^{T}A)\}$, $m_i = \sum_j a_{ij}x_j$, $C_i = \sum_j a_{ij}(x_j-m_i)(x_j-m_i)^{T}$, for all $n$, $d$, $V$, $A$."
    ),
    source=restored("Lemma 10", "exact, where the paper truncates the norm"),
    # The chain rule puts the two together; a slow test differentiates the whole step at once instead.
    parts=("power_method.lemma_10.influence", "power_method.lemma_10.normalisation"),
)
INFLUENCE = Claim(
    id="power_method.lemma_10.influence",
    title="The derivative of s with that of the attention weights",
    statement=(r"$\partial s_i/\partial x_j = \delta_{ij} V C_i A^{T} + a_{ij} V(I + (x_j - m_i)x_i^{T}A)$."),
    source=ours("Lemma 10"),
    conclusion=Identity(
        general.attention_influence, general.symbolic_attention, general.random_attention, "D s = Lemma 10"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "weights held constant",
            conclusion=Identity(
                general.attention_influence_frozen, general.symbolic_attention, general.random_attention, "D s = a V"
            ),
        ),
    ),
)
NORMALISATION = Claim(
    id="power_method.lemma_10.normalisation",
    title="The derivative of the normalisation",
    statement=r"$D(y/|y|) = |y|^{-1}(I - z z^{T})$, $z = y/|y|$, for every $d$.",
    source=ours("Lemma 10"),
    conclusion=Identity(general.normalisation, general.symbolic_oja, general.random_oja, "D(y/|y|)"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=Identity(
                general.normalisation_unprojected, general.symbolic_oja, general.random_oja, "D(y/|y|) = 1/|y|"
            ),
        ),
    ),
)
LEMMA_11 = Claim(
    id="power_method.lemma_11",
    title="At a consensus attention is the Oja system to first order",
    statement=(
        r"At a state where all tokens are equal the Jacobian of (8) equals that of (9): the weights are uniform and their "
        r"derivatives drop out, for all $n$, $d$ and every $A$."
    ),
    source=restored("Lemma 11"),
    conclusion=Identity(
        general.consensus_attention,
        general.symbolic_attention,
        general.random_attention,
        "D s_attention = D s_oja at consensus",
    ),
    evidence=(Derive(), Falsify()),
    uses=("power_method.lemma_10.normalisation",),
    published_uses=("power_method.lemma_9.consensus",),
    mutants=(
        Mutant(
            "at any state",
            conclusion=Identity(
                lambda w: (w.derivative(w.system.influence), w.derivative(general.oja_like(w).influence)),
                general.symbolic_attention,
                general.random_attention,
                "D s_attention = D s_oja everywhere",
            ),
        ),
    ),
)
