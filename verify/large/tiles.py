"""Attention on a CPU in tiles of scores that stay in its caches: any n, d, heads, mask and batch, in O(n d) memory.

Each tile is a product of matrices, its weights (:mod:`verify.large.exponentials`) and another product, with one thread inside
BLAS and threads outside. A maximum goes along each row of tiles, so that no score can overflow. Where A is symmetric
:mod:`verify.large.mirrored` takes each tile of scores for the rows and for the columns.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.large.heads import Head, heads_of, is_causal
from verify.large.pool import in_threads

LOG2_E = math.log2(math.e)
COLUMNS = 512
MOST_ROWS = 512
LEAST_ROWS = 64
LARGEST32 = 1e30
"""Where scores might be larger in float32, the tiles are computed in float64."""


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
        from verify.large.uniform import Uniform

        batch, (n, d) = tokens.shape[:-2], tokens.shape[-2:]
        states = np.ascontiguousarray(tokens).reshape(-1, n, d)
        total = np.zeros((len(states), rows.stop - rows.start, d))
        causal, whole = is_causal(system), (rows.start, rows.stop) == (0, n)
        for head in heads_of(system):
            if head.uniform:
                total += Uniform.of([head], causal, states, rows)
                continue
            work = working_dtype(head, states)
            given = states.astype(work, copy=False)
            gauge = shifts(head, given) if head.symmetric and whole and not causal else None
            if gauge is not None:
                attended = attended_symmetric(head, given, gauge, threads)
            else:
                attended = attended_rows(head, given, rows, causal, threads)
            total += attended @ head.value.T
        return total.reshape(*batch, *total.shape[1:]).astype(tokens.dtype, copy=False)


def working_dtype(head: Head, states: np.ndarray) -> np.dtype:
    """The dtype of the tokens, or float64 where scores might overflow float32."""
    if states.dtype == np.float64:
        return np.dtype(np.float64)
    largest = float(np.abs(states).max())
    size = 1.0 if head.query_key is None else float(np.abs(head.query_key).sum())
    return np.dtype(np.float32 if size * largest**2 < LARGEST32 else np.float64)


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


def row_blocks(rows: slice) -> list[slice]:
    """The queries in blocks, enough of them for many threads; they depend on the number of rows alone."""
    count = rows.stop - rows.start
    height = min(MOST_ROWS, max(LEAST_ROWS, math.ceil(count / 32 / LEAST_ROWS) * LEAST_ROWS))
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
    from verify.large import exponentials

    n, d = states.shape[1:]
    single = states.dtype == np.float32
    online = exponentials.online32 if single else exponentials.online64
    found = np.empty((len(states), rows.stop - rows.start, d))
    blocks = row_blocks(rows)
    height = blocks[0].stop - blocks[0].start

    def worker() -> Callable[[tuple[int, slice]], None]:
        scratch = Scratch.of(height, COLUMNS, d, states.dtype)

        def do(task: tuple[int, slice]) -> None:
            which, block = task
            tokens, count = states[which], block.stop - block.start
            own = queries(head, tokens[block])
            peaks = np.full(count, -np.inf, states.dtype)
            sums, factors = np.zeros(count), np.empty(count, states.dtype)
            total = found[which, block.start - rows.start : block.stop - rows.start]
            total[...] = 0
            product = scratch.rows_of(count, d)
            for first in range(0, block.stop if causal else n, COLUMNS):
                part = tokens[first : min(first + COLUMNS, block.stop if causal else n)]
                tile = scratch.tile(count, len(part))
                np.matmul(own, part.T, out=tile)
                online(tile, peaks, sums, factors, block.start - first + 1 if causal else len(part))
                np.matmul(tile, part, out=product)
                exponentials.rescale_add(total, factors, product)
            total /= sums[:, None]

        return do

    # The longest rows of a causal mask first: no thread is left alone with one at the end.
    tasks = [(which, block) for which in range(len(states)) for block in (blocks[::-1] if causal else blocks)]
    in_threads(min(threads, len(tasks)), tasks, worker)
    return found
