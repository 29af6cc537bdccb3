"""The weights ``2^(s - shift)`` of a tile of scores, in place, with their sums: compiled loops that vectorise."""

from __future__ import annotations

from typing import Any

from numba.extending import intrinsic

from verify.large.compiled import compiled
from verify.large.exponential import power_of_two

__all__ = ["add", "mirrored", "online", "rescale_add"]


def _larger(typing: Any, one: Any, other: Any) -> Any:  # noqa: ARG001
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        flags = ("nnan", "nsz")
        return builder.select(builder.fcmp_ordered(">", *arguments, flags=flags), *arguments, flags=flags)

    return one(one, one), generate


larger: Any = intrinsic(_larger)
"""The larger of two floats, in the one form whose reduction vectorises; nan may be lost here, but not from the tokens."""


@compiled()
def online(scores: Any, peaks: Any, sums: Any, factors: Any, first: int, fixed: bool) -> None:
    """One more tile of some rows: new maxima, weights under them, sums, and the factors of what came before.

    Row i sees the columns below ``first + i``; the weights of the others are 0. Where the maxima are ``fixed``, bounds
    stand in their place.
    """
    rows, columns = scores.shape
    for i in range(rows):
        row, peak = scores[i], peaks[i]
        seen = max(0, min(columns, first + i))
        if not fixed:
            for j in range(seen):
                peak = larger(row[j], peak)
        total = peak - peak
        for j in range(seen):
            weight = power_of_two(row[j] - peak)
            row[j] = weight
            total += weight
        for j in range(seen, columns):
            row[j] = 0
        factors[i] = power_of_two(peaks[i] - peak)
        sums[i] = sums[i] * factors[i] + total
        peaks[i] = peak


@compiled()
def mirrored(
    scores: Any, left: Any, right: Any, left_factors: Any, right_factors: Any, row_sums: Any, column_sums: Any
) -> None:
    """Weights ``2^(s_ij - l_i - r_j)``, and their sums with the factors of the columns and of the rows."""
    rows, columns = scores.shape
    for j in range(columns):
        column_sums[j] = 0
    for i in range(rows):
        row, own, factor = scores[i], left[i], left_factors[i]
        total = own - own
        for j in range(columns):
            weight = power_of_two(row[j] - (own + right[j]))
            row[j] = weight
            total += weight * right_factors[j]
            column_sums[j] += weight * factor
        row_sums[i] = total


@compiled()
def rescale_add(total: Any, factors: Any, more: Any) -> None:
    """``total = factors * total + more``, row by row; the sum is kept in float64."""
    rows, columns = total.shape
    for i in range(rows):
        for j in range(columns):
            total[i, j] = total[i, j] * factors[i] + more[i, j]


@compiled()
def add(total: Any, more: Any) -> None:
    """``total += more``; the sum is kept in float64."""
    rows, columns = total.shape
    for i in range(rows):
        for j in range(columns):
            total[i, j] += more[i, j]
