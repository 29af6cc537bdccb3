"""Which matrices are metrics: symmetric and positive definite, decided exactly where the numbers are exact."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from verify.errors import InvalidInput
from verify.systems.base import checked_matrix

ROUNDING = 1e-12
PRECISION = 256


def checked_metric(metric: Any, size: int | None = None, name: str = "metric") -> Any:
    """``metric`` as an array if it is a symmetric positive definite matrix (of the given size).

    Floats may be asymmetric by rounding and are made symmetric. Rational entries are decided exactly, other exact numbers
    by balls of 256 bits. Arrays of symbolic shape and matrices with symbols are taken as they are.

    Raises:
        InvalidInput: with what was found and what was expected.
    """
    if metric is None:
        raise InvalidInput(f"{name} is missing; expected a symmetric positive definite matrix")
    metric = checked_matrix(name, metric, size)
    if getattr(metric, "arithmetic", None) is not None:
        return metric
    if not isinstance(metric, np.ndarray):  # a tensor
        metric = _symmetric(name, metric, metric.transpose(-1, -2), float(abs(metric).max()))
        definite = _definite_floats(metric.detach().cpu().double().numpy())
    elif metric.dtype != object:
        metric = _symmetric(name, metric.astype(float), metric.T.astype(float), float(np.abs(metric).max()))
        definite = _definite_floats(metric)
    elif any(getattr(entry, "free_symbols", None) for entry in metric.flat):
        return metric
    else:
        if any(_differ(metric[i, j], metric[j, i]) for i in range(len(metric)) for j in range(i)):
            raise InvalidInput(f"{name} is not symmetric; expected a symmetric positive definite matrix")
        definite = _definite(metric)
    if not definite:
        raise InvalidInput(f"{name} is not positive definite; expected a symmetric positive definite matrix")
    return metric


def _symmetric(name: str, matrix: Any, transposed: Any, scale: float) -> Any:
    if float(abs(matrix - transposed).max()) > ROUNDING * scale:
        raise InvalidInput(f"{name} is not symmetric; expected a symmetric positive definite matrix")
    return (matrix + transposed) / 2


def _definite_floats(matrix: Any) -> bool:
    spectrum = np.linalg.eigvalsh(matrix)
    return bool(spectrum[0] > len(matrix) * np.finfo(float).eps * spectrum[-1])


def _differ(left: Any, right: Any) -> bool:
    try:
        if left == right:
            return False
    except ArithmeticError:  # balls with a derivative that overlap
        return False
    equal = getattr(left, "equals", None)  # SymPy: sqrt(8) and 2 sqrt(2) are one number
    if equal is not None:
        return equal(right) is not True
    overlaps = getattr(left, "overlaps", None)  # balls: what may be the same number
    return not (overlaps is not None and overlaps(right))


def _definite(matrix: np.ndarray) -> bool:
    """Whether all pivots of the elimination are positive; one that a ball does not decide is not."""
    import flint

    from verify.arithmetic.numeric import to_arb

    if all(isinstance(entry, (int, Fraction)) or getattr(entry, "is_Rational", False) for entry in matrix.flat):
        rows = np.array([[_fraction(entry) for entry in row] for row in matrix], dtype=object)
        return _pivots_positive(rows)
    if not any(hasattr(entry, "free_symbols") for entry in matrix.flat):  # mpf, arb, jets: their own comparisons
        return _pivots_positive(matrix.copy())
    with flint.ctx.workprec(PRECISION):
        return _pivots_positive(np.array([[to_arb(entry) for entry in row] for row in matrix], dtype=object))


def _fraction(entry: Any) -> Fraction:
    return Fraction(int(entry.p), int(entry.q)) if hasattr(entry, "p") else Fraction(entry)


def _pivots_positive(rows: np.ndarray) -> bool:
    for k in range(len(rows)):
        if not rows[k, k] > 0:
            return False
        for i in range(k + 1, len(rows)):
            rows[i, k:] = rows[i, k:] - (rows[i, k] / rows[k, k]) * rows[k, k:]
    return True
