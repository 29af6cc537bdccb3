"""Loops that numba compiles: kept on disk where that is possible, without the interpreter's lock, never fast at the price of nan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# No division by zero is checked for; sums may be taken in any order, and nothing is assumed about nan or infinity.
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": {"contract", "nsz", "reassoc"}}


def compiled(**options: Any) -> Callable[[Callable[..., Any]], Any]:
    """``numba.njit`` with :data:`OPTIONS`; without a cache where no folder for one can be written."""
    import numba

    def decorate(function: Callable[..., Any]) -> Any:
        try:
            return numba.njit(cache=True, **{**OPTIONS, **options})(function)
        except RuntimeError:  # "cannot cache function: no locator available"
            return numba.njit(**{**OPTIONS, **options})(function)

    return decorate
