"""The derivative of one head's influence in the plane, in O(n K) instead of O(n^2).

For a query ``q = r (cos f, sin f)`` and a token ``x = (cos t, sin t)`` of the unit circle

    exp(q . x - r) = e^-r I_0(r) + 2 sum_k e^-r I_k(r) (cos k f cos k t + sin k f sin k t),

so that the matrix of exponentials has rank 2 K + 1 to rounding, K being a few times ``sqrt(r)`` for large r. Every sum over tokens
is one product with each factor.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from verify.large.head_products import ROWS
from verify.large.heads import Head
from verify.large.planar import terms_needed

CHUNK = 8192
UNIT = 1e-14
"""How far the norm of a token may be from one: rounding."""
LEAST_SHARE = 1e-3
"""Least mean of ``exp(q . x - r)`` over the tokens, for any query: sums cancel to this part, and lose as many digits."""
LONGEST = 1e4
"""Norm of the longest query ``A^T x`` that the series is tried for."""

Factors = tuple[slice, np.ndarray, np.ndarray]


def circle_head(head: Head, tokens: np.ndarray, counts: np.ndarray | None, memory: int) -> CircleHead | None:
    """The operator if the expansion is short and accurate for these tokens; ``None`` where tiles are the better way.

    Args:
        head: its matrices, 2 x 2, A not zero.
        tokens: shape ``(n, 2)``, float32 or float64.
        counts: as for :class:`verify.large.head_products.SoftmaxHead`.
        memory: bytes that the factors may take to be kept.
    """
    unit = max(UNIT, 4 * float(np.finfo(tokens.dtype).eps))
    if tokens.shape[1] != 2 or np.abs(np.hypot(tokens[:, 0], tokens[:, 1]) - 1).max() > unit:
        return None
    key = np.eye(2) if head.query_key is None else head.query_key
    longest = float(np.linalg.norm(tokens @ key, axis=1).max())
    if not longest <= LONGEST:
        return None
    terms = terms_needed(longest * (1 + 1e-12))
    if len(tokens) < 4 * (2 * terms + 1):
        return None
    made = CircleHead(head, tokens, counts, terms, memory)
    total = len(tokens) if counts is None else counts.sum()
    return made if made.sums.min() >= LEAST_SHARE * total else None


class CircleHead:
    """The operator; made by :func:`circle_head`. Methods as :class:`verify.large.head_products.SoftmaxHead` has them."""

    def __init__(self, head: Head, tokens: np.ndarray, counts: np.ndarray | None, terms: int, memory: int) -> None:
        kind = tokens.dtype
        self.tokens, self.terms = tokens, terms
        self.counts = np.ones(len(tokens), dtype=kind) if counts is None else counts
        self.value = head.value.astype(kind)
        self.key = np.eye(2, dtype=kind) if head.query_key is None else head.query_key.astype(kind)
        self.queries = tokens @ self.key
        self.kept: list[Factors] | None = None
        self.keeps = 2 * (2 * terms + 1) * len(tokens) * kind.itemsize <= memory
        if self.keeps:
            self.kept = list(self._factors())
        x, y = tokens.T
        sums = self._attended(np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1))
        self.sums = sums[:, 0].copy()
        sums /= self.sums[:, None]
        self.means = np.ascontiguousarray(sums[:, 1:3])
        self.covariance = sums[:, [3, 4, 4, 5]].reshape(-1, 2, 2) - self.means[:, :, None] * self.means[:, None, :]

    def influence(self) -> np.ndarray:
        """``V m_i`` in row i."""
        return self.means @ self.value.T

    def apply(self, vectors: np.ndarray) -> np.ndarray:
        """``B u`` for each of the k vectors u, shape ``(k, n, 2)``."""
        k, n, _ = vectors.shape
        turned = self.tokens[:, :, None] * vectors[:, :, None, :]  # x_j u_j^T
        charges = np.concatenate([vectors, turned.reshape(k, n, 4)], axis=2)
        sums = self._attended(charges.transpose(1, 0, 2).reshape(n, 6 * k)) / self.sums[:, None]
        parts = sums.reshape(n, k, 6).transpose(1, 0, 2)
        moved, second = parts[:, :, :2], parts[:, :, 2:].reshape(k, n, 2, 2)
        mean_change = (self.queries * moved).sum(axis=2, keepdims=True)
        own = np.einsum("iab,kib->kia", self.covariance, vectors @ self.key)
        scored = np.einsum("kiab,ib->kia", second, self.queries)
        return (moved + scored - mean_change * self.means + own) @ self.value.T

    def transposed(self, vectors: np.ndarray) -> np.ndarray:
        """``B^T u`` for each of the k vectors u, shape ``(k, n, 2)``."""
        k, n, _ = vectors.shape
        pulled = vectors @ self.value
        centres = (pulled * self.means).sum(axis=2, keepdims=True)
        turned = self.queries[:, :, None] * pulled[:, :, None, :]  # q_i g_i^T
        charges = np.concatenate([pulled - centres * self.queries, turned.reshape(k, n, 4)], axis=2)
        charges /= self.sums[:, None]
        sums = self._sent(charges.transpose(1, 0, 2).reshape(n, 6 * k)).reshape(n, k, 6).transpose(1, 0, 2)
        received = sums[:, :, :2] + np.einsum("kiab,ib->kia", sums[:, :, 2:].reshape(k, n, 2, 2), self.tokens)
        own = np.einsum("iab,kib->kia", self.covariance, pulled) @ self.key.T
        return self.counts[:, None] * received + own

    def covariances(self) -> Iterator[tuple[slice, np.ndarray, np.ndarray]]:
        """Rows, their attended covariances, shape ``(rows, 2, 2)``, and the weight of each token on itself."""
        lengths = np.linalg.norm(self.queries, axis=1)
        own = self.counts * np.exp((self.queries * self.tokens).sum(axis=1) - lengths) / self.sums
        for start in range(0, len(self.tokens), ROWS):
            rows = slice(start, min(start + ROWS, len(self.tokens)))
            yield rows, self.covariance[rows], own[rows]

    def _attended(self, charges: np.ndarray) -> np.ndarray:
        """``sum_j counts_j exp(q_i . x_j - |q_i|) c_j`` in row i, for charges of shape ``(n, c)``."""
        moments = np.zeros((2 * self.terms + 1, charges.shape[1]), dtype=charges.dtype)
        for rows, waves, _ in self._all():
            moments += waves.T @ (self.counts[rows, None] * charges[rows])
        found = np.empty_like(charges)
        for rows, _, factors in self._all():
            found[rows] = factors @ moments
        return found

    def _sent(self, charges: np.ndarray) -> np.ndarray:
        """``sum_i exp(q_i . x_j - |q_i|) c_i`` in row j."""
        moments = np.zeros((2 * self.terms + 1, charges.shape[1]), dtype=charges.dtype)
        for rows, _, factors in self._all():
            moments += factors.T @ charges[rows]
        found = np.empty_like(charges)
        for rows, waves, _ in self._all():
            found[rows] = waves @ moments
        return found

    def _all(self) -> Iterator[Factors]:
        return self._factors() if self.kept is None else iter(self.kept)

    def _factors(self) -> Iterator[Factors]:
        """Rows, ``(1, cos k t, sin k t)`` of their tokens, and ``e^-r (I_0, 2 I_k cos k f, 2 I_k sin k f)`` of their queries."""
        kind = self.tokens.dtype
        for start in range(0, len(self.tokens), CHUNK):
            rows = slice(start, min(start + CHUNK, len(self.tokens)))
            queries = self.queries[rows].astype(np.float64)
            lengths = np.hypot(queries[:, 0], queries[:, 1])
            factors = _waves(queries, self.terms)
            bessel = scaled_bessel(lengths, self.terms)
            factors[:, 0] = bessel[:, 0]
            factors[:, 1::2] *= 2 * bessel[:, 1:]
            factors[:, 2::2] *= 2 * bessel[:, 1:]
            yield rows, _waves(self.tokens[rows].astype(np.float64), self.terms).astype(kind), factors.astype(kind)


def scaled_bessel(r: np.ndarray, terms: int) -> np.ndarray:
    """``e^-r I_k(r)`` for k from 0 to ``terms`` and r >= 0, shape ``(len(r), terms + 1)``.

    The ratios ``I_k / I_(k-1) = r / (2 k + r I_(k+1) / I_k)`` run downwards, which is stable (Gautschi 1967), and
    ``I_0 + 2 sum_k I_k = e^r`` sets the scale.
    """
    first = terms + 20
    ratio = np.zeros_like(r)
    ratios = np.empty((len(r), terms + 1))
    ratios[:, 0] = 1.0
    for k in range(first, 0, -1):
        ratio = r / (2 * k + r * ratio)
        if k <= terms:
            ratios[:, k] = ratio
    values = np.cumprod(ratios, axis=1)
    return values / (values[:, :1] + 2 * values[:, 1:].sum(axis=1, keepdims=True))


def _waves(vectors: np.ndarray, terms: int) -> np.ndarray:
    """``(1, cos a, sin a, cos 2a, sin 2a, ...)`` for vectors at the angles a (at 0 for the zero vector)."""
    complex_ = vectors[:, 0] + 1j * vectors[:, 1]
    size = np.abs(complex_)
    unit = np.where(size > 0, complex_, 1.0) / np.where(size > 0, size, 1.0)
    waves = np.empty((len(vectors), 2 * terms + 1))
    waves[:, 0] = 1.0
    power = np.ones_like(unit)
    for k in range(1, terms + 1):
        power = power * unit
        waves[:, 2 * k - 1], waves[:, 2 * k] = power.real, power.imag
    return waves
