"""Attention of tokens of few coordinates: compiled loops with one pass over the pairs, many starts and steps at once."""

from __future__ import annotations

from functools import partial
from operator import call
from typing import Any

import numpy as np

from verify.arithmetic.numeric import FLOAT64
from verify.errors import InvalidInput
from verify.large.arrays import checked_threads, checked_tokens, is_torch, to_library
from verify.large.heads import Head, heads_of, is_causal
from verify.large.pool import in_threads
from verify.large.routes import chosen

MOST_COORDINATES = 16

SUITED_PAIRS = 2**18
"""From here on the compiled loops repay the time to load them."""

LOG2E = float(np.log2(np.e))

# Pairs of one task: some hundredths of a second, so that threads share the work evenly and an interruption is heard.
TASK_PAIRS = 2**25

# Weights below the smallest normal number are raised to it. With this sum for each token that is nothing beside rounding.
FLOORS = {"float32": 2.0**-96, "float64": 2.0**-960}

# Above, rounding alone moves scores by a sixteenth, and differences to their maximum are no longer small numbers.
MOST_SCORE = {"float32": 2.0**20, "float64": 2.0**49}


class Fused:
    """The route ``fused``."""

    name = "fused"
    library = "numpy"

    def covers(self, system: Any, tokens: Any) -> str | None:
        """Finite tokens of up to :data:`MOST_COORDINATES` coordinates, whose scores have digits in their dtype."""
        d = system.dimension
        if d > MOST_COORDINATES:
            return f"needs d <= {MOST_COORDINATES}, and d is {d}"
        largest = float(np.abs(tokens).max(initial=0.0))
        if not np.isfinite(largest):
            return "needs finite tokens"
        most = MOST_SCORE[tokens.dtype.name]
        with np.errstate(over="ignore"):
            norms = [
                1.0 if head.query_key is None else float(np.linalg.norm(head.query_key)) for head in heads_of(system)
            ]
        bound = LOG2E * max(norms) * d * largest * largest  # |x_i^T A x_j| <= |A| |x_i| |x_j|, |x|^2 <= d max_c x_c^2
        return (
            None if bound < most else f"needs scores below {most:.2g} in {tokens.dtype}, and they may reach {bound:.2g}"
        )

    def suits(self, system: Any, tokens: Any) -> bool:
        """Up to eight coordinates, from :data:`SUITED_PAIRS` on; with more, tiles of matrix products are as fast."""
        return system.dimension <= 8 and tokens[..., 0].size * tokens.shape[-2] >= SUITED_PAIRS

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:
        """Head by head: queries, attended means, and their products with V."""
        from verify.large.fused_kernels import GROUP, attend_rows
        from verify.large.fused_steps import prepare, transpose

        *batch, n, d = tokens.shape
        states = np.ascontiguousarray(tokens.reshape(-1, n, d))
        count, padded = rows.stop - rows.start, d + -d % GROUP
        points = np.zeros((len(states), padded, n), tokens.dtype)
        queries = np.zeros((len(states), padded, count), tokens.dtype)
        shifts = np.empty((len(states), count), tokens.dtype)
        means = np.zeros((len(states), padded, count))
        seen = _seen(system, rows, n)
        total = np.zeros((len(states), d, count))
        transpose(states, points)
        for head in heads_of(system):
            prepare(points, _scaled_key(head), rows.start, queries, shifts)
            run = partial(attend_rows, points, queries, shifts, seen, FLOORS[tokens.dtype.name], d <= 3, means)
            in_threads(threads, [partial(run, span) for span in _spans(len(states), count, n)], lambda: call)
            total += head.value @ means[:, :d]
        return total.swapaxes(1, 2).astype(tokens.dtype, order="C").reshape(*batch, count, d)


def steps(system: Any, starts: Any, count: int, *, threads: int | None = None) -> Any:
    """The states after ``count`` steps, without coming back to Python in between.

    Args:
        system: Attention or MultiHead with a step size, up to 16 coordinates, causal too; Oja.
        starts: shape ``(..., n, d)``, NumPy or torch (in the memory of the CPU), float32 or float64; not changed.
        count: of steps, 0 or more.
        threads: by default all processors that the process may use. The result does not depend on it.

    Returns:
        The shape, dtype and library of ``starts``. A token whose step is not defined (a sum of zero) becomes nan, and
        with it the tokens that see it.

    Raises:
        InvalidInput: for a flow, and for what the route ``fused`` does not cover.
    """
    if isinstance(count, bool) or not isinstance(count, (int, np.integer)) or count < 0:
        raise InvalidInput(f"count is {count!r}; expected a whole number of steps, 0 or more")
    heads = heads_of(system)
    alpha = float(system._alpha(FLOAT64, None))
    chosen(system, starts, "fused")
    checked = to_library(checked_tokens(starts, system.dimension), "numpy")
    from verify.large.fused_steps import advance

    n, d = checked.shape[-2:]
    states = np.array(checked.reshape(-1, n, d), order="C")
    keys = np.stack([_scaled_key(head) for head in heads])
    values = np.stack([head.value for head in heads])
    together = max(1, TASK_PAIRS // (n * n * len(heads)))
    share = max(1, together // max(1, min(count, together)))
    bounds = [(first, min(first + share, len(states))) for first in range(0, len(states), share)]
    seen, floor, workers = _seen(system, slice(0, n), n), FLOORS[states.dtype.name], checked_threads(threads)
    for done in range(0, count, together):
        more = min(together, int(count) - done)
        run = partial(advance, states, keys, values, alpha, more, seen, floor)
        in_threads(workers, [partial(run, *bound) for bound in bounds], lambda: call)
    return to_library(states.reshape(checked.shape), "torch" if is_torch(starts) else "numpy")


def _seen(system: Any, rows: slice, n: int) -> np.ndarray:
    """How many tokens each of the rows sees."""
    return np.arange(rows.start + 1, rows.stop + 1) if is_causal(system) else np.full(rows.stop - rows.start, n)


def _scaled_key(head: Head) -> np.ndarray:
    """``log2(e) A``."""
    return LOG2E * (np.eye(len(head.value)) if head.query_key is None else head.query_key)


def _spans(starts: int, rows: int, n: int) -> list[tuple[int, int, int, int]]:
    """Parts of the work: groups of starts, or groups of rows where one start is much."""
    together = max(1, TASK_PAIRS // (rows * n))
    height = rows if together > 1 else max(1, TASK_PAIRS // n)
    return [
        (start, min(start + together, starts), row, min(row + height, rows))
        for start in range(0, starts, together)
        for row in range(0, rows, height)
    ]
