"""Simulations of the theorems: a few tokens in low dimension, and as many tokens and dimensions as GPT-2 has."""

from __future__ import annotations

from proofs.asymptotic.notation import ours, restored
from proofs.asymptotic.worlds import causal_large
from verify.claim import Claim
from verify.conclusions import Behaviour
from verify.evidence import Simulate

LABEL = "Simulations"

SIMULATIONS = Claim(
    id="asymptotic.simulations",
    title="Illustrations of the theorems",
    statement=(
        "The theoretical results are illustrated with a small number of tokens in low dimensions, and with a number "
        "of tokens and a dimension comparable to those of the GPT-2 model."
    ),
    source=restored(LABEL, "the source says that this is done; systems, starts, horizons and tolerances are ours"),
    parts=(
        "beyond.gradient.seen",
        "beyond.gradient.gpt2_size",
        "asymptotic.theorem_hemisphere.converges_seen",
        "asymptotic.theorem_hemisphere.gpt2_size",
        "asymptotic.theorem_causal_identity.seen",
        "asymptotic.theorem_causal_identity.metastable",
        "beyond.causal_symmetric.seen",
        "asymptotic.simulations.causal_gpt2_size",
    ),
    note=(
        "Tokens that have not met at a horizon are never taken for tokens that do not meet: near opposite tokens the "
        "escape has the rate 1/(1 + e^{2c}) (asymptotic.theorem_causal_identity.metastable)."
    ),
)
LARGE = Claim(
    id="asymptotic.simulations.causal_gpt2_size",
    title="Auto-regressive attention with the tokens and the dimension of GPT-2",
    statement=(
        r"$n = 1024$, $d = 768$ (quick tier: 64 and 48), one head, causal, $W = I$, $\tau = \frac12$, $P_k = "
        r"2\cos(k/3)P$ with a random $|P| = 1$: with $V = I$ a uniform start comes within $10^{-6}$ of the first token; "
        r"with a random symmetric $V$, $\lambda_1 = 1$ and the others in $[-1, \frac12]$, a start with $v_1^{T}x_i > 0$ "
        r"comes within $10^{-6}$ of $v_1$; each in at most 200 steps."
    ),
    source=ours(LABEL),
    conclusion=Behaviour(
        "causal attention with many tokens in many dimensions reaches the limits that the theorems name"
    ),
    evidence=(Simulate(causal_large.smaller), Simulate(causal_large.gpt2, tier="full")),
    uses=("asymptotic.theorem_causal_identity", "beyond.causal_symmetric.converges", "beyond.causal_steps"),
)
