"""Attention whose A is symmetric: each tile of scores serves the rows and, transposed, the columns.

With ``|A|`` the positive part of A plus its negative part, ``a_i = x_i^T |A| x_i / 2`` bounds the scores: ``x_i^T A x_j <= a_i + a_j``.
So ``e^(x_i^T A x_j - a_i - a_j)`` is at most 1, and symmetric; ``e^(a_i)`` cancels in row i, and ``e^(a_j)`` multiplies token j. The
shift is fixed, which is safe where no row lies far below its bound: :func:`shifts` checks that beforehand.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from verify.large.heads import Head
from verify.large.pool import Turns, in_threads
from verify.large.tiles import DEEPEST, LOG2_E, Scratch, queries

SIDE = 768
MULTIPLE = 16
LEAST_BLOCKS = 16
"""So that there is work for several threads; measured as for :data:`verify.large.tiles.COLUMNS`."""


def shifts(head: Head, states: np.ndarray) -> np.ndarray | None:
    """``a_i log2(e)`` in the dtype of the tokens, shape ``(batch, n)``; ``None`` where fixed shifts are not safe."""
    found = np.empty(states.shape[:2], states.dtype)
    if head.query_key is None:
        signed = np.eye(states.shape[-1]) * LOG2_E
        absolute = signed
    else:
        values, vectors = np.linalg.eigh(head.query_key * LOG2_E)
        absolute, signed = (vectors * np.abs(values)) @ vectors.T, head.query_key * LOG2_E
    for state, bounds in zip(states, found, strict=True):
        deepest = 0.0
        for first in range(0, len(state), 4096):
            wide = state[first : first + 4096].astype(np.float64)
            own = np.einsum("ij,ij->i", wide @ signed, wide)
            half = (own if absolute is signed else np.einsum("ij,ij->i", wide @ absolute, wide)) / 2
            bounds[first : first + 4096] = half
            deepest = max(deepest, float((half - own).max()))
        # The sum of row i is at least its own term, 2^(s_ii - 2 a_i + a_i - max a).
        if not deepest + float(bounds.max()) <= DEEPEST[states.dtype.name]:
            return None
    return found


def attended_symmetric(head: Head, states: np.ndarray, gauge: np.ndarray, threads: int) -> np.ndarray:
    """The attended means ``sum_j a_ij x_j`` of all tokens in float64.

    Args:
        head: with a symmetric A.
        states: shape ``(batch, n, d)``, contiguous, in the dtype to compute in.
        gauge: what :func:`shifts` gave.
        threads: outside BLAS.
    """
    from verify.large import tile_weights

    n, d = states.shape[1:]
    found, sums = np.zeros(states.shape), np.zeros(states.shape[:2])
    asked = np.stack([queries(head, state) for state in states])
    factors = np.exp2(gauge - gauge.max(axis=1, keepdims=True))
    weighted = states * factors[..., None]
    # Blocks of nearly equal sides, whole vector registers wide; they depend on n alone.
    side = math.ceil(n / max(LEAST_BLOCKS, math.ceil(n / SIDE)) / MULTIPLE) * MULTIPLE
    turns = Turns()

    def worker() -> Callable[[Any], None]:
        scratch = Scratch.of(side, side, d, states.dtype)
        own_sums, other_sums = np.empty(side, states.dtype), np.empty(side, states.dtype)

        def do(task: tuple[int, int, int, Any]) -> None:
            which, one, other, waits = task
            rows, columns = (slice(k * side, min((k + 1) * side, n)) for k in (one, other))
            height, width = rows.stop - rows.start, columns.stop - columns.start
            tile = scratch.tile(height, width)
            np.matmul(asked[which, rows], states[which, columns].T, out=tile)
            shift, factor = gauge[which], factors[which]
            row_sums, column_sums = own_sums[:height], other_sums[:width]
            tile_weights.mirrored(
                tile, shift[rows], shift[columns], factor[rows], factor[columns], row_sums, column_sums
            )
            product = scratch.rows_of(height, d)
            np.matmul(tile, weighted[which, columns], out=product)
            with turns.turn(waits):
                tile_weights.add(found[which, rows], product)
                sums[which, rows] += row_sums
                if one != other:
                    product = scratch.rows_of(width, d)
                    np.matmul(tile.T, weighted[which, rows], out=product)
                    tile_weights.add(found[which, columns], product)
                    sums[which, columns] += column_sums

        return do

    blocks = -(-n // side)
    tasks = [
        (which, one, other, turns.waits(*{(which, one), (which, other)}))
        for one, other in _pairs(blocks)
        for which in range(len(states))
    ]
    in_threads(min(threads, len(tasks)), tasks, worker)
    found /= sums[..., None]
    return found


def _pairs(blocks: int) -> Iterator[tuple[int, int]]:
    """All pairs of blocks, those on the diagonal first, then in rounds in which no block is met twice (the circle method)."""
    yield from ((k, k) for k in range(blocks))
    players = blocks + blocks % 2  # with an odd number, the last one stands for a rest
    for round_ in range(players - 1):
        circle = [0, *((round_ + k) % (players - 1) + 1 for k in range(players - 1))]
        for k in range(players // 2):
            one, other = sorted((circle[k], circle[-1 - k]))
            if other < blocks:
                yield one, other
