r"""Increments in one layer where the layer matrix is not normal: the correlation with the dominant eigenvector can fall."""

from __future__ import annotations

from proofs.power_method.notation import ours
from proofs.power_method.worlds import increments
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour
from verify.evidence import Enclose

NOT_NORMAL = Claim(
    id="beyond.averages_not_normal",
    title="A layer can lower the correlation with its dominant eigenvector",
    statement=(
        r"For $H = \begin{pmatrix}1 & 0 & 0\\ 0 & 0 & 40\\ 0 & 0 & \frac1{10}\end{pmatrix}$ the eigenvalue $1$ at $v_1 = e_1$ is strictly "
        r"dominant, and one layer with $\alpha = 1$ lowers the expected correlation of a token $N(0, I)$ with $v_1$ from $\frac12$ to less "
        r"than $0.13$: $|\cos(y, e_1)| \le \min(1, |y_1|/|y_2|)$, and $E\min(1, c|C|) = \frac2\pi(\frac c2\ln(1+c^{-2}) + \arctan c)$ for "
        r"a Cauchy number $C$."
    ),
    source=ours("Eqs (4)-(7)"),
    conclusion=Behaviour(
        "one layer of a sheared H lowers the expected correlation with its strictly dominant eigenvector"
    ),
    evidence=(Enclose(increments.correlation_falls, increments.sheared),),
    mutants=(Mutant("without the shear", example=increments.unsheared),),
)
