"""Lemma 1 of the multistability paper repaired: from which starts the Oja flow of one token converges to ``+-v_1``."""

from __future__ import annotations

from proofs.power_method.notation import ours
from verify.claim import Claim

ALMOST_ALL = Claim(
    id="beyond.oja_flow",
    title="The Oja flow converges to the principal eigenvector from almost all starts",
    statement=(
        r"If $\lambda_1$ is simple, the starts of the Oja flow with $v_1^{T}x_0 \neq 0$ converge to "
        r"$\mathrm{sign}(v_1^{T}x_0)\,v_1$, and no "
        r"other start does: $v_1^{T}x = 0$ stays so, because $\dot x_1 = (\lambda_1 - \rho)x_1$."
    ),
    source=ours("Lemma 1"),
    parts=("multistability.remark_1.solution", "multistability.remark_1.ratio", "multistability.remark_1.limit"),
    repairs="multistability.lemma_1.convergence",
)
WHOLE = Claim(
    id="beyond.oja_flow.lemma_1_repaired",
    title="The Oja flow and its Lyapunov function, repaired",
    statement=(
        r"Eigenvectors are equilibria, $W = \frac12(\lambda_1 - R)$ is a Lyapunov function, and almost all starts, those with "
        r"$v_1^{T}x_0 \neq 0$, converge to $\pm v_1$."
    ),
    source=ours("Lemma 1"),
    parts=("multistability.lemma_1.equilibria", "multistability.lemma_1.lyapunov", "beyond.oja_flow"),
    repairs="multistability.lemma_1",
)
