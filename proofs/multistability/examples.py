"""Examples 1, 2 and 3: the paper's figures, on our own instances, and its counts."""

from __future__ import annotations

from proofs.multistability.attractors import ENSEMBLE
from proofs.multistability.notation import ours, restored
from proofs.multistability.worlds import attractors, counts, trajectories
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour
from verify.evidence import Enclose, Simulate, Statistics

OURS = "the source gives no numbers: the instance is ours"
EXAMPLE_1 = Claim(
    id="multistability.example_1",
    title="Trajectories of ten tokens on the sphere",
    statement=(
        r"$d = 3$, $n = 10$: trajectories of the flow and their end points on the sphere. On our instance (that of "
        r"multistability.coexist) three starts end at "
        r"a consensus, a bipartite consensus and a clustering."
    ),
    source=restored("Example 1, Fig. 1", OURS),
    parts=("multistability.example_1.ends", "multistability.example_1.trajectories"),
)
ENDS = Claim(
    id="multistability.example_1.ends",
    title="The three end points exist and are asymptotically stable",
    statement=r"Near the ends of the three trajectories there are asymptotically stable equilibria: a consensus, a "
    r"bipartite consensus and a clustering.",
    source=EXAMPLE_1.source,
    conclusion=Behaviour("the ends of the three trajectories are certified as stable, one of each class"),
    evidence=(Enclose(trajectories.certified_ends, attractors.three_kinds),),
    mutants=(Mutant("uniform attention", example=attractors.definite_alone),),
)
TRAJECTORIES = Claim(
    id="multistability.example_1.trajectories",
    title="The three trajectories reach them",
    statement=r"An adaptive Runge-Kutta method of order 8 with tolerance $10^{-10}$ follows each start to within $10^{-6}$ of its end.",
    source=EXAMPLE_1.source,
    conclusion=Behaviour("three starts of the flow reach a consensus, a bipartite consensus and a clustering"),
    evidence=(Simulate(trajectories.ends_seen),),
)
EXAMPLE_2 = Claim(
    id="multistability.example_2",
    title="Stable equilibria found from random starts",
    statement="Numerical classification of the stable equilibria that random starts of random instances end at.",
    source=restored(
        "Example 2, Fig. 2", "the ensemble is ours; the sentences are what such a classification needs to be one"
    ),
    parts=("multistability.example_2.converge", "multistability.multistability.coexist"),
)
CONVERGE = Claim(
    id="multistability.example_2.converge",
    title="Almost all starts end at an attracting equilibrium",
    statement=rf"More than 95 % of the starts end at an equilibrium that attracts. {ENSEMBLE}",
    source=EXAMPLE_2.source,
    conclusion=Behaviour("more than 95 % of starts end at an equilibrium that attracts"),
    evidence=(Statistics(attractors.converged, 0.95, "starts, one for each system,", quick=200, full=600),),
)
EXAMPLE_3 = Claim(
    id="multistability.example_3",
    title="Counts of stable consensus and bipartite equilibria",
    statement=(
        r"(a) Exhaustive count of all stable consensus and bipartite equilibria over the $2^n$ sign patterns and $d$ "
        r"eigenvectors; (b) random sampling of "
        r"stable bipartite equilibria where $n$ is too large to enumerate."
    ),
    source=restored("Example 3, Fig. 3", OURS),
    parts=(
        "multistability.example_3.exhaustive",
        "multistability.example_3.brute_force",
        "multistability.example_3.sampled",
    ),
)
EXHAUSTIVE = Claim(
    id="multistability.example_3.exhaustive",
    title="The exact count, for any n",
    statement=(
        r"On our instance the closed form counts all stable sign states exactly, each verdict proved, for $n = 10$, "
        r"$100$ and $1000$; the states of all kinds "
        r"add up to $2^nd$."
    ),
    source=EXAMPLE_3.source,
    conclusion=Behaviour("the closed form counts the stable sign states of THREE_KINDS for n = 10, 100, 1000"),
    evidence=(Enclose(counts.exact_count, attractors.three_kinds),),
    mutants=(Mutant("uniform attention", example=attractors.definite_alone),),
    uses=("multistability.bipartite_spectrum.eigenvalues", "multistability.consensus_spectrum.eigenvalues"),
)
BRUTE_FORCE = Claim(
    id="multistability.example_3.brute_force",
    title="The count agrees with the Jacobian of every state",
    statement=r"On 50 random instances, in both times, $d = 3$ and $n \le 7$ ($n \le 8$ in the full tier), the count "
    r"is that of the numeric Jacobians of all $2^nd$ states.",
    source=ours("Example 3"),
    conclusion=Behaviour("closed form and brute force count the same on 50 random instances"),
    evidence=(Simulate(counts.counts_agree()), Simulate(counts.counts_agree(50, 8), tier="full")),
)
SAMPLED = Claim(
    id="multistability.example_3.sampled",
    title="Sampled shares agree with the exact ones",
    statement=r"For $n = 20$ (400 samples) and $n = 100$ (24) "
    r"the share of random sign patterns that are stable by their Jacobian agrees with the exact one.",
    source=EXAMPLE_3.source,
    conclusion=Behaviour("the shares of stable states among sampled sign patterns agree with the exact ones"),
    evidence=(Simulate(counts.shares_agree),),
)
