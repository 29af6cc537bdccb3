"""Attended means in one pass over the pairs, compiled; for tokens of few coordinates.

Scores carry the factor ``log2(e)``, so that weights are powers of two. The weights of a row are ``2^(s_ij - m_i)`` with a
shift m_i that is at least every score: the norm of the query times the largest norm of a token. Where m_i is so far above
that weights are lost below the smallest normal number, the row is done again with its exact maximum.

The coordinates of the tokens are padded with zeros to a multiple of four, and a row is done in tiles that stay in the
cache: the sums of a tile are in the dtype of the tokens, those of the row in float64. Where tokens are few and have at most
three coordinates, a block of rows is done together instead, each in a lane of its own, which saves the work at the ends of rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.large.compiled import compiled
from verify.large.exponential import power_of_two

GROUP = 4
THREE = 3
TILE = 512
LANES = 16
FEW = 128
"""Up to this many tokens the rows are done in blocks."""


@compiled()
def _scores(points: Any, query: Any, shift: Any, begin: int, end: int, scores: Any) -> None:
    """``query . x_j - shift`` of a tile."""
    for c in range(0, points.shape[0], GROUP):
        q0, q1, q2, q3 = query[c], query[c + 1], query[c + 2], query[c + 3]
        x0, x1 = points[c, begin:end], points[c + 1, begin:end]
        x2, x3 = points[c + 2, begin:end], points[c + 3, begin:end]
        if c == 0:
            for j in range(end - begin):
                scores[j] = q0 * x0[j] + q1 * x1[j] + q2 * x2[j] + q3 * x3[j] - shift
        else:
            for j in range(end - begin):
                scores[j] += q0 * x0[j] + q1 * x1[j] + q2 * x2[j] + q3 * x3[j]


@compiled()
def _largest(points: Any, query: Any, seen: int, scores: Any) -> Any:
    """The largest score of the first ``seen`` tokens."""
    zero = query[0] - query[0]
    largest = zero
    for begin in range(0, seen, TILE):
        end = min(begin + TILE, seen)
        _scores(points, query, zero, begin, end, scores)
        if begin == 0:
            largest = scores[0]
        for j in range(end - begin):
            largest = max(largest, scores[j])
    return largest


@compiled()
def _weighted(points: Any, query: Any, shift: Any, seen: int, scores: Any, mean: Any) -> float:
    """The sum of the weights of the first ``seen`` tokens; ``mean`` gets the weighted sum of the tokens."""
    zero = shift - shift
    total = 0.0
    for c in range(points.shape[0]):
        mean[c] = 0.0
    for begin in range(0, seen, TILE):
        end = min(begin + TILE, seen)
        count = end - begin
        _scores(points, query, shift, begin, end, scores)
        part = zero
        for j in range(count):
            weight = power_of_two(scores[j])
            scores[j] = weight
            part += weight
        total += part
        for c in range(0, points.shape[0], GROUP):
            x0, x1 = points[c, begin:end], points[c + 1, begin:end]
            x2, x3 = points[c + 2, begin:end], points[c + 3, begin:end]
            a0, a1, a2, a3 = zero, zero, zero, zero
            for j in range(count):
                weight = scores[j]
                a0 += weight * x0[j]
                a1 += weight * x1[j]
                a2 += weight * x2[j]
                a3 += weight * x3[j]
            mean[c] += a0
            mean[c + 1] += a1
            mean[c + 2] += a2
            mean[c + 3] += a3
    return total


@compiled()
def attend(points: Any, query: Any, shift: Any, seen: int, floor: float, scores: Any, mean: Any) -> None:
    """The attended mean of the first ``seen`` tokens.

    Args:
        points: the tokens as columns, shape ``(padded d, n)``.
        query: ``log2(e) A^T x_i``, padded.
        shift: at least the largest score.
        seen: how many tokens row i sees, at least one.
        floor: the sum of weights for each token below which the shift is too far from the largest score.
        scores: scratch of :data:`TILE` numbers.
        mean: the result, float64, padded.
    """
    total = _weighted(points, query, shift, seen, scores, mean)
    if not total >= floor * seen:
        total = _weighted(points, query, _largest(points, query, seen, scores), seen, scores, mean)
    share = 1.0 / total
    for c in range(points.shape[0]):
        mean[c] *= share


@compiled()
def _attend_block(
    points: Any,
    queries: Any,
    shifts: Any,
    seen: Any,
    floor: float,
    lanes: Any,
    scores: Any,
    query: Any,
    means: Any,
    mean: Any,
    begin: int,
    end: int,
) -> None:
    """:func:`attend` for the rows from ``begin`` to ``end``, up to :data:`LANES`, of tokens with three coordinates."""
    rows = end - begin
    zero = shifts[0] - shifts[0]
    for k in range(8 * LANES):
        lanes[k] = zero
    for k in range(rows):
        for c in range(THREE):
            lanes[c * LANES + k] = queries[c, begin + k]
        lanes[3 * LANES + k] = shifts[begin + k]
    common = seen[begin]
    for j in range(common):
        x0, x1, x2 = points[0, j], points[1, j], points[2, j]
        for k in range(LANES):
            weight = power_of_two(
                lanes[k] * x0 + lanes[LANES + k] * x1 + lanes[2 * LANES + k] * x2 - lanes[3 * LANES + k]
            )
            lanes[4 * LANES + k] += weight
            lanes[5 * LANES + k] += weight * x0
            lanes[6 * LANES + k] += weight * x1
            lanes[7 * LANES + k] += weight * x2
    for k in range(rows):
        i = begin + k
        total = float(lanes[4 * LANES + k])
        m0, m1, m2 = float(lanes[5 * LANES + k]), float(lanes[6 * LANES + k]), float(lanes[7 * LANES + k])
        for j in range(common, seen[i]):
            x0, x1, x2 = points[0, j], points[1, j], points[2, j]
            weight = power_of_two(queries[0, i] * x0 + queries[1, i] * x1 + queries[2, i] * x2 - shifts[i])
            total += weight
            m0 += weight * x0
            m1 += weight * x1
            m2 += weight * x2
        if total >= floor * seen[i]:
            share = 1.0 / total
            means[0, i], means[1, i], means[2, i] = m0 * share, m1 * share, m2 * share
        else:
            for c in range(GROUP):
                query[c] = queries[c, i]
            attend(points, query, shifts[i], seen[i], floor, scores, mean)
            for c in range(THREE):
                means[c, i] = mean[c]


@compiled()
def attend_rows(
    points: Any, queries: Any, shifts: Any, seen: Any, floor: float, three: bool, means: Any, span: Any
) -> None:
    """:func:`attend` for some starts and rows.

    Args:
        points: shape ``(starts, padded d, n)``.
        queries: shape ``(starts, padded d, rows)``.
        shifts: shape ``(starts, rows)``.
        seen: for each row, shape ``(rows,)``; it does not fall.
        floor: see :func:`attend`.
        three: whether the fourth coordinate is padding.
        means: the result, float64, shape ``(starts, padded d, rows)``; of paddings nothing is written.
        span: first and last start, first and last row; the last ones are not done.
    """
    padded = points.shape[1]
    scores, lanes = np.empty(TILE, points.dtype), np.empty(8 * LANES, points.dtype)
    query, mean = np.empty(padded, points.dtype), np.empty(padded)
    first_start, last_start, first_row, last_row = span
    few = three and points.shape[2] <= FEW
    for s in range(first_start, last_start):
        if few:
            for begin in range(first_row, last_row, LANES):
                end = min(begin + LANES, last_row)
                _attend_block(
                    points[s],
                    queries[s],
                    shifts[s],
                    seen,
                    floor,
                    lanes,
                    scores,
                    query,
                    means[s],
                    mean,
                    begin,
                    end,
                )
        else:
            for i in range(first_row, last_row):
                for c in range(padded):
                    query[c] = queries[s, c, i]
                attend(points[s], query, shifts[s, i], seen[i], floor, scores, mean)
                for c in range(padded):
                    means[s, c, i] = mean[c]
