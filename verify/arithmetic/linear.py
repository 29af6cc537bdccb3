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
    if arithmetic_of(matrix).name == "torch":
        import torch

        return torch.linalg.inv(matrix)
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


def cholesky(matrix: Any) -> Any:
    """The lower triangular L with a positive diagonal and ``L L^T = matrix``, for a symmetric positive definite matrix.

    Raises:
        ArithmeticError: in balls, where a pivot is not shown to be positive.
        numpy.linalg.LinAlgError: in floats, if the matrix is not positive definite.
    """
    xp = arithmetic_of(matrix)
    if xp.name == "torch":
        import torch

        return torch.linalg.cholesky(matrix)
    if xp.name == "float64":
        return np.linalg.cholesky(xp.asarray(matrix, None))
    n = len(matrix)
    lower = matrix * 0
    for j in range(n):
        pivot = matrix[j, j] - sum(lower[j, k] ** 2 for k in range(j))
        if not getattr(pivot, "free_symbols", None) and not pivot > 0:
            raise ArithmeticError("a pivot is not positive")
        lower[j, j] = xp.sqrt(np.array([pivot], dtype=object))[0]
        for i in range(j + 1, n):
            lower[i, j] = (matrix[i, j] - sum(lower[i, k] * lower[j, k] for k in range(j))) / lower[j, j]
    return lower
