"""The definition itself, for few tokens: ``system.influence`` with its n x n matrix of weights."""

from __future__ import annotations

from typing import Any

import numpy as np

MOST_TOKENS = 4096
"""The weights of 4096 tokens take 134 MB in float64; more are refused, since every other route needs O(n d) memory."""

SUITED_TOKENS = 64


class Definition:
    """The route ``definition``."""

    name = "definition"
    library = "numpy"

    def covers(self, system: Any, tokens: Any) -> str | None:  # noqa: ARG002
        """Up to :data:`MOST_TOKENS`."""
        n = tokens.shape[-2]
        return None if n <= MOST_TOKENS else f"needs n <= {MOST_TOKENS} for its n x n weights, and n is {n}"

    def suits(self, system: Any, tokens: Any) -> bool:  # noqa: ARG002
        """Where the weights of the whole batch are few."""
        return tokens.shape[-2] <= SUITED_TOKENS

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:  # noqa: ARG002
        """All rows in float64, and those that are asked for, rounded to the dtype of the tokens."""
        found = system.influence(tokens.astype(np.float64))
        return np.ascontiguousarray(found[..., rows, :], dtype=tokens.dtype)
