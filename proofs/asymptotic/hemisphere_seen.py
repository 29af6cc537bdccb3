"""Simulations of the theorem on hemispheres: few tokens in low dimension, and as many as in GPT-2."""

from __future__ import annotations

from proofs.asymptotic.hemisphere import OURS, THEOREM_ID
from proofs.asymptotic.worlds import hemisphere_seen as seen
from verify.claim import Claim
from verify.conclusions import Behaviour
from verify.evidence import Simulate

SEEN = Claim(
    id=f"{THEOREM_ID}.seen",
    title="Simulated: the rate, and what is monotone",
    statement=(
        r"8 random systems on ellipsoids ($n \le 8$, $d \le 4$, one to three heads, both masks; constant, periodic, "
        r"switching and growing $P_h$, not symmetric), three starts each, to $t = 3$: $\min_ip^{T}x_i$ never "
        r"decreases by more than $10^{-6}$, and the ranges of four random coordinates of the $y_i$ and the diameter "
        r"stay below their bounds, those of the theorem or of its auto-regressive twin."
    ),
    source=OURS,
    conclusion=Behaviour("heights rise, and ranges and diameters stay below their bounds, for 24 starts"),
    evidence=(Simulate(seen.bounds_seen),),
)
CONVERGES = Claim(
    id=f"{THEOREM_ID}.converges_seen",
    title="Simulated: consensus of few tokens",
    statement=(
        r"40 random starts in the interior of a hemisphere (6 tokens, $d = 3$, heights at least $0.05$, two heads, "
        r"full attention with constant and switching, causal with periodic and growing scores, $|P_h| \le 1$ but "
        r"where it grows) are within $10^{-6}$ of a consensus at $t = 20$."
    ),
    source=OURS,
    conclusion=Behaviour("40 starts in a hemisphere reach consensus"),
    evidence=(Simulate(seen.consensus_seen),),
)
LARGE = Claim(
    id=f"{THEOREM_ID}.gpt2_size",
    title="Simulated: tokens and dimension of the size of GPT-2",
    statement=(
        r"$n = 1024$ tokens in $d = 768$ dimensions (in the quick tier 128 and 96), $12$ heads of rank $64$ (8) with "
        r"$|P_h| \le 2$, $V_h = I$, $\tau = \frac1{12}$, constant and periodic scores, both masks, heights at least "
        r"$0.05$, 60 steps: no step contracts the range of one of 8 random coordinates of the $y_i$ by less than the "
        r"factor of beyond.hemisphere.discrete, heights do not sink, and with full attention the tokens agree to "
        r"$10^{-6}$."
    ),
    source=OURS,
    conclusion=Behaviour("many tokens in many dimensions contract at least as fast as the bound, and meet"),
    evidence=(Simulate(seen.smaller_seen), Simulate(seen.gpt2_seen, tier="full")),
)
