"""Attention by the fused kernels of ``torch.nn.functional.scaled_dot_product_attention``, in O(n d) memory.

The scale is 1, and the queries are ``x_i^T A``; each head is one of the kernel's. On a GPU these are the Flash and the
memory-efficient kernels; the one that makes all scores is never allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from verify.large.heads import MOST_SCORE32, heads_of, is_causal, largest_score

TOGETHER = 2**26
"""Numbers in the queries of the heads that go to the kernel together; more heads go one by one."""

MASK = 2**24
"""Entries of the mask that is made where only some rows of causal attention are asked for."""


class Sdpa:
    """The route ``sdpa``."""

    name = "sdpa"
    library = "torch"

    def covers(self, system: Any, tokens: Any) -> str | None:
        """On a CPU everything; on a GPU float32 and bfloat16: torch has no such kernel for float64."""
        dtype = str(tokens.dtype).removeprefix("torch.")
        if tokens.device.type != "cpu" and dtype == "float64":
            return "has no kernel for float64 on a GPU that needs O(n d) memory"
        if dtype != "float64":
            bound = largest_score(heads_of(system), float(tokens.float().norm(dim=-1).max()))
            if not bound < MOST_SCORE32:
                return f"needs scores below {MOST_SCORE32:.2g} in {dtype}, and they may reach {bound:.2g}"
        return None

    def suits(self, system: Any, tokens: Any) -> bool:  # noqa: ARG002
        """Always: on a CPU it is asked for bfloat16 alone, since tiles come first (``benchmarks steps`` compares them)."""
        return True

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:
        """Attended means by the kernel; products with A and V in float32 at least."""
        import torch

        batch, (n, d) = tokens.shape[:-2], tokens.shape[-2:]
        states = tokens.reshape(-1, 1, n, d)
        heads = heads_of(system)
        wide = torch.float64 if tokens.dtype == torch.float64 else torch.float32
        at_once = len(heads) if states[..., rows, :].numel() * len(heads) <= TOGETHER else 1
        total = torch.zeros((len(states), rows.stop - rows.start, d), dtype=wide, device=tokens.device)
        with torch.no_grad(), threads_of_torch(threads):
            for first in range(0, len(heads), at_once):
                group = heads[first : first + at_once]
                own = states[..., rows, :].to(wide)
                asked = torch.cat(
                    [own if head.query_key is None else own @ _like(head.query_key, own) for head in group], dim=1
                )
                seen = attended(asked.to(tokens.dtype), states, rows, is_causal(system))
                for which, head in enumerate(group):
                    total += seen[:, which].to(wide) @ _like(head.value, total).T
        return total.reshape(*batch, *total.shape[1:]).to(tokens.dtype)


def attended(asked: Any, states: Any, rows: slice, causal: bool) -> Any:
    """``softmax(Q X^T) X`` by a kernel that makes no n x n matrix.

    Args:
        asked: Q, shape ``(batch, heads, rows, d)``.
        states: X, shape ``(batch, 1, n, d)``.
        rows: which of the n tokens ask.
        causal: whether tokens after the own one are hidden.
    """
    import torch
    from torch.nn.attention import SDPBackend, sdpa_kernel
    from torch.nn.functional import pad, scaled_dot_product_attention

    n, d = states.shape[-2:]
    if states.device.type != "cpu" and d % 8:  # the kernels of a GPU load eight numbers at a time
        asked, states = pad(asked, (0, -d % 8)), pad(states, (0, -d % 8))
    keys = states.expand(-1, asked.shape[1], -1, -1)
    with sdpa_kernel([SDPBackend.FLASH_ATTENTION, SDPBackend.EFFICIENT_ATTENTION]):
        if not causal or (rows.start == 0 and rows.stop == n):
            found = scaled_dot_product_attention(asked, keys, keys, is_causal=causal, scale=1.0)
        else:
            keys = keys[..., : rows.stop, :]
            height = max(1, MASK // rows.stop)
            parts = []
            for first in range(0, rows.stop - rows.start, height):
                part = asked[..., first : first + height, :]
                own = torch.arange(part.shape[-2], device=part.device)[:, None] + rows.start + first
                visible = torch.arange(rows.stop, device=part.device)[None, :] <= own
                parts.append(scaled_dot_product_attention(part, keys, keys, attn_mask=visible, scale=1.0))
            found = torch.cat(parts, dim=-2)
    return found[..., :d]


@contextmanager
def threads_of_torch(threads: int) -> Iterator[None]:
    """Torch with that many threads on the CPU, as before afterwards."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _like(matrix: Any, like: Any) -> Any:
    import torch

    return torch.from_numpy(matrix).to(dtype=like.dtype, device=like.device)
