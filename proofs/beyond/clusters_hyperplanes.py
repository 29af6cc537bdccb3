"""Which hypotheses the hyperplane theorem needs: an example without each of them."""

from __future__ import annotations

from proofs.clusters.notation import ours
from proofs.clusters.worlds import frozen
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour
from verify.evidence import Enclose

SOURCE = ours("Theorem (hyperplanes)")
NEEDED = Claim(
    id="beyond.clusters_hyperplanes",
    title="What the hyperplane theorem needs",
    statement=(
        r"Without one of its hypotheses $\varphi_1^*(z_i)$ can have four limits: if $\lambda_1$ is not simple, if $\langle Q\varphi_1, "
        r"K\varphi_1\rangle = 0$, and if $\lambda_1$ leads in real part only, $\lambda_1 < |\lambda_l|$."
    ),
    source=SOURCE,
    parts=(
        "beyond.clusters_hyperplanes.simple",
        "beyond.clusters_hyperplanes.sign",
        "clusters.codimension_conjecture.one",
    ),
)
SIMPLE = Claim(
    id="beyond.clusters_hyperplanes.simple",
    title="Four values where the leading eigenvalue is double",
    statement=(
        r"$V = Q^{T}K = I$ in the plane: from $(4, 1), (-1, 4), (-4, -1), (1, -4)$, and from all starts within $1/4$ of them, the first "
        r"coordinates of the $z_i$ have four different limits."
    ),
    source=SOURCE,
    conclusion=Behaviour("four limits of the first coordinate with V = I"),
    evidence=(Enclose(frozen.values(4), frozen.repeated),),
    mutants=(Mutant("two tokens", example=frozen.two_points),),
)
SIGN = Claim(
    id="beyond.clusters_hyperplanes.sign",
    title="Four values where scores do not see the leading coordinate",
    statement=(
        r"$V = \mathrm{diag}(2, 1, 1)$ and $Q^{T}K = \mathrm{diag}(0, 1, 1)$: from $(1, 4, 0), (2, 0, 4), (3, -4, 0), (4, 0, -4)$, and "
        r"from all starts within $1/4$ of them, $\varphi_1^*(z_i)$ has four different limits."
    ),
    source=SOURCE,
    conclusion=Behaviour("four limits of the leading coordinate with <Q phi_1, K phi_1> = 0"),
    evidence=(Enclose(frozen.values(4), frozen.blind_leader),),
    mutants=(Mutant("two tokens", example=frozen.two_points),),
)
