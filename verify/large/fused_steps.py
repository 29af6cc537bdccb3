"""Columns, queries and whole trajectories around :mod:`verify.large.fused_kernels`, compiled too."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.large.compiled import compiled
from verify.large.fused_kernels import GROUP, THREE, attend_rows


@compiled()
def transpose(states: Any, points: Any) -> None:
    """Copy tokens of shape ``(starts, n, d)`` to columns, shape ``(starts, padded d, n)``."""
    for s in range(states.shape[0]):
        for c in range(states.shape[2]):
            for i in range(states.shape[1]):
                points[s, c, i] = states[s, i, c]


@compiled()
def prepare(points: Any, key: Any, first_row: int, queries: Any, shifts: Any) -> None:
    """Queries and shifts of one head; paddings of the queries are zero already.

    Args:
        points: shape ``(starts, padded d, n)``.
        key: ``log2(e) A``, float64, shape ``(d, d)``.
        first_row: of the queries.
        queries: the result, shape ``(starts, padded d, rows)``.
        shifts: the result, shape ``(starts, rows)``.
    """
    d, n, rows = key.shape[0], points.shape[2], shifts.shape[1]
    squares, entries = np.empty(max(n, rows)), np.empty(rows)
    for s in range(points.shape[0]):
        squares[:] = 0.0
        for c in range(d):
            x = points[s, c]
            for i in range(n):
                squares[i] += float(x[i]) * float(x[i])
        largest = 0.0
        for i in range(n):
            largest = max(largest, squares[i])
        squares[:] = 0.0
        for c in range(d):
            entries[:] = 0.0
            for b in range(d):
                x, factor = points[s, b, first_row : first_row + rows], key[b, c]
                for i in range(rows):
                    entries[i] += x[i] * factor
            for i in range(rows):
                queries[s, c, i] = entries[i]
                squares[i] += entries[i] * entries[i]
        for i in range(rows):
            shifts[s, i] = np.sqrt(squares[i] * largest)


@compiled()
def advance(
    states: Any, keys: Any, values: Any, alpha: float, count: int, seen: Any, floor: float, first: int, last: int
) -> None:
    """``count`` steps of the starts from ``first`` to ``last``, in place.

    Args:
        states: shape ``(starts, n, d)``.
        keys: ``log2(e) A_h``, float64, shape ``(heads, d, d)``.
        values: ``V_h``, float64, shape ``(heads, d, d)``.
        alpha: the step size.
        count: of steps.
        seen: how many tokens each row sees, shape ``(n,)``.
        floor: see :func:`attend`.
        first: start.
        last: start that is not done.
    """
    _, n, d = states.shape
    padded = (d + GROUP - 1) // GROUP * GROUP
    points, queries = np.zeros((1, padded, n), states.dtype), np.zeros((1, padded, n), states.dtype)
    shifts, means = np.empty((1, n), states.dtype), np.zeros((1, padded, n))
    moved, squares = np.empty((d, n)), np.empty(n)
    for s in range(first, last):
        transpose(states[s : s + 1], points)
        for _ in range(count):
            for c in range(d):
                moved[c, :] = points[0, c]
            for h in range(keys.shape[0]):
                prepare(points, keys[h], 0, queries, shifts)
                attend_rows(points, queries, shifts, seen, floor, d <= THREE, means, (0, 1, 0, n))
                for c in range(d):
                    row = moved[c]
                    for b in range(d):
                        mean, factor = means[0, b], alpha * values[h, c, b]
                        for i in range(n):
                            row[i] += factor * mean[i]
            squares[:] = 0.0
            for c in range(d):
                row = moved[c]
                for i in range(n):
                    squares[i] += row[i] * row[i]
            for i in range(n):
                squares[i] = np.sqrt(squares[i])
            for c in range(d):
                row, point = moved[c], points[0, c]
                for i in range(n):
                    point[i] = row[i] / squares[i]
        for i in range(n):
            for c in range(d):
                states[s, i, c] = points[0, c, i]
