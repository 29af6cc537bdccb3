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
