"""Theorem 2 and Remark 4: the Oja system (9) as a whole."""

from __future__ import annotations

from proofs.power_method.d2_bipartite import MARGINAL, PAIR_SEEN, REFUTED_BY_PAIR, bipartite_other, bipartite_principal
from proofs.power_method.d2_consensus import SPECTRUM, consensus_unstable, principal_stable
from proofs.power_method.d2_polygonal import polygonal_unstable
from proofs.power_method.ensembles import OJA_SHORT_STEP
from proofs.power_method.notation import (
    ALPHA,
    LAMBDA_1,
    LAMBDA_D,
    N_ANY,
    OJA_CONSENSUS,
    OJA_PRINCIPAL,
    POSITIVE,
    equal,
    inside,
    ours,
    restored,
    stable,
)
from verify.claim import Claim, Hypothesis, Mutant
from verify.conclusions import Exists, Formula
from verify.equilibria import closed_form
from verify.evidence import Decide, Falsify
from verify.properties import UNSTABLE
from verify.quantified import POLYGONAL, Limits, States

SOURCE = restored("Theorem 2")

THEOREM_2 = Claim(
    id="power_method.theorem_2",
    title="Stability of the Oja system",
    statement=(
        r"Let Assumption 1 hold and $\alpha < 2/(|\lambda_d| - \lambda_1)$ if $|\lambda_d| > \lambda_1$. The consensus at "
        r"$v_1$ is asymptotically stable; all other consensus, all bipartite consensus and all polygonal equilibria of "
        r"(9) are unstable; for almost all initial conditions all tokens converge to $v_1$, or all to $-v_1$."
    ),
    source=SOURCE,
    parts=(
        "power_method.theorem_2.principal_stable",
        "power_method.theorem_2.consensus_unstable",
        "power_method.theorem_2.bipartite_unstable",
        "power_method.theorem_2.polygonal_unstable",
        "power_method.theorem_2.almost_global",
    ),
    published_uses=tuple(f"power_method.lemma_{k}" for k in (3, 4, 5, 6, 7)),
    note=(
        "Only the stability of the consensus at v_1 holds as stated. Where 1 + alpha lambda_k < 0 the consensus at "
        "v_k is a two-cycle and no equilibrium; for n = 2 and lambda_2 < 0 antipodal pairs are stable, as bipartite "
        "and as polygonal states, and attract an open set of starts. The published proof is the composition of Lemmas "
        "3 to 7, and 4, 5, 6 and 7 are false as stated."
    ),
)
PRINCIPAL_STABLE = principal_stable("power_method.theorem_2.principal_stable", SOURCE, OJA_PRINCIPAL, SPECTRUM, "(9)")
CONSENSUS_UNSTABLE = consensus_unstable(
    "power_method.theorem_2.consensus_unstable", SOURCE, OJA_CONSENSUS, SPECTRUM, "(9)"
)
BIPARTITE_UNSTABLE = Claim(
    id="power_method.theorem_2.bipartite_unstable",
    title="All bipartite consensus equilibria are unstable",
    statement="Every bipartite consensus equilibrium of (9), at $v_1$ too, is unstable.",
    source=SOURCE,
    parts=(
        "power_method.theorem_2.bipartite_unstable.principal",
        "power_method.theorem_2.bipartite_unstable.other",
    ),
    published_uses=("power_method.lemma_5",),
    note=MARGINAL,
)
BIPARTITE_PRINCIPAL = bipartite_principal("power_method.theorem_2.bipartite_unstable.principal", SOURCE)
BIPARTITE_OTHER = bipartite_other("power_method.theorem_2.bipartite_unstable.other", SOURCE)
POLYGONAL_UNSTABLE = polygonal_unstable(
    "power_method.theorem_2.polygonal_unstable", SOURCE, States(OJA_SHORT_STEP, POLYGONAL, UNSTABLE)
)
ALMOST_GLOBAL = Claim(
    id="power_method.theorem_2.almost_global",
    title="Almost all trajectories reach the principal consensus",
    statement=r"For almost all initial conditions all tokens converge to $v_1$, or all to $-v_1$.",
    source=SOURCE,
    conclusion=Limits(OJA_SHORT_STEP, ("consensus at v_1",)),
    evidence=(REFUTED_BY_PAIR, Falsify(), PAIR_SEEN),
    published_uses=("power_method.lemma_5", "power_method.lemma_6", "power_method.lemma_7"),
    note=(
        "For n = 2 and V = diag(1, -1/2) an open set of starts converges to antipodal pairs (x, -x). The published argument "
        "concludes from the instability of all other equilibria (lemmas 5 and 6, false for n = 2) and from lemma 7, whose list of "
        "limits leaves out the polygonal ones."
    ),
)

REMARK_4 = Claim(
    id="power_method.remark_4",
    title="The step-size condition is sufficient, not necessary",
    statement=(
        r"The condition $\alpha < 2/(|\lambda_d| - \lambda_1)$ (needed only if $|\lambda_d| > \lambda_1$) is sufficient, not "
        r"necessary."
    ),
    source=restored("Remark 4", "the condition is that of Theorem 2, void where |lambda_d| <= lambda_1"),
    parts=("power_method.remark_4.sufficient", "power_method.remark_4.not_necessary"),
    published_uses=("power_method.lemma_4",),
    note=(
        "Sufficient it is. The remark goes on that the condition is needed only where |lambda_d| > lambda_1, which "
        "Theorem 2's condition says already: where it is imposed it is also necessary (remark_4.not_necessary)."
    ),
)
REMARK_4_SUFFICIENT = principal_stable(
    "power_method.remark_4.sufficient", restored("Remark 4"), OJA_PRINCIPAL, SPECTRUM, "(9)"
)
BEYOND_BOUND = Hypothesis(
    "condition fails",
    r"|\lambda_d| > \lambda_1,\ \alpha \ge 2/(|\lambda_d| - \lambda_1)",
    lambda p: p.alpha * (-p.lambda_d - p.lambda_1) >= 2,
)
REMARK_4_NOT_NECESSARY = Claim(
    id="power_method.remark_4.not_necessary",
    title="The principal consensus can be stable where the condition fails",
    statement=(
        r"There are $V$ and $\alpha \ge 2/(|\lambda_d| - \lambda_1)$ for which the consensus at $v_1$ is asymptotically "
        r"stable all the same."
    ),
    source=restored("Remark 4", "what 'not necessary' says of the part of Theorem 2 that the condition is used for"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_D, N_ANY),
    hypotheses=(POSITIVE, BEYOND_BOUND),
    conclusion=Exists(
        lambda p: inside(closed_form.consensus_together(p.alpha * p.lambda_d, p.alpha * p.lambda_1)),
        OJA_PRINCIPAL,
        stable,
    ),
    witness={"alpha": "1", "lambda_1": "1", "lambda_d": "-3", "n": "2"},
    evidence=(Decide(),),
    uses=(*SPECTRUM, "power_method.remark_4.boundary"),
    note=(
        "Read with the condition as Theorem 2 states it, it is exact: the eigenvalue (1 + alpha lambda_d)/(1 + alpha lambda_1) is in "
        "the open disc if and only if the condition holds, and on the boundary alpha = 2/(|lambda_d| - lambda_1) there are two-cycles "
        "arbitrarily near the consensus (remark_4.boundary). The remark is right only of a condition that is imposed when "
        "|lambda_d| <= lambda_1 too."
    ),
)
REMARK_4_BOUNDARY = Claim(
    id="power_method.remark_4.boundary",
    title="On the boundary of the condition the principal consensus does not attract",
    statement=(
        r"If $\alpha(|\lambda_d| - \lambda_1) = 2$ then $1+\alpha\lambda_d = -(1+\alpha\lambda_1)$: every consensus at "
        r"$\cos t\, v_1 + \sin t\, v_d$ is mapped to $\cos t\, v_1 - \sin t\, v_d$ and back, however small $t$."
    ),
    source=ours("Remark 4"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_D),
    hypotheses=(
        POSITIVE,
        Hypothesis(
            "boundary", r"\alpha(-\lambda_d - \lambda_1) = 2", lambda p: equal(p.alpha * (-p.lambda_d - p.lambda_1), 2)
        ),
    ),
    conclusion=Formula(lambda p: equal(1 + p.alpha * p.lambda_d, -(1 + p.alpha * p.lambda_1))),
    witness={"alpha": "1", "lambda_1": "1", "lambda_d": "-3"},
    evidence=(Decide(),),
    mutants=(Mutant("drop boundary", drop=("boundary",)),),
)
