r"""A complex principal pair, repaired: ``|1 + alpha lambda|`` decides, and starts near almost any consensus are meant."""

from __future__ import annotations

from proofs.power_method.notation import ours
from verify.claim import Claim

REPAIRED = Claim(
    id="beyond.complex_principal_repaired",
    title="A complex pair: tokens agree and rotate in its plane, repaired",
    statement=(
        r"Let $\lambda_1 = \bar\lambda_2$ be a simple complex pair of a real $H$ with $\mathrm{Re}\,\lambda_1 > 0$ and "
        r"$|1+\alpha\lambda_1| > |1+\alpha\lambda_j|$ for all $j > 2$; for short steps, $\alpha(|\lambda_j|^2 - |\lambda_1|^2) < "
        r"2\,\mathrm{Re}(\lambda_1 - \lambda_j)$, these are the eigenvalues of largest real part. Then tokens of (8), (9), (21) that "
        r"start near almost any consensus gather in the plane $S$ of the pair, rotate in it for ever, and their correlation with the "
        r"projection onto $S$ tends to 1."
    ),
    source=ours("Section 2.1.2"),
    parts=(
        "power_method.complex_principal.plane",
        "power_method.complex_principal.correlation",
        "power_method.complex_principal.local",
        "beyond.asymmetric_thresholds.short_steps",
    ),
    repairs="power_method.complex_principal",
    note=(
        "From nearly any start it is false: rotating states of two opposite groups attract open sets. For a pair with a negative real part "
        "and d >= 3 tokens leave each other where |1 + alpha lambda_1| < 1 (beyond.asymmetric.reached)."
    ),
)
