"""The definition itself, for few tokens: ``system.influence`` with its n x n matrix of weights."""

from __future__ import annotations

from typing import Any

import numpy as np

MOST_TOKENS = 4096
"""The weights of 4096 tokens take 134 MB in float64; more are refused, since every other route needs O(n d) memory."""

SUITED_TOKENS = 160
"""Measured on one core at d = 3 to 64, for one state and for a hundred: between 128 and 256 tokens tiles become faster."""

TOGETHER = 2**22
"""Weights that are made at once: a batch of starts is done in parts."""


class Definition:
    """The route ``definition``."""

    name = "definition"
    library = "numpy"

    def covers(self, system: Any, tokens: Any) -> str | None:  # noqa: ARG002
        """Up to :data:`MOST_TOKENS`."""
        n = tokens.shape[-2]
        return None if n <= MOST_TOKENS else f"needs n <= {MOST_TOKENS} for its n x n weights, and n is {n}"

    def suits(self, system: Any, tokens: Any) -> bool:  # noqa: ARG002
        """Where the weights of one state are few."""
        return tokens.shape[-2] <= SUITED_TOKENS

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:  # noqa: ARG002
        """All rows in float64, and those that are asked for, rounded to the dtype of the tokens."""
        n, d = tokens.shape[-2:]
        states = tokens.reshape(-1, n, d)
        found = np.empty((len(states), rows.stop - rows.start, d), tokens.dtype)
        together = max(1, TOGETHER // n**2)
        for first in range(0, len(states), together):
            part = slice(first, first + together)
            found[part] = system.influence(states[part].astype(np.float64))[..., rows, :]
        return found.reshape(*tokens.shape[:-2], *found.shape[1:])
