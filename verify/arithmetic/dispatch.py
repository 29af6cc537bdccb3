"""Which arithmetic an array belongs to."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from verify.arithmetic.base import Arithmetic
from verify.arithmetic.numeric import FLOAT64, TORCH, object_arithmetic
from verify.errors import InvalidInput


def arithmetic_of(array: Any) -> Arithmetic:
    """The arithmetic of ``array``.

    Raises:
        InvalidInput: for an array of numbers that no arithmetic serves (complex, text, mixed objects).
    """
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(array, torch.Tensor):
        return TORCH
    if isinstance(array, np.ndarray):
        if array.dtype.kind in "fiub":
            return FLOAT64
        if array.dtype == object and array.size:
            return object_arithmetic(_kind_of_entry(array.flat[0]))
        raise InvalidInput(f"tokens have dtype {array.dtype}; expected real floats, or mpf, arb or SymPy entries")
    own = getattr(array, "arithmetic", None)
    if isinstance(own, Arithmetic):
        return own
    raise InvalidInput(f"tokens are a {type(array).__name__}; expected an array of shape (n, d)")


def _kind_of_entry(entry: Any) -> str:
    module = type(entry).__module__
    if module == "verify.arithmetic.jets":
        return "jet"
    if module.startswith("flint"):
        return "arb"
    if module.startswith("mpmath") or type(entry).__name__ == "mpf":
        return "mpmath"
    if module.startswith("sympy") or isinstance(entry, int):
        return "exact"
    raise InvalidInput(f"tokens hold {type(entry).__name__} entries; expected float, mpf, arb, jet or SymPy numbers")
