"""How rarely bipartite equilibria are reached where scores are small, in the ensemble of the published sentence."""

from __future__ import annotations

from proofs.power_method.bipartite_rare import ENSEMBLE
from proofs.power_method.notation import ours
from proofs.power_method.worlds import rare
from verify.claim import Claim
from verify.conclusions import Behaviour
from verify.evidence import Simulate, Statistics

SCALED = Claim(
    id="beyond.bipartite_rare_repaired",
    title="With small scores stable bipartite equilibria are rarely reached",
    statement=(
        rf"From less than one in ten of the starts the tokens end at a bipartite consensus. {ENSEMBLE} With $A$ divided by 10."
    ),
    source=ours("D.4.2"),
    conclusion=Behaviour("starts of the ensemble with A/10: less than one in ten"),
    evidence=(
        Statistics(rare.reached_small, rare.RARE, "starts, one for each system,", more=False, quick=300, full=900),
        Simulate(rare.grows_with_scores),
    ),
    repairs="power_method.bipartite_rare",
)
DIMENSION = Claim(
    id="beyond.bipartite_rare_dimension",
    title="In high dimension few systems have a stable bipartite equilibrium",
    statement=(
        r"Less than one in ten of the systems has a stable bipartite equilibrium if $d = 64$ in place of $3$ in the ensemble of "
        r"power_method.bipartite_rare. For even $n$ and $\lambda_2 > 0$ there is one if and only if (up to equality) $\lambda_2 < "
        r"\tanh(c_1)\lambda_1$ with $c_1 = v_1^{T}Av_1 > 0$, or $\lambda_1 < \tanh(c_d)\lambda_d$ with $\lambda_d < 0$, $c_d < 0$: as "
        r"$d$ grows $\lambda_2/\lambda_1$ tends to 1, the $c_k$ stay standard normal."
    ),
    source=ours("D.4.2"),
    conclusion=Behaviour(
        "systems of the ensemble with d = 64: less than one in ten has a stable bipartite equilibrium"
    ),
    evidence=(Statistics(rare.possessed_in_64, rare.RARE, "systems", more=False, quick=600, full=2000),),
    uses=("beyond.bipartite_criterion", "beyond.stable_splits"),
)
