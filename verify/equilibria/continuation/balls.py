"""A piece of a branch in ball arithmetic: charts, Krawczyk's test, and the number of unstable eigenvalues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.arithmetic.jets import Jet
from verify.arithmetic.numeric import object_arithmetic
from verify.equilibria.continuation.family import Family
from verify.equilibria.continuation.space import FixedSpace

PRECISION = 192
"""Bits of the balls."""


class Undecided(ArithmeticError):
    """The balls do not decide; the message says what, for a note."""


class BallChart:
    """Coordinates ``y = sqrt(1 - |u|^2) y* + B u``, orbit by orbit, and the equilibrium equations in them.

    Args:
        family: in balls.
        space: the fixed space of a symmetry.
        y: near an equilibrium, floats; its exact normalisation is ``y*``.
    """

    def __init__(self, family: Family, space: FixedSpace, y: np.ndarray) -> None:
        self.family, self.space = family, space
        self.place = space.normalised(object_arithmetic("arb").asarray(y, None))
        self.frame = space.frame(self.place)

    def state(self, u: Any) -> tuple[Any, Any]:
        """y and ``dy/du`` at coordinates in balls or jets."""
        y, slopes = self.place.copy(), self.frame.copy()
        row = column = 0
        for size in self.space.sizes:
            rows, columns = slice(row, row + size), slice(column, column + size - 1)
            part = u[columns]
            if size > 1:
                height = (1 - sum(x * x for x in part)).sqrt()
                y[rows] = self.place[rows] * height + self.frame[rows, columns] @ part
                slopes[rows, columns] = self.frame[rows, columns] - np.outer(self.place[rows], part / height)
            row, column = row + size, column + size - 1
        if any(isinstance(entry, Jet) for entry in y):
            # One arithmetic for all entries, those that do not move included.
            jets = object_arithmetic("jet")
            return jets.asarray(y, None), jets.asarray(slopes, None)
        return y, slopes

    def residual(self, p: Any, u: Any) -> Any:
        """F, the field in tangent coordinates; it vanishes exactly at the equilibria of the space."""
        return self.frame.T @ self.space.equations(self.family, p, self.state(u)[0])

    def derivative(self, p: Any, u: Any) -> Any:
        """``F_u``, shape ``(unknowns, unknowns)``."""
        y, slopes = self.state(u)
        return self.frame.T @ self.space.derivative(self.family, p, y) @ slopes

    def slope(self, p: Any, u: Any) -> Any:
        """``F_p``."""
        return self.frame.T @ self.space.slope(self.family, p, self.state(u)[0])

    def tokens(self, u: Any) -> Any:
        """X in balls, shape ``(n, d)``."""
        return self.space.tokens(self.state(u)[0])


@dataclass(frozen=True, eq=False)
class Equations:
    """A square system of equations in balls.

    Attributes:
        residual: of a point, shape ``(N,)``.
        derivative: of a box, shape ``(N, N)``.
    """

    residual: Callable[[Any], Any]
    derivative: Callable[[Any], Any]


def krawczyk(equations: Equations, near: Any, *, polish: int = 6) -> Any:
    """A box that contains exactly one zero, which Krawczyk's operator maps into its interior; shape ``(N,)``, balls.

    Where the equations hold a parameter that is an interval this is true for each of its values.

    Args:
        equations: in balls.
        near: where Newton's method begins, numbers.
        polish: how many of its steps are made first, at the midpoints.

    Raises:
        Undecided: where no box is shown to hold a zero.
    """
    import flint

    centre = np.array([flint.arb(x) for x in near], dtype=object)
    if not len(centre):
        return centre
    inverse = None
    for _ in range(polish + 1):
        try:
            inverse = _matrix(equations.derivative(centre)).mid().inv()
        except ZeroDivisionError as error:
            raise Undecided("the Jacobian in the space that is followed is singular") from error
        change = _column(inverse.mid(), equations.residual(centre))
        largest = max(float(abs(x).upper()) for x in change)
        if not largest < 0.1:
            raise Undecided("Newton's method leaves the place where the zero should be")
        if all(x.contains(0) for x in change) or largest < 2.0 ** (-0.8 * PRECISION):
            break
        centre = np.array([(x - y).mid() for x, y in zip(centre, change, strict=True)], dtype=object)
    assert inverse is not None
    guess, offset = inverse.mid(), _column(inverse.mid(), equations.residual(centre))
    radii = [1.01 * float(abs(x).upper()) + 2.0 ** (-0.85 * PRECISION) for x in offset]
    eye = flint.arb_mat([[int(i == j) for j in range(len(centre))] for i in range(len(centre))])
    for _ in range(4):
        deviations = [flint.arb(0, radius) for radius in radii]
        box = np.array([x + y for x, y in zip(centre, deviations, strict=True)], dtype=object)
        spread = _column(eye - guess * _matrix(equations.derivative(box)), deviations)
        moved = [y - x for x, y in zip(offset, spread, strict=True)]
        if all(bool(abs(x) < radius) for x, radius in zip(moved, radii, strict=True)):
            return np.array([x + y for x, y in zip(centre, moved, strict=True)], dtype=object)
        radii = [2 * max(float(abs(x).upper()), radius) for x, radius in zip(moved, radii, strict=True)]
        if not max(radii) < 0.1:
            break
    raise Undecided("Krawczyk's test does not hold: no box is mapped into itself")


def unstable_count(family: Family, p: Any, tokens: Any) -> int | None:
    """How many eigenvalues are certified beyond the boundary of stability, all others certified inside.

    Args:
        family: in balls.
        p: a ball.
        tokens: balls around an equilibrium of the flow, in working coordinates, shape ``(n, d)``.

    Returns:
        The number; ``None`` if some ``1 + alpha kappa_i`` is certified negative: no fixed point of the step.

    Raises:
        Undecided: where an eigenvalue, or a normaliser, is not told from the boundary.
    """
    import flint

    from verify.equilibria.contraction import Chart

    n, d = tokens.shape
    flow, frames = family.flow(p), Chart(tokens).frames
    blocks = np.asarray(flow.jacobian(tokens)).reshape(n, d, n, d)
    matrix = np.block([[frames[i].T @ blocks[i, :, j, :] @ frames[j] for j in range(n)] for i in range(n)])
    alpha = family.step_size(p)
    if alpha is not None:
        alpha = flint.arb(alpha)
        influence = flow.influence(tokens)
        normalisers = [1 + alpha * (x @ s) for x, s in zip(tokens, influence, strict=True)]
        if any(bool(c < 0) for c in normalisers):
            return None
        if not all(bool(c > 0) for c in normalisers):
            raise Undecided("a normaliser 1 + alpha kappa_i is not told from zero")
        for row in range(len(matrix)):
            matrix[row] = matrix[row] * (alpha / normalisers[row // (d - 1)])
            matrix[row, row] = matrix[row, row] + 1
    margins = []
    for centre, radius in _discs(flint.acb_mat(_matrix(matrix))):
        around = flint.arb(0, radius)
        margins.append((centre.real if alpha is None else abs(centre) - 1) + around)
    if not all(bool(margin > 0) or bool(margin < 0) for margin in margins):
        raise Undecided("an eigenvalue is not told from the boundary of stability")
    return sum(bool(margin > 0) for margin in margins)


def _discs(matrix: Any) -> list[tuple[Any, Any]]:
    """Gershgorin discs of a similar matrix that is almost diagonal: a part apart from the rest has as many eigenvalues.

    The eigenvectors are only proposed; equal eigenvalues, which symmetric states always have, need not be isolated.

    Raises:
        Undecided: where they do not make a basis (a defective matrix).
    """
    import flint

    size = matrix.nrows()
    try:
        proposed = matrix.eig(right=True, algorithm="approx")[1].mid()
        similar = (proposed.inv() * matrix * proposed).tolist()
    except (ValueError, ZeroDivisionError) as error:
        raise Undecided("no basis of eigenvectors was found") from error
    radii = [sum((abs(similar[i][j]) for j in range(size) if j != i), flint.arb(0)).upper() for i in range(size)]
    return [(similar[i][i], radius) for i, radius in enumerate(radii)]


def _matrix(array: Any) -> Any:
    import flint

    return flint.arb_mat(np.asarray(array).tolist())


def _column(matrix: Any, vector: Any) -> list[Any]:
    import flint

    return (matrix * flint.arb_mat([[x] for x in vector])).entries()
