"""The derivative of one head's influence as an operator, by tiles of the attention matrix.

Lemma 10 of the power-method paper (claim ``power_method.lemma_10``) gives the blocks
``B_ij = delta_ij V C_i A^T + a_ij V (I + (x_j - m_i) x_i^T A)`` with ``m_i`` the attended mean and ``C_i`` the attended
covariance of token i. None of them is ever formed: a product is four matrix products of a tile with ``d`` columns.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from verify.large.heads import Head

ROWS, COLUMNS = 128, 4096
"""A tile of the attention matrix: it stays in the cache from its scores to its products."""

Tile = tuple[slice, slice, np.ndarray]


class SoftmaxHead:
    """A head with scores at a state of n tokens.

    Args:
        head: its matrices.
        tokens: shape ``(n, d)``, float32 or float64, which is the arithmetic of everything here.
        counts: how many equal tokens stand behind each row, shape ``(n,)``; ``None`` is one each.
        causal: token i attends to tokens j <= i only.
        keep: keep the n x n weights (half of them if causal); else each product computes them again.
    """

    def __init__(self, head: Head, tokens: np.ndarray, counts: np.ndarray | None, causal: bool, keep: bool) -> None:
        kind = tokens.dtype
        self.tokens, self.counts, self.causal = tokens, counts, causal
        self.value = head.value.astype(kind)
        self.key = np.eye(tokens.shape[1], dtype=kind) if head.query_key is None else head.query_key.astype(kind)
        self.queries = tokens @ self.key
        self.keeps = keep
        self.kept: list[Tile] | None = None
        self._normalise()
        self.kept = list(self._computed()) if keep else None

    def influence(self) -> np.ndarray:
        """``V m_i`` in row i."""
        return self.means @ self.value.T

    def apply(self, vectors: np.ndarray) -> np.ndarray:
        """``B u`` for each of the k vectors u, shape ``(k, n, d)``."""
        k, n, d = vectors.shape
        moved_queries = vectors @ self.key
        left = np.concatenate([moved_queries, np.broadcast_to(self.queries, vectors.shape)], axis=2)
        right = np.concatenate([np.broadcast_to(self.tokens, vectors.shape), vectors], axis=2)
        flat = _side_by_side(vectors)
        carried = np.zeros((n, k * d), dtype=vectors.dtype)
        reweighted = np.zeros_like(vectors)
        for rows, columns, weights in self._tiles():
            carried[rows] += weights @ flat[columns]
            for v in range(k):
                change = left[v, rows] @ right[v, columns].T
                change *= weights
                reweighted[v, rows] += change @ self.tokens[columns]
        moved = np.ascontiguousarray(carried.reshape(n, k, d).transpose(1, 0, 2))
        # The weights of a row change by a_ij (t_ij - sum_l a_il t_il) with t the change of the scores.
        mean_change = (moved_queries * self.means).sum(axis=2) + (self.queries * moved).sum(axis=2)
        return (moved + reweighted - mean_change[:, :, None] * self.means) @ self.value.T

    def transposed(self, vectors: np.ndarray) -> np.ndarray:
        """``B^T u`` for each of the k vectors u, shape ``(k, n, d)``."""
        k, n, d = vectors.shape
        pulled = vectors @ self.value
        centres = (pulled * self.means).sum(axis=2)
        flat = _side_by_side(pulled)
        carried = np.zeros((n, k * d), dtype=vectors.dtype)
        scored, direct = np.zeros_like(vectors), np.zeros_like(vectors)
        for rows, columns, weights in self._tiles():
            carried[columns] += weights.T @ flat[rows]
            for v in range(k):
                change = pulled[v, rows] @ self.tokens[columns].T
                change -= centres[v, rows, None]
                change *= weights
                scored[v, columns] += change.T @ self.queries[rows]
                direct[v, rows] += change @ self.tokens[columns]
        return carried.reshape(n, k, d).transpose(1, 0, 2) + scored + direct @ self.key.T

    def covariances(self) -> Iterator[tuple[slice, np.ndarray, np.ndarray]]:
        """Rows, their attended covariances, shape ``(rows, d, d)``, and the weight ``a_ii`` of each token on itself."""
        n, d = self.tokens.shape
        for rows in _slices(n, ROWS):
            second = np.zeros((rows.stop - rows.start, d * d), dtype=self.tokens.dtype)
            own = np.zeros(rows.stop - rows.start, dtype=self.tokens.dtype)
            for _, columns, weights in self._row(rows):
                seen = self.tokens[columns]
                second += weights @ (seen[:, :, None] * seen[:, None, :]).reshape(len(seen), d * d)
                inside = np.arange(max(rows.start, columns.start), min(rows.stop, columns.stop))
                own[inside - rows.start] = weights[inside - rows.start, inside - columns.start]
            means = self.means[rows]
            yield rows, second.reshape(-1, d, d) - means[:, :, None] * means[:, None, :], own

    def _normalise(self) -> None:
        """Row maxima, sums and attended means, with an online maximum: one pass over the scores."""
        n, d = self.tokens.shape
        self.largest = np.full(n, -np.inf, dtype=self.tokens.dtype)
        self.sums, self.means = np.zeros(n, dtype=self.tokens.dtype), np.zeros((n, d), dtype=self.tokens.dtype)
        for rows in _slices(n, ROWS):
            for columns in self._seen(rows):
                scores = self._scores(rows, columns)
                largest = np.maximum(self.largest[rows], scores.max(axis=1))
                rescaled = np.exp(self.largest[rows] - largest)
                weights = self._exponentials(scores, largest, columns)
                self.sums[rows] = self.sums[rows] * rescaled + weights.sum(axis=1)
                self.means[rows] = self.means[rows] * rescaled[:, None] + weights @ self.tokens[columns]
                self.largest[rows] = largest
        self.means /= self.sums[:, None]

    def _scores(self, rows: slice, columns: slice) -> np.ndarray:
        scores = self.queries[rows] @ self.tokens[columns].T
        if self.causal and columns.stop > rows.start:
            hidden = np.arange(columns.start, columns.stop) > np.arange(rows.start, rows.stop)[:, None]
            scores[hidden] = -np.inf
        return scores

    def _exponentials(self, scores: np.ndarray, largest: np.ndarray, columns: slice) -> np.ndarray:
        import torch

        scores -= largest[:, None]
        torch.from_numpy(scores).exp_()  # vectorised on every CPU, unlike NumPy's
        if self.counts is not None:
            scores *= self.counts[columns]
        return scores

    def _seen(self, rows: slice) -> Iterator[slice]:
        return _slices(rows.stop if self.causal else len(self.tokens), COLUMNS)

    def _tiles(self) -> Iterator[Tile]:
        return self._computed() if self.kept is None else iter(self.kept)

    def _computed(self) -> Iterator[Tile]:
        for rows in _slices(len(self.tokens), ROWS):
            yield from self._row(rows)

    def _row(self, rows: slice) -> Iterator[Tile]:
        for columns in self._seen(rows):
            weights = self._exponentials(self._scores(rows, columns), self.largest[rows], columns)
            weights /= self.sums[rows, None]
            yield rows, columns, weights


class UniformHead:
    """A head with A = 0, whose weights do not depend on the tokens: O(n d). Arguments as for :class:`SoftmaxHead`."""

    keeps = True  # there is nothing to compute again

    def __init__(self, head: Head, tokens: np.ndarray, counts: np.ndarray | None, causal: bool) -> None:
        self.tokens, self.causal = tokens, causal
        self.value = head.value.astype(tokens.dtype)
        self.counts = np.ones(len(tokens), dtype=tokens.dtype) if counts is None else counts
        self.sums = np.cumsum(self.counts) if causal else self.counts.sum()
        weighted = self.counts[:, None] * tokens
        total = np.cumsum(weighted, axis=0) if causal else weighted.sum(axis=0, keepdims=True)
        self.means = np.broadcast_to(total / np.reshape(self.sums, (-1, 1)), tokens.shape)
        self.key = np.zeros_like(self.value)
        self.queries = np.broadcast_to(np.zeros_like(tokens[:1]), tokens.shape)

    def influence(self) -> np.ndarray:
        """``V m_i`` in row i."""
        return self.means @ self.value.T

    def apply(self, vectors: np.ndarray) -> np.ndarray:
        """``B u`` for each of the k vectors u, shape ``(k, n, d)``."""
        weighted = self.counts[:, None] * vectors
        if self.causal:
            means = np.cumsum(weighted, axis=1) / self.sums[:, None]
        else:
            means = np.broadcast_to(weighted.sum(axis=1, keepdims=True) / self.sums, vectors.shape)
        return means @ self.value.T

    def transposed(self, vectors: np.ndarray) -> np.ndarray:
        """``B^T u`` for each of the k vectors u, shape ``(k, n, d)``."""
        pulled = vectors @ self.value
        if self.causal:
            total = np.cumsum((pulled / self.sums[:, None])[:, ::-1], axis=1)[:, ::-1]
        else:
            total = pulled.sum(axis=1, keepdims=True) / self.sums
        return self.counts[:, None] * total

    def covariances(self) -> Iterator[tuple[slice, np.ndarray, np.ndarray]]:
        """As :meth:`SoftmaxHead.covariances`; they are multiplied with A = 0, so that zeros stand for them."""
        n, d = self.tokens.shape
        sums = np.broadcast_to(self.sums, n)
        for rows in _slices(n, ROWS):
            yield rows, np.zeros((rows.stop - rows.start, d, d), dtype=self.tokens.dtype), (self.counts / sums)[rows]


def _slices(size: int, length: int) -> Iterator[slice]:
    return (slice(start, min(start + length, size)) for start in range(0, size, length))


def _side_by_side(vectors: np.ndarray) -> np.ndarray:
    """Shape ``(k, n, d)`` as ``(n, k d)``."""
    k, n, d = vectors.shape
    return np.ascontiguousarray(vectors.transpose(1, 0, 2)).reshape(n, k * d)
