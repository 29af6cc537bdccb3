"""Remark 6 and Proposition 1 repaired: what clusterings are, and when a state is an equilibrium of attention (8)."""

from __future__ import annotations

from typing import Any

from proofs.beyond.worlds import ranks
from proofs.power_method import d3_equilibria
from proofs.power_method.notation import ALPHA, equal, ours
from proofs.power_method.worlds import clusterings, general
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate


def identity(name: str, world: str, symbolic: Any, numeric: Any, text: str) -> Identity:
    """The identity ``name`` of :mod:`proofs.beyond.worlds.ranks`, in symbols and in numbers."""
    return Identity(getattr(ranks, name), symbolic, numeric, f"{world}: {text}")


# ------------------------------------------------------------------ Remark 6

REMARK_6 = Claim(
    id="beyond.remark_6_repaired",
    title="1-clusterings are consensus points, 2-clusterings are not opposite",
    statement=(
        r"An equilibrium of (8) with all tokens equal is a consensus at an eigenvector of $V$; a 2-clustering that is neither "
        r"bipartite consensus nor polygonal has $x_{(1)} \neq -x_{(2)}$, and there are such."
    ),
    source=ours("Remark 6"),
    parts=(
        "beyond.remark_6_repaired.one_clustering",
        "power_method.remark_6.two_clustering",
        "power_method.remark_6.two_exists",
    ),
    repairs="power_method.remark_6",
)
ONE_CLUSTERING = Claim(
    id="beyond.remark_6_repaired.one_clustering",
    title="Equal tokens at an equilibrium are an eigenvector",
    statement=(
        r"If all tokens equal $x$ and $N x = x + \alpha Vx$ ($s = Vx$) then $Vx = \frac{N-1}{\alpha}x$, in every coordinate: "
        r"$x$ is an eigenvector of $V$."
    ),
    source=ours("Remark 6"),
    parameters=d3_equilibria.ONE_CLUSTERING.parameters,
    hypotheses=d3_equilibria.ONE_CLUSTERING.hypotheses,
    conclusion=Formula(
        lambda p: equal(p.alpha * p.y_p, (p.N - 1) * p.x_p) & equal(p.y_p * p.x_q, p.y_q * p.x_p),
    ),
    witness=d3_equilibria.ONE_CLUSTERING.witness,
    evidence=(Decide(),),
    mutants=(drop("equilibrium"),),
    uses=("power_method.remark_6.consensus_pull",),
    repairs="power_method.remark_6.one_clustering",
)

# ------------------------------------------------------------------ Proposition 1

PROPOSITION_1 = Claim(
    id="beyond.proposition_1_repaired",
    title="When a state is an equilibrium of attention",
    statement=(
        r"Unit tokens $X$ are an equilibrium of (8) iff there are $\kappa_i > -1/\alpha$ with $\mathrm{vec}(X)$ itself in the "
        r"kernel of $\mathrm{diag}(\kappa)\otimes I - A_{att}(X)\otimes V$, where $A_{att}(X)$ is computed from the same $X$; a "
        r"clustering if moreover some $\kappa_i \neq 0$ and the tokens are not at $\pm$ one eigenvector. That the matrix is "
        r"singular says nothing: with $\kappa_i = \lambda_j$ it is at every state."
    ),
    source=ours("Proposition 1"),
    parts=(
        "power_method.proposition_1.necessary",
        "power_method.lemma_8.classes",
        "beyond.proposition_1_repaired.positive",
        "beyond.lemma_8_repaired.members",
        "beyond.proposition_1_repaired.void",
    ),
    repairs="power_method.proposition_1",
)
POSITIVE = Claim(
    id="beyond.proposition_1_repaired.positive",
    title="At an equilibrium 1 + alpha kappa_i is positive",
    statement=r"$\kappa = (N - 1)/\alpha$ with $N = |x + \alpha s| > 0$ gives $1 + \alpha\kappa = N > 0$.",
    source=ours("Proposition 1"),
    parameters=(ALPHA, Parameter("N", "positive"), Parameter("kappa")),
    hypotheses=(Hypothesis("equilibrium", r"\alpha\kappa = N - 1", lambda p: equal(p.alpha * p.kappa, p.N - 1)),),
    conclusion=Formula(lambda p: 1 + p.alpha * p.kappa > 0),
    witness={"alpha": "1", "N": "1/2", "kappa": "-1/2"},
    evidence=(Decide(), Simulate(clusterings.equilibria_seen)),
    mutants=(drop("equilibrium"), Mutant("kappa itself", conclusion=Formula(lambda p: p.kappa > 0))),
)
VOID = Claim(
    id="beyond.proposition_1_repaired.void",
    title="The matrix of Proposition 1 is singular at every state",
    statement=(
        r"$A_{att}\mathbf 1u^{T} = \mathbf 1u^{T}$ for every state and every $u$, all $n$, $d$ and $A$: with $Vu = \lambda u$, "
        r"$(A_{att}\otimes V)(\mathbf 1\otimes u) = \lambda(\mathbf 1\otimes u)$, so that $\kappa_i = \lambda$ makes "
        r"$\mathrm{diag}(\kappa)\otimes I - A_{att}\otimes V$ singular whether $X$ is an equilibrium or not."
    ),
    source=ours("Proposition 1"),
    conclusion=identity(
        "equal_rows_kept", "attention", general.symbolic_attention, general.random_attention, "Aatt 1 u^T = 1 u^T"
    ),
    evidence=(Derive(), Falsify(), Simulate(clusterings.singular_everywhere)),
    mutants=(
        Mutant(
            "half of it",
            conclusion=identity(
                "equal_rows_halved", "attention", general.symbolic_attention, general.random_attention, "Aatt 1 = 1/2"
            ),
        ),
    ),
    uses=("power_method.proposition_1.necessary",),
    repairs="power_method.proposition_1.sufficient",
)
