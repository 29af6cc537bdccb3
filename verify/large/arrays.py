"""Tokens as NumPy arrays or torch tensors of one of a few dtypes, and the way between both without a copy."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from verify.errors import InvalidInput

NUMPY_DTYPES = ("float32", "float64")
"""What every route computes in; torch tensors may also be bfloat16 where a route says so."""


def is_torch(array: Any) -> bool:
    """Whether ``array`` is a torch tensor; torch is not imported to find out."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(array, torch.Tensor)


def dtype_name(array: Any) -> str:
    """``float32``, ``float64``, ``bfloat16`` and so on, for both libraries."""
    return str(array.dtype).removeprefix("torch.")


def device_name(array: Any) -> str:
    """``cpu`` or ``cuda``."""
    return str(array.device.type) if is_torch(array) else "cpu"


def checked_tokens(tokens: Any, dimension: int) -> Any:
    """``tokens`` without gradients if they are an array of the right kind, shape and dtype.

    Raises:
        InvalidInput: with what was found and what was expected.
    """
    if not is_torch(tokens) and not isinstance(tokens, np.ndarray):
        raise InvalidInput(f"tokens are a {type(tokens).__name__}; expected a NumPy array or a torch tensor")
    shape = tuple(tokens.shape)
    if len(shape) < 2 or shape[-2] < 1 or shape[-1] != dimension:
        found = " x ".join(map(str, shape)) or "a single number"
        raise InvalidInput(f"tokens have shape {found}; expected (..., n, {dimension}) with n >= 1")
    allowed = (*NUMPY_DTYPES, "bfloat16") if is_torch(tokens) else NUMPY_DTYPES
    if dtype_name(tokens) not in allowed:
        raise InvalidInput(f"tokens have dtype {dtype_name(tokens)}; expected {', '.join(allowed)}")
    return tokens.detach() if is_torch(tokens) else tokens


def to_library(array: Any, library: str) -> Any:
    """``array`` as one of ``numpy`` or ``torch``, sharing its memory, or as it is for ``either``."""
    if library == "torch" and not is_torch(array):
        import torch

        # Torch has neither negative strides nor read-only memory; the routes only read.
        usable = array.flags.writeable and all(stride >= 0 for stride in array.strides)
        return torch.from_numpy(array if usable else array.copy())
    if library == "numpy" and is_torch(array):
        return array.numpy()
    return array


def checked_rows(rows: slice | None, n: int) -> slice:
    """The rows of queries as a slice with bounds and step 1; ``None`` is all of them.

    Raises:
        InvalidInput: for an empty slice, or one with another step.
    """
    if rows is None:
        return slice(0, n)
    start, stop, step = rows.indices(n)
    if step != 1 or stop <= start:
        raise InvalidInput(f"rows are {rows}; expected a slice of at least one of the {n} tokens, with step 1")
    return slice(start, stop)


def checked_threads(threads: int | None) -> int:
    """The number of threads: by default the processors that this process may use.

    Raises:
        InvalidInput: for a number below one.
    """
    if threads is None:
        import os

        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if isinstance(threads, bool) or not isinstance(threads, (int, np.integer)) or threads < 1:
        raise InvalidInput(f"threads is {threads!r}; expected a whole number of at least 1")
    return int(threads)
