"""Attention on the circle in O(n K) by its Fourier-Bessel series, with a bound on the error of every row.

The series is :mod:`verify.large.planar_kernels`; K follows from a bound on what is left out. The terms of the series add up
to ``n exp(r_i)`` in absolute value, ``r_i = |A^T x_i|``, while their sum may be as small as ``n exp(-r_i)`` where the tokens
lie opposite to the query: digits are lost then. The loss is known from the sum itself, so that every row has a bound on its
error, and rows above :data:`ERROR` are summed without cancellation (:mod:`verify.large.arcs`).
"""

from __future__ import annotations

from functools import partial
from operator import call
from typing import Any

import numpy as np

from verify.large.heads import heads_of, is_causal
from verify.large.pool import in_threads

MOST_RADIUS = 1e4
"""Of a query: from here on n must be very large for the series or the nodes to be worth it."""

ERROR = 1e-13
"""Rows whose bound exceeds this, times ``max(1, r_i)``, are summed by nodes: scores of size r have an error like r themselves."""

TRUNCATION = 2.0**-56
SUITED_TOKENS = 4096
CHUNK = 2**16
SEGMENT = 4096
UNIT = 2.0**-53
TASK_PAIRS = 2**24
LOG2E = float(np.log2(np.e))


class Planar:
    """The route ``planar``."""

    name = "planar"
    library = "numpy"

    def covers(self, system: Any, tokens: Any) -> str | None:
        """Tokens on the unit circle up to rounding, any V, any A with ``|A| <= 1e4``."""
        if system.dimension != 2:
            return f"needs d = 2, and d is {system.dimension}"
        if not np.isfinite(tokens).all():
            return "needs finite tokens"
        off = float(np.abs(np.hypot(tokens[..., 0], tokens[..., 1], dtype=np.float64) - 1).max(initial=0.0))
        allowed = 8 * float(np.finfo(tokens.dtype).eps)
        if off > allowed:
            return f"needs tokens on the unit circle up to {allowed:.1g}, and one is off by {off:.1g}"
        radius = max(_radius(head.query_key) for head in heads_of(system))
        return None if radius <= MOST_RADIUS * (1 + 1e-9) else f"needs |A| <= {MOST_RADIUS:g}, and |A| is {radius:.4g}"

    def suits(self, system: Any, tokens: Any) -> bool:
        """From :data:`SUITED_TOKENS` on, and four tokens for each term of the series."""
        radius = max(_radius(head.query_key) for head in heads_of(system))
        return tokens.shape[-2] >= max(SUITED_TOKENS, 4 * terms_needed(radius))

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:
        """Start by start and head by head."""
        *batch, n, _ = tokens.shape
        states = tokens.reshape(-1, n, 2).astype(np.float64)
        states /= np.hypot(states[..., 0], states[..., 1])[..., None]
        result = np.zeros((len(states), rows.stop - rows.start, 2))
        heads = heads_of(system)
        for start, state in enumerate(states):
            for head in heads:
                key = np.eye(2) if head.query_key is None else head.query_key
                result[start] += attended_means(state, key, is_causal(system), rows, threads) @ head.value.T
        return result.astype(tokens.dtype).reshape(*batch, -1, 2)


def attended_means(state: np.ndarray, key: np.ndarray, causal: bool, rows: slice, threads: int) -> np.ndarray:
    """``sum_j a_ij x_j`` for the rows, shape ``(rows, 2)``: by the series within :data:`ERROR`, else by nodes.

    Args:
        state: tokens on the unit circle, float64, shape ``(n, 2)``.
        key: A.
        causal: token i attends to tokens j <= i only.
        rows: with bounds.
        threads: at least one.
    """
    # Causal rows are done from the start of a chunk, so that a row does not depend on which others are asked for.
    first = rows.start - rows.start % CHUNK if causal else rows.start
    queries = state[first : rows.stop] @ key
    means, bounds = series_means(state, queries, _radius(key), first if causal else None, threads)
    allowed = ERROR * np.maximum(1, np.hypot(queries[:, 0], queries[:, 1]))
    missed = np.flatnonzero(~(bounds <= allowed))
    missed = missed[missed >= rows.start - first]
    if len(missed):
        means[missed] = node_means(state, queries[missed], _radius(key), missed + first if causal else None, threads)
    return means[rows.start - first :]


def series_means(
    state: np.ndarray, queries: np.ndarray, radius: float, first: int | None, threads: int
) -> tuple[np.ndarray, np.ndarray]:
    """The attended means by the series, and a bound on the error of each; infinite where nothing is left of the sum.

    To first order in u = 2^-53, a term of order k has the relative error ``12 k u`` (powers of the tokens and of the query's phase,
    Horner's rule), ``6 K u`` (ratios of Bessel functions: a recurrence of K positive terms) and ``18 u`` (the sum over a chunk
    of tokens, and the rest), and chunks are added one by one. The terms add up to at most ``n exp(r)``, and k times the terms
    to ``sqrt(r) n exp(r)``, as ``exp(-r) I_k(r)`` is the distribution of the difference of two Poisson numbers of mean r/2.
    The mean is a quotient of two such sums, hence the factor 2.

    Args:
        state: all tokens, shape ``(n, 2)``.
        queries: ``A^T x_i``, shape ``(rows, 2)``.
        radius: the largest norm that a query may have.
        first: with a causal mask the token of the first row, a multiple of :data:`CHUNK`; else ``None``.
        threads: at least one.
    """
    from verify.large.planar_kernels import causal_series, moments, series

    n, rows = len(state), len(queries)
    terms = terms_needed(radius)
    real, imaginary = state.T.copy()
    radii = np.hypot(queries[:, 0], queries[:, 1])
    directions = np.divide(queries.T, radii, out=np.stack([np.ones(rows), np.zeros(rows)]), where=radii > 0)
    polar = np.stack([radii, *directions])
    sums = np.empty((3, rows))
    needed = n if first is None else first + rows
    bounds = [(at, min(at + CHUNK, needed)) for at in range(0, needed, CHUNK)]
    totals = np.zeros((len(bounds) + 1, 2, terms + 2))
    adding = [
        partial(moments, real[a:b], imaginary[a:b], total) for (a, b), total in zip(bounds, totals[1:], strict=True)
    ]
    in_threads(threads, adding, lambda: call)
    totals = np.cumsum(totals, axis=0)
    if first is None:
        run = partial(series, polar, totals[-1], sums)
        in_threads(threads, [partial(run, at, min(at + CHUNK, rows)) for at in range(0, rows, CHUNK)], lambda: call)
        seen = np.full(rows, n)
    else:
        tasks = [
            partial(
                causal_series,
                real[a:b],
                imaginary[a:b],
                polar[:, a - first : b - first],
                before,
                sums[:, a - first : b - first],
            )
            for (a, b), before in zip(bounds, totals, strict=False)
            if a >= first
        ]
        in_threads(threads, tasks, lambda: call)
        seen = np.arange(first + 1, first + rows + 1)
    with np.errstate(all="ignore"):
        rounding = UNIT * (12 * np.sqrt(radii) + 6 * terms + 18 + len(bounds))
        error = 2 * seen / sums[0] * (rounding + TRUNCATION)
        means = (sums[1:] / sums[0]).T.copy()
    return means, np.where(sums[0] > 0, error, np.inf)


def node_means(
    state: np.ndarray, queries: np.ndarray, radius: float, places: np.ndarray | None, threads: int
) -> np.ndarray:
    """The attended means by nodes in place of the tokens: no cancellation.

    Args:
        state: all tokens, shape ``(n, 2)``.
        queries: of the rows to do, shape ``(rows, 2)``.
        radius: the largest norm that a query may have.
        places: with a causal mask the token of each row, ascending; else ``None``.
        threads: at least one.
    """
    from verify.large.arcs import Arcs, weighted_rows

    means = np.empty(queries.shape)
    arcs = Arcs(radius)
    scaled = LOG2E * queries

    def do(points: np.ndarray, weights: np.ndarray, part: slice, seen: np.ndarray) -> None:
        share = max(1, TASK_PAIRS // len(weights))
        count = part.stop - part.start
        run = partial(weighted_rows, points, weights, scaled[part], seen, means[part])
        in_threads(threads, [partial(run, at, min(at + share, count)) for at in range(0, count, share)], lambda: call)

    if places is None:
        arcs.add(state)
        points, weights = arcs.nodes_or(state)
        do(points, weights, slice(0, len(queries)), np.full(len(queries), len(weights)))
        return means
    added = 0
    for begin in range(0, len(state), SEGMENT):
        part = slice(*np.searchsorted(places, (begin, begin + SEGMENT)).tolist())
        if part.stop == part.start:
            continue
        arcs.add(state[added:begin])
        added = begin
        points, weights = arcs.nodes_or(state[:begin])
        own = state[begin : begin + SEGMENT]
        seen = len(weights) + places[part] - begin + 1
        do(np.hstack([points, own.T]), np.concatenate([weights, np.ones(len(own))]), part, seen)
    return means


def terms_needed(radius: float) -> int:
    """K such that the terms above it are below :data:`TRUNCATION` of ``n exp(r)`` for every ``r <= radius``.

    ``2 sum_{k > K} I_k(r) exp(-r)`` is the probability that two Poisson numbers of mean r/2 differ by more than K; Chernoff's
    bound on it, ``2 exp(sqrt(r^2 + m^2) - r - m asinh(m / r))`` with m = K + 1, grows with r.
    """
    if radius == 0:
        return 2
    m = np.arange(2.0, 60.0 + 20.0 * np.sqrt(radius))
    exponent = np.hypot(radius, m) - radius - m * np.arcsinh(m / radius)
    return max(2, int(m[np.argmax(np.log(2) + exponent < np.log(TRUNCATION))]) - 1)


def _radius(key: np.ndarray | None) -> float:
    """The largest norm of ``A^T x`` on the unit circle, a little above."""
    return 1.0 if key is None else float(np.linalg.norm(key, 2)) * (1 + 1e-12)
