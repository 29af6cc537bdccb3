"""The multiagent Oja system, eq. (9) of the power-method paper, and its flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.systems.base import System, checked_matrix


@dataclass(frozen=True, eq=False, kw_only=True)
class Oja(System):
    """``s_i = V mean_j x_j`` for every token: attention with uniform weights.

    Attributes:
        value: V, shape ``(d, d)``.
        step_size: alpha > 0, or ``None`` for the flow.
    """

    value: Any

    def __post_init__(self) -> None:
        """Check the matrix and the step size."""
        super().__post_init__()
        object.__setattr__(self, "value", checked_matrix("value", self.value))

    @property
    def dimension(self) -> int:
        """d."""
        return self.value.shape[0]

    def influence(self, tokens: Any, counts: Any = None) -> Any:
        """``V xbar`` in every row."""
        xp = self._arithmetic(tokens)
        value = xp.asarray(self.value, tokens)
        return tokens * 0 + xp.mean(tokens, counts) @ xp.transpose(value)

    def influence_jacobian(self, tokens: Any) -> Any:
        """``V / n`` in every block."""
        xp = self._arithmetic(tokens)
        n = tokens.shape[0]
        everywhere = xp.asarray(np.ones((n, n, 1, 1), dtype=int), tokens)
        return everywhere * (xp.asarray(self.value, tokens) / n)
