"""Basins of attraction, certified from inside, and how small they are."""

from __future__ import annotations

from proofs.beyond.worlds import basins
from proofs.multistability.attractors import ENSEMBLE
from proofs.multistability.worlds import attractors
from proofs.power_method.notation import ours
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour
from verify.evidence import Enclose, Simulate, Statistics

SOURCE = ours("basins")
SPOILED = (Mutant("unstable", example=basins.unstable_bipartite),)
CERTIFIED = Claim(
    id="beyond.basins",
    title="Certified basins of a bipartite consensus and of a clustering",
    statement=(
        r"Stable bipartite and clustering equilibria of ten tokens in $\mathbb{R}^3$ have basins with proved radii: a "
        r"quadratic form, or the largest distance of "
        r"a token, decreases along every trajectory from a whole neighbourhood."
    ),
    source=SOURCE,
    parts=("beyond.basins.bipartite", "beyond.basins.bipartite_step", "beyond.basins.clustering"),
    note=(
        "The proved radius grows with how contracting and how little scored the equilibrium is: 0.18 rad for A = "
        "diag(2, 0, 0), 1e-4 rad for a dense A of norm "
        "7. From outside, escapes are seen at 0.3 to 0.9 rad there (beyond.basins.outside)."
    ),
)
BIPARTITE = Claim(
    id="beyond.basins.bipartite",
    title="A bipartite consensus with a wide basin, proved",
    statement=rf"Flow, {basins.ROUND} Every start with each token within $0.15$ rad of its place converges to it.",
    source=SOURCE,
    conclusion=Behaviour("a bipartite consensus of ten tokens attracts everything within 0.15 rad, flow"),
    evidence=(Enclose(basins.at_least(0.15), basins.round_bipartite),),
    mutants=SPOILED,
)
BIPARTITE_STEP = Claim(
    id="beyond.basins.bipartite_step",
    title="The same in discrete time",
    statement=rf"Step with $\alpha = \frac12$, {basins.ROUND} Every start with each token within $0.15$ rad of its place converges to it.",
    source=SOURCE,
    conclusion=Behaviour("a bipartite consensus of ten tokens attracts everything within 0.15 rad, step"),
    evidence=(Enclose(basins.at_least(0.15), lambda: basins.round_bipartite("discrete")),),
    mutants=SPOILED,
)
CLUSTERING = Claim(
    id="beyond.basins.clustering",
    title="A clustering with a proved basin",
    statement=(
        r"The clustering of sizes 9 and 1 of multistability.clustering_stable attracts every start with each token "
        r"within $5\cdot10^{-5}$ rad of its place."
    ),
    source=SOURCE,
    conclusion=Behaviour("the clustering of THREE_KINDS attracts everything within 5e-5 rad"),
    evidence=(Enclose(basins.at_least(5e-5), attractors.clustering),),
    mutants=(Mutant("no equilibrium", example=attractors.two_places),),
)
OUTSIDE = Claim(
    id="beyond.basins.outside",
    title="Proved radii lie inside what is seen",
    statement="For a bipartite consensus and a clustering of the instance of multistability.coexist no start within "
    "the proved radius is seen to escape.",
    source=SOURCE,
    conclusion=Behaviour("no escape is seen within the proved radii"),
    evidence=(Simulate(basins.seen_outside),),
)
VERY_SMALL = Claim(
    id="beyond.basins.bipartite_small",
    title="Basins of bipartite equilibria are very small",
    statement=(
        r"'Basins of bipartite equilibria are very small', made numeric: from more than half of the stable bipartite "
        r"equilibria of the ensemble (the most hit one "
        rf"of each system that has one) some start with each token within $0.1$ rad escapes. {ENSEMBLE}"
    ),
    source=ours("Fig. 13(b) of the power-method paper"),
    conclusion=Behaviour("more than half of stable bipartite equilibria lose a start within 0.1 rad"),
    evidence=(Statistics(basins.small_basins, 0.5, "bipartite equilibria", quick=60, full=200),),
    note=(
        "In floats, from 48 starts each, random ones and along slow directions: what is not seen to escape is not "
        "proved to return. A whole basin of 0.15 rad is "
        "proved in beyond.basins.bipartite."
    ),
)
