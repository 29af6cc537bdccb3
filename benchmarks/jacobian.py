"""The Jacobian of attention at a general state: assembled by Lemma 10's formula against ``jacrev`` of the step."""

from __future__ import annotations

import numpy as np
import torch

from benchmarks.timing import Row, side_by_side
from verify import Attention


def run(full: bool) -> list[Row]:
    """At (n, d) = (50, 8) and (100, 10), and at (200, 20) where ``full``."""
    sizes = [(50, 8, 3), (100, 10, 3)] + ([(200, 20, 1)] if full else [])
    return [_at(n, d, repeat) for n, d, repeat in sizes]


def _at(n: int, d: int, repeat: int) -> Row:
    rng = np.random.default_rng(1)
    state = rng.normal(size=(n, d))
    state /= np.linalg.norm(state, axis=1, keepdims=True)
    value, key = rng.normal(size=(2, d, d))
    system = Attention(value=value, query_key=key, step_size=0.1)

    def peer() -> np.ndarray:
        return torch.func.jacrev(system.step)(torch.tensor(state)).numpy().reshape(n * d, n * d)

    peer_seconds, our_seconds, derived, assembled = side_by_side(
        peer, lambda: system.jacobian(state), repeat=repeat, inner=3
    )
    gap = float(np.abs(derived - assembled).max())
    return Row(f"Jacobian, (n, d) = ({n}, {d})", "jacrev", "formula", peer_seconds, our_seconds, f"{gap:.0e}")
