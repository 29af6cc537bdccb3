"""The step ``(x_i + alpha s_i) / |x_i + alpha s_i|`` and the field ``(I - x_i x_i^T) s_i`` on top of any route."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from verify.arithmetic.numeric import FLOAT64, TORCH
from verify.large.arrays import checked_rows, checked_threads, device_name, dtype_name, is_torch, to_library
from verify.large.pool import in_threads
from verify.large.routes import computed

CHUNK = 2**16
"""Numbers of one piece of work: few enough to stay in the cache of one core."""

# Squares of norms between these bounds have all their digits.
BOUNDS = {"float32": (1e-30, 1e30), "float64": (1e-280, 1e280)}


def step(
    system: Any, tokens: Any, *, route: str | None = None, threads: int | None = None, rows: slice | None = None
) -> Any:
    """What ``system.step`` defines; arguments and result as in :func:`verify.large.routes.influence`.

    Raises:
        InvalidInput: for a flow, and as :func:`verify.large.routes.influence`.
    """
    alpha = float(system._alpha(FLOAT64, None))

    def loop(own: np.ndarray, s: np.ndarray, each: int, first: int, out: np.ndarray) -> None:
        from verify.large.row_loops import advance

        low, high = BOUNDS[own.dtype.name]
        kind = own.dtype.type
        advance(own, s, each, first, kind(alpha), kind(low), kind(high), out)

    def by_torch(own: Any, s: Any) -> Any:
        return TORCH.normalize(own + alpha * s)

    return _row_by_row(system, tokens, route, threads, rows, loop, by_torch)


def field(
    system: Any, tokens: Any, *, route: str | None = None, threads: int | None = None, rows: slice | None = None
) -> Any:
    """What ``system.field`` defines; arguments and result as in :func:`verify.large.routes.influence`.

    Raises:
        InvalidInput: as :func:`verify.large.routes.influence`.
    """

    def loop(own: np.ndarray, s: np.ndarray, each: int, first: int, out: np.ndarray) -> None:
        from verify.large.row_loops import project

        project(own, s, each, first, out)

    def by_torch(own: Any, s: Any) -> Any:
        return s - own * TORCH.dot(own, s)

    return _row_by_row(system, tokens, route, threads, rows, loop, by_torch)


def _row_by_row(
    system: Any,
    tokens: Any,
    route: str | None,
    threads: int | None,
    rows: slice | None,
    loop: Callable[[np.ndarray, np.ndarray, int, int, np.ndarray], None],
    by_torch: Callable[[Any, Any], Any],
) -> Any:
    found = computed(system, tokens, route=route, threads=threads, rows=rows)
    own = tokens[..., checked_rows(rows, tokens.shape[-2]), :]
    if 0 in tokens.shape:  # a batch of no states
        return found
    if device_name(tokens) != "cpu" or dtype_name(tokens) == "bfloat16":
        return _by_torch(own.detach(), found, by_torch)
    x, s = to_library(own.detach() if is_torch(own) else own, "numpy"), to_library(found, "numpy")
    count, d = x.shape[-2:]
    if s.strides[-2] == 0:  # uniform attention: one influence for all rows of a state
        each, s = count, s[..., :1, :]
    else:
        each = 1
    x, s = np.ascontiguousarray(x).reshape(-1, d), np.ascontiguousarray(s).reshape(-1, d)
    out = np.empty_like(x)
    height = max(1, CHUNK // d)
    starts = range(0, len(x), height)

    def worker() -> Callable[[int], None]:
        return lambda first: loop(
            x[first : first + height],
            s[first : first + height] if each == 1 else s,
            each,
            0 if each == 1 else first,
            out[first : first + height],
        )

    in_threads(min(checked_threads(threads), len(starts)), starts, worker)
    return to_library(out.reshape(own.shape), "torch" if is_torch(tokens) else "numpy")


def _by_torch(own: Any, found: Any, formula: Callable[[Any, Any], Any]) -> Any:
    import torch

    wide = torch.float64 if own.dtype == torch.float64 else torch.float32
    out = torch.empty_like(own)
    height = 2**18  # rows at a time, so that wider copies of a bfloat16 state stay small
    for first in range(0, own.shape[-2], height):
        part = slice(first, first + height)
        out[..., part, :] = formula(own[..., part, :].to(wide), found[..., part, :].to(wide)).to(own.dtype)
    return out
