"""Only the extreme eigenvalues of V decide the stability of a bipartite state: what ``verify stability`` computes with."""

from __future__ import annotations

from typing import Any

from proofs.power_method.notation import equal, inside, ours
from proofs.power_method.worlds import bipartite
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
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
    mutants=(
        Mutant(
            "without W",
            conclusion=Identity(
                bipartite.unweighted, bipartite.symbolic_margins, bipartite.random_margins, "D +- (I + aP) symmetric"
            ),
        ),
    ),
    uses=("power_method.theorem_3.margins",),
)
PENCIL = tuple(Parameter(name) for name in ("S_x", "S_y", "S_z", "c", "k"))
NORMALISERS = Hypothesis("normalisers", "c, k > 0", lambda p: (p.c > 0) & (p.k > 0))


def _minus(p: Point) -> Any:
    """``D - S`` is positive definite."""
    return (p.c - p.S_x > 0) & ((p.c - p.S_x) * (p.k - p.S_z) > p.S_y**2)


def _plus(p: Point) -> Any:
    """``D + S`` is positive definite."""
    return (p.c + p.S_x > 0) & ((p.c + p.S_x) * (p.k + p.S_z) > p.S_y**2)


DEFINITE_INSIDE = Claim(
    id="beyond.extreme_eigenvalues.definite_inside",
    title="Where both matrices are positive definite the eigenvalues are inside",
    statement=(
        r"Let $S = \begin{pmatrix} x & y\\ y & z\end{pmatrix}$ and $D = \mathrm{diag}(c, k)$, $c, k > 0$: $D - S > 0$ and "
        r"$D + S > 0$ imply $|\mu| < 1$ for every $\mu$ with $\det(S - \mu D) = 0$."
    ),
    source=ours("Theorem 3"),
    parameters=(*PENCIL, Parameter("mu")),
    hypotheses=(
        NORMALISERS,
        Hypothesis("minus", "D - S > 0", _minus),
        Hypothesis("plus", "D + S > 0", _plus),
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
INSIDE_DEFINITE = Claim(
    id="beyond.extreme_eigenvalues.inside_definite",
    title="Where the eigenvalues are inside both matrices are positive definite",
    statement=(
        r"Conversely the Schur-Cohn conditions $\det(D - S) > 0$, $\det(D + S) > 0$, $\det S < c k$ imply $D - S > 0$ and "
        r"$D + S > 0$."
    ),
    source=ours("Theorem 3"),
    parameters=PENCIL,
    hypotheses=(
        NORMALISERS,
        Hypothesis("at one", r"\det(D - S) > 0", lambda p: (p.c - p.S_x) * (p.k - p.S_z) > p.S_y**2),
        Hypothesis("at minus one", r"\det(D + S) > 0", lambda p: (p.c + p.S_x) * (p.k + p.S_z) > p.S_y**2),
        Hypothesis("determinant", r"\det S < c k", lambda p: p.S_x * p.S_z - p.S_y**2 < p.c * p.k),
    ),
    conclusion=Formula(lambda p: _minus(p) & _plus(p)),
    witness={"S_x": "0", "S_y": "1/2", "S_z": "0", "c": "1", "k": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("at one"), drop("at minus one"), drop("determinant")),
    uses=("power_method.schur_cohn.necessary",),
)
REAL = Claim(
    id="beyond.extreme_eigenvalues.real",
    title="The eigenvalues are real",
    statement=(
        r"For $c, k > 0$ the discriminant $(S_x k - S_z c)^2 + 4 c k S_y^2$ of $\det(S - \mu D)$ is not negative: the "
        r"eigenvalues of $M_j$ are real at every fixed point with symmetric $V$."
    ),
    source=ours("Theorem 3"),
    parameters=PENCIL,
    hypotheses=(NORMALISERS,),
    conclusion=Formula(lambda p: (p.S_x * p.k + p.S_z * p.c) ** 2 - 4 * p.c * p.k * (p.S_x * p.S_z - p.S_y**2) >= 0),
    witness={"S_x": "0", "S_y": "1/2", "S_z": "0", "c": "1", "k": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("normalisers"),),
)
EXTREMES = Claim(
    id="beyond.extreme_eigenvalues",
    title="Only the extreme eigenvalues decide a bipartite state",
    statement=(
        r"For symmetric $V$ and $c_\pm > 0$: if the eigenvalues of $M_j$ are inside the unit disc for the smallest and the largest "
        r"$\lambda_j$, $j \neq k$, they are for all: the condition is positive definiteness of two matrices affine in "
        r"$\lambda_j$ (inside implies definite, definite matrices are convex, definite implies inside). They are real."
    ),
    source=ours("Theorem 3"),
    parts=(
        "beyond.extreme_eigenvalues.convex",
        "beyond.extreme_eigenvalues.symmetrised",
        "beyond.extreme_eigenvalues.inside_definite",
        "beyond.extreme_eigenvalues.definite_inside",
        "beyond.extreme_eigenvalues.real",
    ),
)
