"""Balls: rows of numbers as balls, products, norms and upper bounds."""

from __future__ import annotations

from typing import Any


def balls(rows: Any) -> list[list[Any]]:
    """Exact entries as balls of the working precision."""
    from verify.arithmetic.numeric import to_arb

    return [[to_arb(entry) for entry in row] for row in rows]


def dot(left: list[Any], right: list[Any]) -> Any:
    """The inner product."""
    return sum(a * b for a, b in zip(left, right, strict=True))


def norm(vector: list[Any]) -> Any:
    """The Euclidean norm."""
    total = dot(vector, vector)
    return total.sqrt() if total > 0 else total


def frobenius(rows: list[list[Any]]) -> Any:
    """The Frobenius norm, which bounds the spectral norm."""
    return norm([entry for row in rows for entry in row])


def largest(values: list[Any]) -> Any:
    """An upper bound of the largest of some balls."""
    import flint

    best: Any = values[0].upper()
    for value in values[1:]:
        upper = value.upper()
        best = upper if upper > best else best
    return flint.arb(best)
