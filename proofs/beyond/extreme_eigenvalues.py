"""Only the extreme eigenvalues of V decide the stability of a bipartite state: what ``verify stability`` computes with."""

from __future__ import annotations

from typing import Any

from proofs.power_method.notation import equal, inside, ours
from proofs.power_method.worlds import bipartite
from verify.claim import Claim, Hypothesis, Parameter, Point, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify


def _pencil(name: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(f"{name}_{part}") for part in ("x", "y", "z"))


def _definite(p: Point, name: str) -> Any:
    x, y, z = (p[f"{name}_{part}"] for part in ("x", "y", "z"))
    return (x > 0) & (z > 0) & (x * z > y**2)


CONVEX = Claim(
    id="beyond.extreme_eigenvalues.convex",
    title="Positive definite 2 x 2 matrices are a convex set",
    statement=r"If $X > 0$, $Y > 0$ and $0 \le t \le 1$ then $tX + (1-t)Y > 0$, for symmetric $2\times 2$ matrices.",
    source=ours("Theorem 3"),
    parameters=(Parameter("t"), *_pencil("X"), *_pencil("Y")),
    hypotheses=(
        Hypothesis("first", "X > 0", lambda p: _definite(p, "X")),
        Hypothesis("second", "Y > 0", lambda p: _definite(p, "Y")),
        Hypothesis("between", r"0 \le t \le 1", lambda p: (p.t >= 0) & (p.t <= 1)),
    ),
    conclusion=Formula(
        lambda p: _definite(
            Point({f"Z_{k}": p.t * p[f"X_{k}"] + (1 - p.t) * p[f"Y_{k}"] for k in ("x", "y", "z")}), "Z"
        )
    ),
    witness={"t": "1/2", "X_x": "1", "X_y": "0", "X_z": "1", "Y_x": "1", "Y_y": "0", "Y_z": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("first"), drop("between")),
)
SYMMETRISED = Claim(
    id="beyond.extreme_eigenvalues.symmetrised",
    title="Inside the unit disc is definiteness of two matrices that are affine in lambda_j",
    statement=(
        r"With $c_\pm > 0$ and weights $w_+ = (1-q)$, $w_- = (1-p)$, $W(D \pm (I + aP))$ is symmetric and affine in "
        r"$a = \alpha\lambda_j$; its determinant is $w_+w_-c_+c_-(1 \pm \mathrm{tr} M_j + \det M_j)$."
    ),
    source=ours("Theorem 3"),
    conclusion=Identity(
        bipartite.symmetrised,
        bipartite.symbolic_margins,
        bipartite.random_margins,
        "W(D +- (I + aP))",
    ),
    evidence=(Derive(), Falsify()),
    uses=("power_method.theorem_3.margins",),
)
REAL = Claim(
    id="beyond.extreme_eigenvalues.definite",
    title="Both matrices are positive definite exactly if both eigenvalues are inside",
    statement=(
        r"Let $S = \begin{pmatrix} x & y\\ y & z\end{pmatrix}$ and $D = \mathrm{diag}(c, k)$, $c, k > 0$: $D - S > 0$ and "
        r"$D + S > 0$ imply $|\mu| < 1$ for every $\mu$ with $\det(S - \mu D) = 0$, and $D \pm S$ are nonsingular then."
    ),
    source=ours("Theorem 3"),
    parameters=tuple(Parameter(name) for name in ("S_x", "S_y", "S_z", "c", "k", "mu")),
    hypotheses=(
        Hypothesis("normalisers", "c, k > 0", lambda p: (p.c > 0) & (p.k > 0)),
        Hypothesis("minus", "D - S > 0", lambda p: (p.c - p.S_x > 0) & ((p.c - p.S_x) * (p.k - p.S_z) > p.S_y**2)),
        Hypothesis("plus", "D + S > 0", lambda p: (p.c + p.S_x > 0) & ((p.c + p.S_x) * (p.k + p.S_z) > p.S_y**2)),
        Hypothesis(
            "eigenvalue",
            r"\det(S - \mu D) = 0",
            lambda p: equal((p.S_x - p.mu * p.c) * (p.S_z - p.mu * p.k), p.S_y**2),
        ),
    ),
    conclusion=Formula(lambda p: inside(p.mu)),
    witness={"S_x": "0", "S_y": "1/2", "S_z": "0", "c": "1", "k": "1", "mu": "1/2"},
    evidence=(Decide(),),
    mutants=(drop("minus"), drop("plus")),
)
EXTREMES = Claim(
    id="beyond.extreme_eigenvalues",
    title="Only the extreme eigenvalues decide a bipartite state",
    statement=(
        r"For symmetric $V$ and $c_\pm > 0$: if the eigenvalues of $M_j$ are inside the unit disc for the smallest and the largest "
        r"$\lambda_j$, $j \neq k$, they are for all: the condition is positive definiteness of two matrices affine in "
        r"$\lambda_j$. They are real."
    ),
    source=ours("Theorem 3"),
    parts=(
        "beyond.extreme_eigenvalues.convex",
        "beyond.extreme_eigenvalues.symmetrised",
        "beyond.extreme_eigenvalues.definite",
    ),
)
