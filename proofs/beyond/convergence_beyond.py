r"""Convergence to the principal eigenvector beyond Theorem 1, repaired: what decides locally, and from which starts it is proved."""

from __future__ import annotations

from proofs.power_method.notation import ours
from verify.claim import Claim

REPAIRED = Claim(
    id="beyond.convergence_beyond_repaired",
    title="Convergence to the principal eigenvector beyond Theorem 1, repaired",
    statement=(
        r"For every real $H$, all scores, $n$ and $d$: the consensus of (3) at a real right eigenvector $v_k$, $1+\alpha\lambda_k > 0$, is "
        r"linearly stable if $\lambda_k > 0$ and $|1+\alpha\lambda_j| < 1+\alpha\lambda_k$ for all $j \neq k$, with and without a causal "
        r"mask, and (without one) linearly unstable if one of these is violated strictly. For $\lambda_1 > |\lambda_j|$, $j \neq 1$, this "
        r"holds at $v_1$ for every $\alpha > 0$, and tokens that start near almost any consensus converge to $\pm v_1$. With a causal mask "
        r"and symmetric $V$ all starts with $v_1^{T}x_i > 0$ converge to $v_1$ under Theorem 2's step-size condition."
    ),
    source=ours("Section 2.1.1"),
    parts=(
        "beyond.asymmetric.attracts",
        "beyond.asymmetric.repels",
        "power_method.convergence_beyond.causal",
        "power_method.convergence_beyond.dominant_modulus",
        "beyond.asymmetric_generic_repaired",
        "beyond.causal_steps",
    ),
    repairs="power_method.convergence_beyond",
    note="Almost-global convergence is false with and without a mask; for uniform attention it is beyond.almost_global.",
)
