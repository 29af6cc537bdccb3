"""Single-head self-attention, eq. (8) of the power-method paper, and its flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.arithmetic import Arithmetic
from verify.systems.base import System, checked_matrix


def attention_weights(xp: Arithmetic, tokens: Any, query_key: Any, counts: Any, causal: bool) -> Any:
    """``a_ij = exp(x_i^T A x_j) / sum_l exp(x_i^T A x_l)``; ``query_key=None`` stands for the identity."""
    queries = tokens if query_key is None else tokens @ xp.asarray(query_key, tokens)
    return xp.softmax(queries @ xp.transpose(tokens), counts, causal)


def head_jacobian(xp: Arithmetic, tokens: Any, value: Any, query_key: Any, weights: Any) -> Any:
    """Derivative of one head's influence, shape ``(n, n, d, d)``; `lemma_10` proves the formula for all n and d.

    ``B_ij = delta_ij V C_i A^T + a_ij V (I + (x_j - m_i) x_i^T A)``, with ``m_i`` the attended mean and ``C_i`` the
    attended covariance of token i.
    """
    n, d = tokens.shape
    key = xp.asarray(np.eye(d, dtype=int), tokens) if query_key is None else xp.asarray(query_key, tokens)
    offsets = tokens[None, :, :] - (weights @ tokens)[:, None, :]
    weighted = weights[:, :, None] * offsets
    covariance = weighted.swapaxes(-1, -2) @ offsets
    moved = (weighted @ xp.transpose(value)).swapaxes(1, 2)
    queries = tokens @ key
    direct = value @ covariance @ xp.transpose(key)
    # In the layout (i, row, j, column) of the Jacobian, and row by row: no second array of this size is ever made.
    blocks = moved[:, :, :, None] * queries[:, None, None, :]
    for i in range(n):
        blocks[i] += weights[i][:, None] * value[:, None, :]
        blocks[i, :, i] += direct[i]
    return blocks.swapaxes(1, 2)


@dataclass(frozen=True, eq=False, kw_only=True)
class Attention(System):
    """``s_i = sum_j a_ij V x_j`` with softmax weights.

    Attributes:
        value: V, shape ``(d, d)``.
        query_key: A = Q^T K, shape ``(d, d)``; ``None`` is the identity.
        step_size: alpha > 0, or ``None`` for the flow.
        causal: token i attends to tokens j <= i only.
    """

    value: Any
    query_key: Any = None
    causal: bool = False

    def __post_init__(self) -> None:
        """Check the matrices and the step size."""
        super().__post_init__()
        object.__setattr__(self, "value", checked_matrix("value", self.value))
        size = self.value.shape[0] if hasattr(self.value, "shape") else None
        object.__setattr__(self, "query_key", checked_matrix("query_key", self.query_key, size, optional=True))

    @property
    def dimension(self) -> int:
        """d."""
        return self.value.shape[0]

    def attention(self, tokens: Any, counts: Any = None) -> Any:
        """The attention matrix, shape ``(..., n, n)``, row-stochastic."""
        return attention_weights(self._arithmetic(tokens), tokens, self.query_key, counts, self.causal)

    def influence(self, tokens: Any, counts: Any = None) -> Any:
        """``sum_j a_ij V x_j`` in row i."""
        xp = self._arithmetic(tokens)
        return self.attention(tokens, counts) @ tokens @ xp.transpose(xp.asarray(self.value, tokens))

    def influence_jacobian(self, tokens: Any) -> Any:
        """See :func:`head_jacobian`."""
        xp = self._arithmetic(tokens)
        value = xp.asarray(self.value, tokens)
        return head_jacobian(xp, tokens, value, self.query_key, self.attention(tokens))
