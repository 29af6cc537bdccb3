"""Attention in tiles by torch on any device, with a maximum that goes along each row of tiles: float64 on a GPU."""

from __future__ import annotations

import math
from typing import Any

from verify.large.heads import MOST_SCORE32, heads_of, is_causal, largest_score
from verify.large.sdpa import threads_of_torch

TILE = {"cpu": 2**18, "cuda": 2**26}
"""Scores of a tile: what a cache of a CPU holds, or what keeps a GPU busy (half a gigabyte in float64)."""

LEAST_SIDE = 64


class TorchTiles:
    """The route ``torch_tiles``."""

    name = "torch_tiles"
    library = "torch"

    def covers(self, system: Any, tokens: Any) -> str | None:  # noqa: ARG002
        """Everything, on every device."""
        return None

    def suits(self, system: Any, tokens: Any) -> bool:  # noqa: ARG002
        """Where no other route does."""
        return True

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:
        """In float64, or in float32 for float32 and bfloat16 unless the scores need more digits."""
        import torch

        batch, (n, d) = tokens.shape[:-2], tokens.shape[-2:]
        states = tokens.reshape(-1, n, d)
        total = torch.zeros((len(states), rows.stop - rows.start, d), dtype=torch.float64, device=tokens.device)
        with torch.no_grad(), threads_of_torch(threads):
            reach = float(states.double().norm(dim=-1).max())
            for head in heads_of(system):
                single = tokens.dtype != torch.float64 and largest_score([head], reach) < MOST_SCORE32
                given = states.to(torch.float32 if single else torch.float64)
                own = given[:, rows].double()
                if head.query_key is not None:
                    own = own @ torch.from_numpy(head.query_key).to(own.device)
                means = _attended(own.to(given.dtype), given, rows, is_causal(system))
                total += means.double() @ torch.from_numpy(head.value).to(own.device).T
        return total.reshape(*batch, *total.shape[1:]).to(tokens.dtype)


def _attended(asked: Any, states: Any, rows: slice, causal: bool) -> Any:
    import torch

    n = states.shape[-2]
    side = max(LEAST_SIDE, math.isqrt(TILE["cpu" if states.device.type == "cpu" else "cuda"] // len(states)))
    found = torch.empty_like(asked)
    for begin in range(0, asked.shape[-2], side):
        own = asked[:, begin : begin + side]
        first_row = rows.start + begin
        last = first_row + own.shape[-2] if causal else n
        peaks = torch.full((*own.shape[:-1], 1), -torch.inf, dtype=own.dtype, device=own.device)
        sums, total = torch.zeros_like(peaks), torch.zeros_like(own)
        for first in range(0, last, side):
            part = states[:, first : min(first + side, last)]
            scores = own @ part.transpose(-1, -2)
            if causal and first + part.shape[-2] > first_row + 1:
                # Entry (i, j) is hidden where first + j > first_row + i.
                hidden = torch.ones(scores.shape[-2:], dtype=torch.bool, device=own.device).triu(first_row - first + 1)
                scores.masked_fill_(hidden, -torch.inf)
            higher = torch.maximum(peaks, scores.amax(dim=-1, keepdim=True))
            scores.sub_(higher).exp_()
            factors = (peaks - higher).exp_()
            total.mul_(factors).add_(scores @ part)
            sums.mul_(factors).add_(scores.sum(dim=-1, keepdim=True))
            peaks = higher
        found[:, begin : begin + side] = total / sums
    return found
