"""The step ``(x_i + alpha s_i) / |x_i + alpha s_i|`` and the field ``(I - x_i x_i^T) s_i`` on top of any route."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from verify.arithmetic.numeric import FLOAT64, TORCH
from verify.errors import InvalidInput
from verify.large.arrays import (
    checked_rows,
    checked_threads,
    checked_tokens,
    device_name,
    dtype_name,
    is_torch,
    to_library,
)
from verify.large.pool import in_threads
from verify.large.routes import computed

CHUNK = 2**18
"""Numbers of one piece of work: a tenth of a millisecond, ten times what it costs to hand it out."""

# Squares of norms between these bounds have all their digits.
BOUNDS = {"float32": (1e-30, 1e30), "float64": (1e-280, 1e280)}


def step(
    system: Any,
    tokens: Any,
    *,
    route: str | None = None,
    threads: int | None = None,
    rows: slice | None = None,
    out: Any = None,
) -> Any:
    """What ``system.step`` defines; arguments and result as in :func:`verify.large.routes.influence`.

    Args:
        system: with a step size.
        tokens: shape ``(..., n, d)``.
        route: one of :data:`verify.large.routes.ROUTES`.
        threads: on a CPU.
        rows: which tokens are moved; by default all.
        out: where to write the result, contiguous, of its shape, dtype and kind; the tokens themselves where all are moved.

    Raises:
        InvalidInput: for a flow, another ``out``, and as :func:`verify.large.routes.influence`.
    """
    alpha = float(system._alpha(FLOAT64, None))

    def loop(own: np.ndarray, s: np.ndarray, each: int, first: int, out: np.ndarray) -> None:
        from verify.large.row_loops import advance

        low, high = BOUNDS[own.dtype.name]
        kind = own.dtype.type
        advance(own, s, each, first, kind(alpha), kind(low), kind(high), out)

    def by_torch(own: Any, s: Any) -> Any:
        return TORCH.normalize(own + alpha * s)

    return _row_by_row(system, tokens, route, threads, rows, out, loop, by_torch)


def field(
    system: Any,
    tokens: Any,
    *,
    route: str | None = None,
    threads: int | None = None,
    rows: slice | None = None,
    out: Any = None,
) -> Any:
    """What ``system.field`` defines; arguments and result as in :func:`step`.

    Raises:
        InvalidInput: as :func:`verify.large.routes.influence`.
    """

    def loop(own: np.ndarray, s: np.ndarray, each: int, first: int, out: np.ndarray) -> None:
        from verify.large.row_loops import project

        project(own, s, each, first, out)

    def by_torch(own: Any, s: Any) -> Any:
        return s - own * TORCH.dot(own, s)

    return _row_by_row(system, tokens, route, threads, rows, out, loop, by_torch)


def _row_by_row(
    system: Any,
    tokens: Any,
    route: str | None,
    threads: int | None,
    rows: slice | None,
    out: Any,
    loop: Callable[[np.ndarray, np.ndarray, int, int, np.ndarray], None],
    by_torch: Callable[[Any, Any], Any],
) -> Any:
    if out is not None:
        _check_out(out, checked_tokens(tokens, system.dimension), rows)
    found = computed(system, tokens, route=route, threads=threads, rows=rows)
    own = tokens[..., checked_rows(rows, tokens.shape[-2]), :]
    if 0 in tokens.shape:  # a batch of no states
        return found if out is None else out
    if device_name(tokens) != "cpu" or dtype_name(tokens) == "bfloat16":
        return _by_torch(own.detach(), found, by_torch, out)
    x, s = to_library(own.detach() if is_torch(own) else own, "numpy"), to_library(found, "numpy")
    count, d = x.shape[-2:]
    if s.strides[-2] == 0:  # uniform attention: one influence for all rows of a state
        each, s = count, s[..., :1, :]
    else:
        each = 1
    x, s = np.ascontiguousarray(x).reshape(-1, d), np.ascontiguousarray(s).reshape(-1, d)
    moved = np.empty_like(x) if out is None else to_library(out, "numpy").reshape(x.shape)
    height = max(1, CHUNK // d)
    starts = range(0, len(x), height)

    def worker() -> Callable[[int], None]:
        return lambda first: loop(
            x[first : first + height],
            s[first : first + height] if each == 1 else s,
            each,
            0 if each == 1 else first,
            moved[first : first + height],
        )

    in_threads(min(checked_threads(threads), len(starts)), starts, worker)
    return out if out is not None else to_library(moved.reshape(own.shape), "torch" if is_torch(tokens) else "numpy")


def _check_out(out: Any, tokens: Any, rows: slice | None) -> None:
    span = checked_rows(rows, tokens.shape[-2])
    shape = (*tokens.shape[:-2], span.stop - span.start, tokens.shape[-1])
    expected = f"expected a contiguous {type(tokens).__name__} of shape {shape}, {dtype_name(tokens)}"
    if type(out) is not type(tokens):
        raise InvalidInput(f"out is a {type(out).__name__}; {expected}")
    contiguous = out.is_contiguous() if is_torch(out) else bool(out.flags.c_contiguous and out.flags.writeable)
    if tuple(out.shape) != shape or dtype_name(out) != dtype_name(tokens) or not contiguous:
        told = "" if contiguous else ", not contiguous or read-only"
        raise InvalidInput(f"out is of shape {tuple(out.shape)}, {dtype_name(out)}{told}; {expected}")


def _by_torch(own: Any, found: Any, formula: Callable[[Any, Any], Any], out: Any) -> Any:
    import torch

    wide = torch.float64 if own.dtype == torch.float64 else torch.float32
    out = torch.empty_like(own) if out is None else out
    height = 2**18  # rows at a time, so that wider copies of a bfloat16 state stay small
    for first in range(0, own.shape[-2], height):
        part = slice(first, first + height)
        out[..., part, :] = formula(own[..., part, :].to(wide), found[..., part, :].to(wide)).to(own.dtype)
    return out
