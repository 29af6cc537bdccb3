"""The same systems, written for balls: everything about differences of tokens, so that what cancels does so before it is enclosed.

With ``sum_j a_ij = 1``: scores count up to a constant of their row, ``x_i^T A (x_j - x_i)``, and the attended mean is
``m_i = x_i + sum_j a_ij (x_j - x_i)``. In exact arithmetic nothing changes; over a box of states the enclosures of near tokens are
narrower by orders of magnitude. Tests compare with the systems' own definition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.systems import Attention, MultiHead, System


@dataclass(frozen=True, eq=False, kw_only=True)
class Centred(System):
    """One head or several, as ``sum_h sum_j a^h_ij H_h x_j``; object arrays only.

    Attributes:
        heads: pairs of value and score matrix (``None``: the identity).
        causal: token i attends to tokens j <= i only.
    """

    heads: tuple[tuple[Any, Any], ...]
    causal: bool = False

    @property
    def dimension(self) -> int:
        """d."""
        return int(self.heads[0][0].shape[0])

    def _each(self, tokens: Any) -> Iterator[tuple[Any, Any, Any, Any]]:
        """Per head: value, queries ``A^T x_i``, weights, and ``x_j - m_i``, shape ``(n, n, d)``."""
        xp = self._arithmetic(tokens)
        gaps = tokens[None, :, :] - tokens[:, None, :]
        for value, key in self.heads:
            queries = tokens if key is None else tokens @ xp.asarray(key, tokens)
            weights = xp.softmax((queries[:, None, :] * gaps).sum(axis=2), None, self.causal)
            shift = (weights[:, :, None] * gaps).sum(axis=1)
            yield xp.asarray(value, tokens), queries, weights, gaps - shift[:, None, :]

    def influence(self, tokens: Any, counts: Any = None) -> Any:  # noqa: ARG002 - balls know no multiplicities
        """``sum_h H_h m^h_i`` in row i, with ``m_i = x_i - (x_i - m_i)``."""
        own = np.arange(len(tokens))
        total = None
        for value, _, _, offsets in self._each(tokens):
            head = (tokens - offsets[own, own]) @ value.T
            total = head if total is None else total + head
        return total

    def influence_jacobian(self, tokens: Any) -> Any:
        """``delta_ij V C_i A^T + a_ij V (I + (x_j - m_i) x_i^T A)``, summed over the heads, shape ``(n, n, d, d)``."""
        xp = self._arithmetic(tokens)
        n, d = tokens.shape
        total = None
        for (_, key), (value, queries, weights, offsets) in zip(self.heads, self._each(tokens), strict=True):
            weighted = weights[:, :, None] * offsets
            covariance = weighted.swapaxes(-1, -2) @ offsets
            blocks = (weighted @ value.T)[:, :, :, None] * queries[:, None, None, :]
            blocks = blocks + weights[:, :, None, None] * value[None, None]
            scores = xp.asarray(np.eye(d, dtype=int), tokens) if key is None else xp.asarray(key, tokens)
            for i in range(n):
                blocks[i, i] = blocks[i, i] + value @ covariance[i] @ scores.T
            total = blocks if total is None else total + blocks
        return total


def centred(system: System) -> System:
    """The system for balls; the Oja system is linear and stays as it is."""
    if isinstance(system, Attention):
        return Centred(heads=((system.value, system.query_key),), causal=system.causal, step_size=system.step_size)
    if isinstance(system, MultiHead):
        heads = tuple(zip(system.values, system.query_keys, strict=True))
        return Centred(heads=heads, causal=system.causal, step_size=system.step_size)
    return system
