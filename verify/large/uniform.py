"""Uniform attention, ``a_ij = 1/n`` (``1/i`` with a causal mask), in O(n d): means and running means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from verify.large.heads import Head, heads_of, is_causal


class Uniform:
    """The route ``uniform``."""

    name = "uniform"
    library = "torch"

    def covers(self, system: Any, tokens: Any) -> str | None:  # noqa: ARG002
        """An Oja system, and attention whose A are all zero."""
        if all(head.uniform for head in heads_of(system)):
            return None
        return "needs uniform attention (an Oja system, or A = 0 in every head)"

    def suits(self, system: Any, tokens: Any) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:  # noqa: ARG002
        """The mean of the tokens that each one sees, times the sum of the value matrices."""
        import torch

        wide = torch.float64
        value = torch.from_numpy(np.sum([head.value for head in heads_of(system)], axis=0)).to(tokens.device)
        if not is_causal(system):
            mean = tokens.mean(dim=-2, keepdim=True, dtype=wide) @ value.T
            return mean.to(tokens.dtype).expand(*tokens.shape[:-2], rows.stop - rows.start, -1).contiguous()
        seen = tokens[..., : rows.stop, :].cumsum(dim=-2, dtype=wide)[..., rows, :]
        counts = torch.arange(rows.start + 1, rows.stop + 1, device=tokens.device, dtype=wide)
        return (seen / counts[:, None] @ value.T).to(tokens.dtype)

    @staticmethod
    def of(heads: Sequence[Head], causal: bool, states: np.ndarray, rows: slice) -> np.ndarray:
        """The same with NumPy, in float64: the uniform heads among others."""
        value = np.sum([head.value for head in heads], axis=0)
        if not causal:
            return states.mean(axis=-2, keepdims=True, dtype=np.float64) @ value.T
        seen = states[..., : rows.stop, :].cumsum(axis=-2, dtype=np.float64)[..., rows, :]
        return seen / np.arange(rows.start + 1, rows.stop + 1)[:, None] @ value.T
