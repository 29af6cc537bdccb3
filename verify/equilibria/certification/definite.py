"""Rigorous bounds of real symmetric matrices in balls: positive definiteness, and the largest eigenvalue from above.

A float64 eigenvalue only proposes; Cholesky's factorisation in balls, whose pivots are all certainly positive, decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np


def midpoint(matrix: Any) -> np.ndarray:
    """The midpoints of an ``arb_mat`` as float64 (proposals only)."""
    return np.array([[float(entry.mid()) for entry in row] for row in matrix.tolist()])


def positive_definite(matrix: Any) -> bool:
    """Whether every symmetric matrix in the balls of an ``arb_mat`` certainly is positive definite (LDL^T in balls)."""
    rows = matrix.tolist()
    size = len(rows)
    for k in range(size):
        pivot = rows[k][k]
        if not pivot > 0:
            return False
        for i in range(k + 1, size):
            factor = rows[i][k] / pivot
            row, above = rows[i], rows[k]
            for j in range(k + 1, i + 1):
                row[j] = row[j] - factor * above[j]
            # The upper half is read again as the row above: it is kept symmetric.
            for j in range(k + 1, i):
                rows[j][i] = row[j]
    return True


def symmetric_part(matrix: Any) -> Any:
    """``(M + M^T)/2`` of an ``arb_mat``."""
    return (matrix + matrix.transpose()) / 2


def largest_eigenvalue(matrix: Any) -> Any:
    """An upper bound of the eigenvalues of all symmetric matrices in the balls of an ``arb_mat``, an exact ``arb``.

    Midpoint and radii apart: ``lambda_max(M) <= lambda_max(mid) + |rad|_2``, and ``|rad|_2 <= sqrt(|rad|_1 |rad|_inf)``.
    """
    import flint

    size = matrix.nrows()
    middle = flint.arb_mat([[entry.mid() for entry in row] for row in matrix.tolist()])
    spread = radius_norm(matrix)
    floats = midpoint(middle)
    if not np.isfinite(floats).all() or not spread.is_finite():
        return flint.arb("inf")
    top = float(np.linalg.eigvalsh((floats + floats.T) / 2)[-1])
    scale = max(float(np.abs(floats).max()), 1e-300) * size
    for slack in (1e-14, 1e-12, 1e-9):
        bound = flint.arb(top + slack * scale)
        if positive_definite(_diagonal(bound, size) - middle):
            return (bound + spread).upper()
    return flint.arb("inf")


def two_norm(matrix: Any) -> Any:
    """An upper bound of ``|M|_2`` over the balls of an ``arb_mat``, an exact ``arb``: ``|mid|_2 + |rad|_2``."""
    import flint

    middle = flint.arb_mat([[entry.mid() for entry in row] for row in matrix.tolist()])
    square = largest_eigenvalue(symmetric_part(middle.transpose() * middle))
    return (square.nonnegative_part().sqrt() + radius_norm(matrix)).upper()


def radius_norm(matrix: Any) -> Any:
    """An upper bound of ``|R|_2`` for the matrix R of radii: the root of its largest row sum times its largest column sum."""
    import flint

    radii = [[entry.rad() for entry in row] for row in matrix.tolist()]
    rows = largest(sum(row, flint.arb(0)) for row in radii)
    columns = largest(sum(column, flint.arb(0)) for column in zip(*radii, strict=True))
    return (rows * columns).sqrt().upper()


def row_norm(matrix: Any) -> Any:
    """An upper bound of the largest row sum of absolute values over the balls of an ``arb_mat``, an exact ``arb``."""
    import flint

    return largest(sum((abs(entry) for entry in row), flint.arb(0)) for row in matrix.tolist())


def largest(balls: Iterable[Any]) -> Any:
    """The largest upper bound of some balls, an exact ``arb``; nan as soon as one of them is."""
    import flint

    uppers = [ball.upper() for ball in balls]
    best = uppers[0]
    for upper in uppers[1:]:
        # A comparison with nan is false both ways: a maximum that kept the other would lose it.
        if not (upper <= best or upper > best):
            return flint.arb("nan")
        best = upper if upper > best else best
    return best


def _diagonal(value: Any, size: int) -> Any:
    import flint

    matrix = flint.arb_mat(size, size)
    for i in range(size):
        matrix[i, i] = value
    return matrix
