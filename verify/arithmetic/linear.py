"""Linear algebra in any concrete arithmetic, floats and balls alike: for worlds in which identities are evaluated."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.arithmetic.dispatch import arithmetic_of


def unit_rows(rows: Any) -> Any:
    """Each row divided by its Euclidean norm, shape ``(..., n, d)``."""
    return arithmetic_of(rows).normalize(rows)


def unit(vector: Any) -> Any:
    """A vector divided by its Euclidean norm, shape ``(d,)``."""
    return unit_rows(vector[None, :])[0]


def orthogonal(rng: Any, d: int) -> Any:
    """A random orthogonal matrix, shape ``(d, d)``: a product of reflections in normal vectors that ``rng`` draws."""
    matrix = None
    for normal in rng.normal(size=(d, d)):
        reflection = np.eye(d) - 2 * np.outer(normal, normal) / (normal @ normal)
        matrix = reflection if matrix is None else matrix @ reflection
    return matrix


def inverse(matrix: Any) -> Any:
    """The inverse of a square matrix by Gauss-Jordan elimination with column pivoting by size.

    Raises:
        ArithmeticError: in balls, where a comparison of pivots is not decided.
        ZeroDivisionError: where a pivot is zero.
    """
    if matrix.dtype != object:
        return np.linalg.inv(matrix)
    n = len(matrix)
    rows = np.concatenate([matrix, np.eye(n, dtype=int).astype(object)], axis=1)
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k, i]))
        rows[[i, pivot]] = rows[[pivot, i]]
        rows[i] = rows[i] / rows[i, i]
        for k in range(n):
            if k != i:
                rows[k] = rows[k] - rows[k, i] * rows[i]
    return rows[:, n:]
