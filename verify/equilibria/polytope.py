"""Where rescaled tokens can end: the points of a polytope C that are extreme in the direction that they themselves give.

``S = {x in C : x^T A x = max_j x^T A v_j}``, ``C = conv{v_j}``, A symmetric positive definite. Such an x maximises ``y -> x^T A y``
over C, so it is the point of some face that is A-nearest to 0: the face contains at most one, and S is finite.
By Caratheodory x lies in the hull of affinely independent vertices of its face and is the A-nearest point to 0 of the plane that
they span, which is how S is found: one linear system for each affinely independent set of vertices, in exact fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import Any

import numpy as np

from verify.errors import InvalidInput

Vector = tuple[Fraction, ...]
MOST_SETS = 50_000


def extreme_points(vertices: Sequence[Sequence[Any]], metric: Sequence[Sequence[Any]] | None = None) -> list[Vector]:
    """All of S, exactly, sorted.

    Args:
        vertices: ``v_j``, rational (what :class:`fractions.Fraction` reads), shape ``(m, d)``; points of C that are no vertices and
            repeated ones do no harm.
        metric: A, rational, symmetric and positive definite, shape ``(d, d)``; ``None`` is the identity.

    Raises:
        InvalidInput: for shapes that disagree, a metric that is not symmetric positive definite, or too many vertices to go through.
    """
    points = sorted({tuple(Fraction(entry) for entry in row) for row in vertices})
    if not points or len({len(point) for point in points}) != 1 or not points[0]:
        raise InvalidInput("the vertices are not a nonempty table of numbers; expected shape (m, d)")
    d = len(points[0])
    form = _metric(metric, d)
    lowered = [tuple(_dot(row, point) for row in form) for point in points]
    table = [[_dot(point, low) for low in lowered] for point in points]
    total = sum(comb(len(points), size) for size in range(1, min(d + 1, len(points)) + 1))
    if total > MOST_SETS:
        raise InvalidInput(
            f"{len(points)} vertices in R^{d} have {total} sets to go through; expected at most {MOST_SETS}"
        )
    found = set()
    for size in range(1, min(d + 1, len(points)) + 1):
        for chosen in combinations(range(len(points)), size):
            weights = _nearest(table, chosen)
            if weights is None or min(weights) < 0:
                continue
            pairs = list(zip(weights, chosen, strict=True))
            reach = [sum((w * table[i][k] for w, i in pairs), Fraction(0)) for k in range(len(points))]
            if max(reach) == sum((w * reach[i] for w, i in pairs), Fraction(0)):
                found.add(tuple(sum((w * points[i][c] for w, i in pairs), Fraction(0)) for c in range(d)))
    return sorted(found)


def excess(points: Any, vertices: Any, metric: Any = None) -> np.ndarray:
    """``max_j x^T A v_j - x^T A x`` in float64: not negative on C, and zero on S alone.

    Args:
        points: x, shape ``(k, d)``.
        vertices: shape ``(m, d)``.
        metric: A, any square matrix; ``None`` is the identity.
    """
    x, v = np.asarray(points, dtype=float), np.asarray(vertices, dtype=float)
    pushed = x if metric is None else x @ np.asarray(metric, dtype=float)
    return np.asarray((pushed @ v.T).max(axis=1) - (pushed * x).sum(axis=1))


def _metric(metric: Sequence[Sequence[Any]] | None, d: int) -> list[Vector]:
    if metric is None:
        return [tuple(Fraction(int(i == j)) for j in range(d)) for i in range(d)]
    form = [tuple(Fraction(entry) for entry in row) for row in metric]
    if len(form) != d or any(len(row) != d for row in form):
        raise InvalidInput(f"the metric is not {d} x {d}, as the vertices ask for")
    if any(form[i][j] != form[j][i] for i in range(d) for j in range(i)):
        raise InvalidInput("the metric is not symmetric; expected a symmetric positive definite matrix")
    if not _positive_definite(form):
        raise InvalidInput("the metric is not positive definite; expected a symmetric positive definite matrix")
    return form


def _positive_definite(form: list[Vector]) -> bool:
    rows = [list(row) for row in form]
    for k in range(len(rows)):
        if rows[k][k] <= 0:
            return False
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / rows[k][k]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    return True


def _nearest(table: list[list[Fraction]], chosen: tuple[int, ...]) -> list[Fraction] | None:
    """Affine weights of the A-nearest point to 0 of the plane through the chosen points; ``None`` if they are affinely dependent.

    Lagrange: ``sum_k w_k <v_i, v_k>_A = mu`` for all i, and the weights add up to 1.
    """
    size = len(chosen)
    rows = [[*(table[i][k] for k in chosen), Fraction(-1), Fraction(0)] for i in chosen]
    rows.append([*([Fraction(1)] * size), Fraction(0), Fraction(1)])
    for k in range(size + 1):
        pivot = next((i for i in range(k, size + 1) if rows[i][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [entry / rows[k][k] for entry in rows[k]]
        for i in range(size + 1):
            if i != k and rows[i][k]:
                factor = rows[i][k]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    return [rows[k][-1] for k in range(size)]


def _dot(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(left, right, strict=True)), Fraction(0))
