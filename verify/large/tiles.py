"""Attention on a CPU in tiles of scores that stay in its caches: any n, d, heads, mask and batch, in O(n d) memory.

Each tile is a product of matrices, its weights (:mod:`verify.large.tile_weights`) and another product, with one thread inside
BLAS and threads outside. Scores are shifted by the bound ``|x_i^T A| max |x_j|``; where that turns out to lie too far above a row, the
row is computed again with a maximum that goes along its tiles, so that no score can overflow and no sum vanish. Where A is symmetric
:mod:`verify.large.mirrored` takes each tile of scores for the rows and for the columns.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.large.heads import MOST_SCORE32, Head, heads_of, is_causal, largest_score
from verify.large.pool import in_threads

LOG2_E = math.log2(math.e)
# Measured at d = 64 on one core with 512 KB of its own: many rows and few columns repay the packing of the tokens inside BLAS;
# other sizes near these are within a few per cent.
COLUMNS = {"float32": 512, "float64": 768}
MOST_ROWS = {"float32": 1024, "float64": 512}
LEAST_ROWS = 64
MANY = 4096
"""From here on a block of rows is enough work for it to be higher."""
# Weights stop at 2^-126 (2^-1022). Where a row's sum is at least 2^-deepest, 2^30 stopped weights are below 2^-23 (2^-90) of it.
DEEPEST = {"float32": 72.0, "float64": 900.0}


class Tiles:
    """The route ``tiles``."""

    name = "tiles"
    library = "numpy"

    def covers(self, system: Any, tokens: Any) -> str | None:  # noqa: ARG002
        """Everything on a CPU."""
        return None

    def suits(self, system: Any, tokens: Any) -> bool:  # noqa: ARG002
        """Always: of the routes for every d it is the fastest on a CPU from a few dozen tokens on (``benchmarks``)."""
        return True

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:
        """Head by head, the sums over tiles in float64, rounded once."""
        from verify.large.mirrored import attended_symmetric, shifts
        from verify.large.uniform import uniform_influence

        batch, (n, d) = tokens.shape[:-2], tokens.shape[-2:]
        states = np.ascontiguousarray(tokens).reshape(-1, n, d)
        total = np.zeros((len(states), rows.stop - rows.start, d))
        reach = float(longest(states).max())
        causal, whole = is_causal(system), (rows.start, rows.stop) == (0, n)
        for head in heads_of(system):
            if head.uniform:
                total += uniform_influence([head], causal, states.astype(np.float64), rows, threads)
                continue
            # Not finite scores go the careful way too.
            single = states.dtype == np.float32 and largest_score([head], reach) < MOST_SCORE32
            given = states if single else states.astype(np.float64, copy=False)
            gauge = shifts(head, given) if head.symmetric and whole and not causal else None
            if gauge is not None:
                attended = attended_symmetric(head, given, gauge, threads)
            else:
                attended = attended_rows(head, given, rows, causal, threads)
            total += attended @ head.value.T
        return total.reshape(*batch, *total.shape[1:]).astype(tokens.dtype, copy=False)


def longest(states: np.ndarray) -> np.ndarray:
    """The largest norm of a token, in float64, for each state of shape ``(n, d)``."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.array([np.sqrt(np.einsum("ij,ij->i", x, x, dtype=np.float64).max()) for x in states])


def queries(head: Head, tokens: np.ndarray) -> np.ndarray:
    """The rows ``x_i^T A``, times log2(e): their products with tokens are the scores to base 2."""
    wide = tokens.astype(np.float64)
    scaled = wide * LOG2_E if head.query_key is None else wide @ (head.query_key * LOG2_E)
    return np.ascontiguousarray(scaled, dtype=tokens.dtype)


@dataclass(frozen=True)
class Scratch:
    """The memory of one thread: a tile of scores, and its product with tokens."""

    scores: np.ndarray
    product: np.ndarray

    @classmethod
    def of(cls, rows: int, columns: int, d: int, dtype: Any) -> Scratch:
        """For tiles up to that size."""
        return cls(np.empty(rows * columns, dtype), np.empty(max(rows, columns) * d, dtype))

    def tile(self, rows: int, columns: int) -> np.ndarray:
        """A contiguous tile of that size."""
        return self.scores[: rows * columns].reshape(rows, columns)

    def rows_of(self, rows: int, d: int) -> np.ndarray:
        """Contiguous rows."""
        return self.product[: rows * d].reshape(rows, d)


def row_blocks(rows: slice, n: int, most: int) -> list[slice]:
    """The queries in blocks of at most ``most``, enough of them for many threads; they depend on the sizes alone."""
    count = rows.stop - rows.start
    least = LEAST_ROWS if n <= MANY else 4 * LEAST_ROWS
    height = min(most, max(least, math.ceil(count / 16 / LEAST_ROWS) * LEAST_ROWS))
    return [slice(first, min(first + height, rows.stop)) for first in range(rows.start, rows.stop, height)]


def attended_rows(head: Head, states: np.ndarray, rows: slice, causal: bool, threads: int) -> np.ndarray:
    """The attended means ``sum_j a_ij x_j`` in float64, a row of tiles for each block of queries.

    Args:
        head: only A matters here.
        states: shape ``(batch, n, d)``, contiguous, in the dtype to compute in.
        rows: the queries.
        causal: whether tiles above the diagonal are left out.
        threads: outside BLAS.
    """
    from verify.large import tile_weights

    n, d = states.shape[1:]
    found = np.empty((len(states), rows.stop - rows.start, d))
    lengths = longest(states)
    least = 2.0 ** -DEEPEST[states.dtype.name]
    # With a mask, half of each block's last tiles is done in vain: lower blocks waste less.
    blocks = row_blocks(rows, n, MOST_ROWS[states.dtype.name] // (1 + causal))
    height, width = blocks[0].stop - blocks[0].start, min(n, COLUMNS[states.dtype.name])

    def worker() -> Callable[[tuple[int, slice]], None]:
        scratch = Scratch.of(height, width, d, states.dtype)

        def do(task: tuple[int, slice]) -> None:
            which, block = task
            own = queries(head, states[which, block])
            wide = np.sqrt(np.einsum("ij,ij->i", own, own, dtype=np.float64)) * lengths[which]
            bounds = wide.astype(states.dtype)
            fixed = bool(np.isfinite(bounds).all())
            if not (fixed and summed(which, block, own, bounds, True)):
                summed(which, block, own, np.full(len(own), -np.inf, states.dtype), False)

        def summed(which: int, block: slice, own: np.ndarray, peaks: np.ndarray, fixed: bool) -> bool:
            tokens, count, sums = states[which], len(own), np.zeros(len(own))
            total = found[which, block.start - rows.start : block.stop - rows.start]
            total[...] = 0
            product, factors = scratch.rows_of(count, d), np.empty(count, states.dtype)
            last = block.stop if causal else n
            for first in range(0, last, width):
                part = tokens[first : min(first + width, last)]
                tile = scratch.tile(count, len(part))
                np.matmul(own, part.T, out=tile)
                tile_weights.online(tile, peaks, sums, factors, block.start - first + 1 if causal else len(part), fixed)
                np.matmul(tile, part, out=product)
                tile_weights.rescale_add(total, factors, product)
            if fixed and float(sums.min()) < least:
                return False
            total /= sums[:, None]
            return True

        return do

    # The longest rows of a causal mask first: no thread is left alone with one at the end.
    tasks = [(which, block) for which in range(len(states)) for block in (blocks[::-1] if causal else blocks)]
    in_threads(min(threads, len(tasks)), tasks, worker)
    return found
