"""Uniform attention, ``a_ij = 1/n`` (``1/i`` with a causal mask), in O(n d): means and running means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from verify.large.arrays import dtype_name, is_torch
from verify.large.heads import Head, heads_of, is_causal
from verify.large.pool import in_threads

CHUNK = 2**13
"""Tokens whose sum is one partial sum, whatever the number of threads."""


class Uniform:
    """The route ``uniform``."""

    name = "uniform"
    library = "either"

    def covers(self, system: Any, tokens: Any) -> str | None:  # noqa: ARG002
        """An Oja system, and attention whose A are all zero."""
        if all(head.uniform for head in heads_of(system)):
            return None
        return "needs uniform attention (an Oja system, or A = 0 in every head)"

    def suits(self, system: Any, tokens: Any) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:
        """The mean of the tokens that each one sees, times the sum of the value matrices; sums in float64.

        Without a mask the rows are one and the same piece of memory.
        """
        heads, causal = heads_of(system), is_causal(system)
        if is_torch(tokens) and (tokens.device.type != "cpu" or dtype_name(tokens) == "bfloat16"):
            return _by_torch(heads, causal, tokens, rows)
        given = tokens.numpy() if is_torch(tokens) else tokens
        found = uniform_influence(heads, causal, given, rows, threads)
        if not is_torch(tokens):
            return found
        import torch

        if causal:
            return torch.from_numpy(found)
        return torch.from_numpy(np.ascontiguousarray(found[..., :1, :])).expand(found.shape)


def uniform_influence(heads: Sequence[Head], causal: bool, tokens: np.ndarray, rows: slice, threads: int) -> np.ndarray:
    """The sum of uniform heads for tokens of shape ``(..., n, d)``; read-only without a mask, where all rows are one."""
    from verify.large.row_loops import column_sums, running_means

    *batch, n, d = tokens.shape
    value = np.sum([head.value for head in heads], axis=0)
    states = np.ascontiguousarray(tokens).reshape(-1, n, d)
    if not causal:
        starts = [(which, first) for which in range(len(states)) for first in range(0, n, CHUNK)]
        parts = np.zeros((len(states), -(-n // CHUNK), d))

        def worker() -> Callable[[tuple[int, int]], None]:
            return lambda task: column_sums(
                states[task[0], task[1] : task[1] + CHUNK], parts[task[0], task[1] // CHUNK]
            )

        in_threads(min(threads, len(starts)), starts, worker)
        means = parts.sum(axis=1, keepdims=True) / n @ value.T
        shape = (*batch, rows.stop - rows.start, d)
        return np.broadcast_to(means.astype(tokens.dtype).reshape(*batch, 1, d), shape)
    found = np.empty((len(states), rows.stop - rows.start, d), tokens.dtype)
    for state, moved in zip(states, found, strict=True):
        sums = np.zeros(d)
        column_sums(state[: rows.start], sums)
        for first in range(rows.start, rows.stop, CHUNK):
            part = state[first : min(first + CHUNK, rows.stop)]
            means = np.empty(part.shape)
            running_means(part, sums, first, means)
            moved[first - rows.start : first - rows.start + len(part)] = means @ value.T
    return found.reshape(*batch, *found.shape[1:])


def _by_torch(heads: Sequence[Head], causal: bool, tokens: Any, rows: slice) -> Any:
    import torch

    wide = torch.float64
    value = torch.from_numpy(np.sum([head.value for head in heads], axis=0)).to(tokens.device)
    if not causal:
        mean = tokens.mean(dim=-2, keepdim=True, dtype=wide) @ value.T
        return mean.to(tokens.dtype).expand(*tokens.shape[:-2], rows.stop - rows.start, -1)
    sums = tokens[..., : rows.start, :].sum(dim=-2, keepdim=True, dtype=wide)
    found = torch.empty_like(tokens[..., rows, :])
    for first in range(rows.start, rows.stop, CHUNK):
        last = min(first + CHUNK, rows.stop)
        seen = sums + tokens[..., first:last, :].cumsum(dim=-2, dtype=wide)
        counts = torch.arange(first + 1, last + 1, device=tokens.device, dtype=wide)
        found[..., first - rows.start : last - rows.start, :] = (seen / counts[:, None] @ value.T).to(tokens.dtype)
        sums = seen[..., -1:, :]
    return found
