"""Repaired statements: what is left of each refuted one under the weakest extra hypothesis found, and that it is needed."""

from __future__ import annotations

from proofs.power_method import d2_bipartite, d2_consensus, d2_equilibria, lemma_7, lemma_9, theorem_2
from proofs.power_method.notation import ALPHA, LAMBDA_K, OJA_BIPARTITE, OJA_CONSENSUS, REST, M, N, equal, fixed, ours
from proofs.power_method.worlds import clusterings
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify, Simulate

REPAIRED_REMARK_1 = Claim(
    id="beyond.remark_1_repaired",
    title="Sign states are equilibria for small steps",
    statement=(
        r"If $\alpha\rho(V) < 1$ every consensus and every bipartite state is an equilibrium of (9); with simple "
        r"eigenvalues these are exactly $2^n d$ states."
    ),
    source=ours("Remark 1"),
    parts=(
        "beyond.remark_1_repaired.consensus",
        "beyond.remark_1_repaired.bipartite",
        "power_method.remark_1.count",
    ),
    repairs="power_method.remark_1",
)
REPAIRED_REMARK_1_CONSENSUS = Claim(
    id="beyond.remark_1_repaired.consensus",
    title="Consensus states are equilibria for small steps",
    statement=r"If $\alpha|\lambda_k| < 1$ the consensus at $v_k$ is an equilibrium of (9).",
    source=ours("Remark 1"),
    parameters=(ALPHA, LAMBDA_K, N),
    hypotheses=(d2_equilibria.CONTRACTIVE,),
    conclusion=Formula(lambda p: 1 + p.alpha * p.lambda_k > 0, OJA_CONSENSUS, lambda facts: facts.fixed),
    witness={"alpha": "1/2", "lambda_k": "1", "n": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("contractive"),),
    repairs="power_method.remark_1.consensus_fixed",
)
REPAIRED_REMARK_1_BIPARTITE = Claim(
    id="beyond.remark_1_repaired.bipartite",
    title="Bipartite states are equilibria for small steps",
    statement=r"If $\alpha|\lambda_k| < 1$ every bipartite state at $v_k$ is an equilibrium of (9).",
    source=ours("Remark 1"),
    parameters=(ALPHA, LAMBDA_K, M, REST),
    hypotheses=(d2_equilibria.CONTRACTIVE,),
    conclusion=Formula(lambda p: fixed(p, p.lambda_k), OJA_BIPARTITE, lambda facts: facts.fixed),
    witness={"alpha": "1/2", "lambda_k": "1", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("contractive"),),
    repairs="power_method.remark_1.bipartite_fixed",
)

REPAIRED_CONSENSUS = Claim(
    id="beyond.consensus_unstable_repaired",
    title="The other consensus equilibria are unstable, repaired",
    statement=(
        r"Under Assumption 1 the consensus at $v_k$, $k > 1$, is an unstable equilibrium of (9) (and by Lemma 11 of (8)) whenever "
        r"$1 + \alpha\lambda_k > 0$; no step-size condition is needed."
    ),
    source=ours("Theorem 2"),
    parameters=theorem_2.CONSENSUS_UNSTABLE.parameters,
    hypotheses=(
        *(h for h in theorem_2.CONSENSUS_UNSTABLE.hypotheses if h.name != "step size"),
        Hypothesis("fixed", r"1 + \alpha\lambda_k > 0", lambda p: 1 + p.alpha * p.lambda_k > 0),
    ),
    conclusion=theorem_2.CONSENSUS_UNSTABLE.conclusion,
    witness=theorem_2.CONSENSUS_UNSTABLE.witness,
    evidence=(Decide(), Falsify()),
    mutants=(Mutant("drop fixed", drop=("fixed",)), Mutant("drop not principal", drop=("not principal",))),
    uses=(*d2_consensus.SPECTRUM, "power_method.lemma_11"),
    repairs="power_method.theorem_2.consensus_unstable",
)

UNBALANCED_OR_POSITIVE = Hypothesis(
    "unbalanced or second positive",
    r"m \neq n - m \text{ or } \lambda_j > 0",
    lambda p: (p.m > p.rest) | (p.m < p.rest) | (p.lambda_j > 0),
)
REPAIRED_LEMMA_5 = Claim(
    id="beyond.lemma_5_repaired.eigenvalue",
    title="Bipartite consensus at the principal eigenvector of (9): where linearisation decides",
    statement=(
        r"Under Assumption 1 a bipartite consensus equilibrium of (9) at $v_1$ has an eigenvalue outside the unit circle if the split "
        r"is unbalanced or $\lambda_2 > 0$."
    ),
    source=ours("Lemma 5"),
    parameters=d2_bipartite.LEMMA_5_PRINCIPAL.parameters,
    hypotheses=(*d2_bipartite.LEMMA_5_PRINCIPAL.hypotheses, UNBALANCED_OR_POSITIVE),
    conclusion=d2_bipartite.LEMMA_5_PRINCIPAL.conclusion,
    witness=d2_bipartite.LEMMA_5_PRINCIPAL.witness,
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant("at most marginal", conclusion=Formula(lambda p: ~d2_bipartite.some_outside(p, p.lambda_j, p.lambda_1))),
    ),
    uses=("power_method.lemma_14.oja",),
)

REPAIRED_REMARK_3 = Claim(
    id="beyond.remark_3_repaired",
    title="No attracting two-cycle under the step-size condition",
    statement=r"If $\alpha(|\lambda_d| - \lambda_1) < 2$ the two-cycle $\pm v_d$ of (9) does not attract.",
    note=(
        "This repairs that the two-cycle at v_d is in the way of convergence. That trajectories converge at all is proved for "
        "alpha max(0, -lambda_d) < 1 (power_method.lemma_7.convergence); between the two conditions other cycles can attract "
        "(beyond.mirrored_cycles)."
    ),
    source=ours("Remark 3"),
    parameters=lemma_7.REMARK_3.parameters,
    hypotheses=(
        *lemma_7.REMARK_3.hypotheses,
        Hypothesis(
            "step size", r"\alpha(-\lambda_d - \lambda_1) < 2", lambda p: p.alpha * (-p.lambda_d - p.lambda_1) < 2
        ),
    ),
    conclusion=lemma_7.REMARK_3.conclusion,
    witness=lemma_7.REMARK_3.witness,
    evidence=(Decide(), Falsify()),
    mutants=(drop("step size"),),
    uses=("power_method.lemma_3.complete",),
    repairs="power_method.remark_3",
)

REPAIRED_LEMMA_8 = Claim(
    id="beyond.lemma_8_repaired",
    title="Equilibria of single-head attention, repaired",
    statement=(
        r"Every equilibrium of (8) is of one of Lemma 8's four classes; a state of one of them is an equilibrium exactly if "
        r"$1 + \alpha\kappa_i > 0$ for every $i$."
    ),
    source=ours("Lemma 8"),
    parts=("power_method.lemma_8.classes", "beyond.lemma_8_repaired.members"),
    repairs="power_method.lemma_8",
)
REPAIRED_MEMBERS = Claim(
    id="beyond.lemma_8_repaired.members",
    title="A clustering state is an equilibrium exactly if 1 + alpha kappa_i > 0",
    statement=r"If $s_i = \kappa_i x_i$ and $1 + \alpha\kappa_i > 0$ then $(x_i + \alpha s_i)/|x_i + \alpha s_i| = x_i$.",
    source=ours("Lemma 8"),
    parameters=(ALPHA, Parameter("kappa"), Parameter("x"), Parameter("s")),
    hypotheses=(
        Hypothesis("clustering", r"s = \kappa x", lambda p: equal(p.s, p.kappa * p.x)),
        Hypothesis("positive", r"1 + \alpha\kappa > 0", lambda p: 1 + p.alpha * p.kappa > 0),
    ),
    conclusion=Formula(lambda p: equal((p.x + p.alpha * p.s) / abs(1 + p.alpha * p.kappa), p.x)),
    witness={"alpha": "1", "kappa": "1", "x": "1", "s": "1"},
    evidence=(Decide(), Simulate(clusterings.clusters_fixed)),
    mutants=(drop("positive"), drop("clustering")),
    repairs="power_method.lemma_8.members",
)

REPAIRED_BIPARTITE = Claim(
    id="beyond.lemma_9_bipartite_repaired",
    title="Rank 2 at a bipartite consensus, repaired",
    statement=r"At a bipartite consensus equilibrium with $v_k^{T}Av_k \neq 0$ the attention matrix has rank 2.",
    source=ours("Lemma 9"),
    parameters=lemma_9.BIPARTITE_RANK.parameters,
    hypotheses=(
        # The rank does not ask which eigenvector the state is at: v_1 is included.
        *(h for h in lemma_9.BIPARTITE_RANK.hypotheses if h.name != "not principal"),
        Hypothesis("scored", r"v_k^{T} A v_k \neq 0", lambda p: (p.E > 1) | (p.E < 1)),
    ),
    conclusion=lemma_9.BIPARTITE_RANK.conclusion,
    witness=lemma_9.BIPARTITE_RANK.witness,
    evidence=(Decide(), Falsify()),
    mutants=(drop("scored"),),
    uses=("power_method.eq_14",),
    repairs="power_method.lemma_9.bipartite",
)
