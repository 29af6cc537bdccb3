"""What the machine can do: the rate of a large product of matrices, and of a copy in memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

SIDE = 2048
COPIED = 2**28
"""Bytes of a copy: more than the caches of most processors hold."""


def clock(threads: int, device: str = "cpu") -> Callable[[], float]:
    """Seconds to measure with: processor time for one thread, which a busy machine disturbs least, else those of the wall.

    On a GPU everything that was asked for is waited for first.
    """
    if device == "cuda":
        import torch

        def synchronised() -> float:
            torch.cuda.synchronize()
            return time.perf_counter()

        return synchronised
    return time.process_time if threads == 1 else time.perf_counter


def product(dtype: Any, device: str = "cpu", side: int | None = None) -> tuple[Callable[[], Any], float]:
    """A product of two square matrices, and its number of operations.

    On a CPU NumPy's BLAS with the threads that the process has given it, on a GPU torch's. ``side`` is :data:`SIDE` by default.
    """
    side = SIDE if side is None else side
    rng = np.random.default_rng(0)
    if device == "cpu" and isinstance(dtype, (str, np.dtype)):
        a, b = rng.normal(size=(2, side, side)).astype(dtype)
        out = np.empty_like(a)
        return lambda: np.matmul(a, b, out=out), 2.0 * side**3
    import torch

    kind = getattr(torch, str(dtype).removeprefix("torch."))
    left, right = (torch.from_numpy(rng.normal(size=(side, side))).to(device=device, dtype=kind) for _ in range(2))
    return lambda: left @ right, 2.0 * side**3


def copy(bytes_: int, threads: int, device: str = "cpu") -> Callable[[], Any]:
    """A copy of that many bytes, in as many pieces as there are threads."""
    if device == "cuda":
        import torch

        source = torch.ones(bytes_ // 4, device=device)
        target = torch.empty_like(source)
        return lambda: target.copy_(source)
    source, target = np.ones(bytes_ // 4, np.float32), np.ones(bytes_ // 4, np.float32)
    if threads == 1:
        return lambda: np.copyto(target, source)
    edges = np.linspace(0, len(source), threads + 1).astype(int)
    pool = ThreadPoolExecutor(threads)

    def pieces() -> None:
        list(
            pool.map(
                lambda k: np.copyto(target[edges[k] : edges[k + 1]], source[edges[k] : edges[k + 1]]), range(threads)
            )
        )

    return pieces
