"""Sums of ``exp(q . x_j)`` over tokens on the circle by few weighted nodes instead of the tokens, without cancellation.

The circle is cut into arcs of half-width a with ``r a <= 1``. On an arc, ``exp(q . x)`` varies by a factor of e^2 at most,
whatever the direction of q, and is interpolated at M Chebyshev points with a relative error below 2^-56: M from the bound of
Trefethen (Approximation Theory and Approximation Practice, Theorem 8.2) on the ellipses on which the function is analytic.
The tokens of an arc are then replaced by its nodes, with weights that hold for every query.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.large.compiled import compiled
from verify.large.exponential import power_of_two

FEWEST_ARCS = 8
PRECISION = 2.0**-56
TILE = 512


class Arcs:
    """Tokens on the circle, added by and by, as weighted nodes.

    Args:
        radius: the largest norm of a query.
    """

    def __init__(self, radius: float) -> None:
        """No tokens yet."""
        self.arcs = max(FEWEST_ARCS, int(np.ceil(np.pi * radius)))
        self.size = nodes_needed(radius, np.pi / self.arcs)
        self._sums = np.zeros((self.arcs, self.size))
        angles = (np.arange(self.size) + 0.5) * (np.pi / self.size)
        self._places = np.cos(angles)
        transform = np.cos(np.outer(np.arange(self.size), angles)) * (2 / self.size)
        transform[0] /= 2
        self._transform = transform

    def add(self, tokens: np.ndarray) -> None:
        """More tokens, shape ``(n, 2)``."""
        turn = (np.arctan2(tokens[:, 1], tokens[:, 0]) / (2 * np.pi) + 0.5) * self.arcs
        add_polynomials(turn, self._sums)

    def nodes(self) -> tuple[np.ndarray, np.ndarray]:
        """The nodes of the arcs that hold tokens, shape ``(2, N)``, and their weights, shape ``(N,)``."""
        held = np.flatnonzero(self._sums[:, 0])
        angles = ((held[:, None] + (self._places + 1) / 2) / self.arcs * (2 * np.pi) - np.pi).ravel()
        return np.stack([np.cos(angles), np.sin(angles)]), (self._sums[held] @ self._transform).ravel()

    def nodes_or(self, tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The nodes, or the tokens that were added where these are no more, with weights 1."""
        held = np.count_nonzero(self._sums[:, 0]) * self.size
        return self.nodes() if held < len(tokens) else (tokens.T.copy(), np.ones(len(tokens)))


def nodes_needed(radius: float, half_width: float) -> int:
    """How many Chebyshev points interpolate ``exp(q . x)``, and times x, to :data:`PRECISION` relative to every value.

    In the ellipse of parameter rho around an arc, the exponent differs from that at the middle by at most
    ``r a sigma cosh(a sigma)``, ``sigma = (rho + 1/rho) / 2``, and at the ends by at least ``-r a``.
    """
    rho = np.linspace(1.5, 60.0, 400)
    sigma = (rho + 1 / rho) / 2
    wide = np.cosh(half_width * sigma)
    logarithm = radius * half_width * (1 + sigma * wide) + np.log(4 * wide / (rho - 1))
    return int(np.ceil(((logarithm - np.log(PRECISION)) / np.log(rho)).min())) + 1


@compiled(fastmath={"contract"})
def add_polynomials(turn: Any, sums: Any) -> None:
    """Add ``T_k`` of every token's place in its arc; ``turn`` is the angle, one for each arc."""
    arcs, size = sums.shape
    for j in range(turn.size):
        arc = min(int(turn[j]), arcs - 1)
        twice = 2.0 * (2.0 * (turn[j] - arc) - 1.0)
        before, here = 1.0, 0.5 * twice
        row = sums[arc]
        row[0] += 1.0
        for k in range(1, size):
            row[k] += here
            before, here = here, twice * here - before


@compiled()
def weighted_rows(points: Any, weights: Any, queries: Any, seen: Any, means: Any, first: int, last: int) -> None:
    """Attended means of weighted points, each row with its exact maximum.

    Args:
        points: shape ``(2, N)``.
        weights: shape ``(N,)``; of either sign.
        queries: ``log2(e) q``, shape ``(rows, 2)``.
        seen: how many points each row sees, shape ``(rows,)``.
        means: the result, shape ``(rows, 2)``.
        first: row.
        last: row that is not done.
    """
    scores = np.empty(TILE)
    for i in range(first, last):
        q0, q1 = queries[i, 0], queries[i, 1]
        x, y = points[0, : seen[i]], points[1, : seen[i]]
        peak = q0 * x[0] + q1 * y[0]
        for j in range(x.size):
            peak = max(peak, q0 * x[j] + q1 * y[j])
        total, one, two = 0.0, 0.0, 0.0
        for begin in range(0, x.size, TILE):
            size = min(TILE, x.size - begin)
            u, v, w = x[begin : begin + size], y[begin : begin + size], weights[begin : begin + size]
            for j in range(size):
                scores[j] = w[j] * power_of_two(q0 * u[j] + q1 * v[j] - peak)
            a, b, c = 0.0, 0.0, 0.0
            for j in range(size):
                a += scores[j]
                b += scores[j] * u[j]
                c += scores[j] * v[j]
            total += a
            one += b
            two += c
        means[i, 0] = one / total
        means[i, 1] = two / total
