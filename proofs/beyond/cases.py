r"""The three cases of the principal eigenvalue, repaired: those of ``|1 + alpha lambda|``."""

from __future__ import annotations

from proofs.power_method.notation import ours
from verify.claim import Claim

REPAIRED = Claim(
    id="beyond.cases_repaired",
    title="The three cases of the principal eigenvalue, repaired",
    statement=(
        r"Let $\lambda$ be an eigenvalue of the real $H$ of largest $|1+\alpha\lambda|$. Real and simple, with all others strictly "
        r"smaller: almost every consensus aligns with its right eigenvector (and flips in each layer if $1+\alpha\lambda < 0$). One of "
        r"a simple pair, with all others strictly smaller: consensus in its plane rotates for ever and almost every consensus tends to "
        r"that plane. Else, with a near tie $|1+\alpha\lambda_2| \approx |1+\alpha\lambda_1|$ of a symmetric $H$: the plane of both "
        r"comes first. For steps below the thresholds of beyond.asymmetric_thresholds.short_steps these are the cases of the largest "
        r"real part."
    ),
    source=ours("Section 2.1"),
    parts=(
        "beyond.asymmetric.consensus",
        "power_method.complex_principal.correlation",
        "power_method.near_tie.tie",
        "power_method.near_tie.span_12",
        "power_method.near_tie.layers",
    ),
    repairs="power_method.cases",
    note="About consensus; tokens that start near it follow where |1 + alpha lambda| > 1 (beyond.asymmetric.reached).",
)
