"""The input of a search, checked, as float64; and the same system on the scale of its value matrix."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from verify.equilibria.prepare import exact_matrix
from verify.equilibria.search.batched import scores_norm
from verify.errors import InvalidInput
from verify.systems import Attention, MultiHead, Oja, System

MOST_TOKENS, MOST_STARTS, MOST_COORDINATES = 10**6, 1_000_000, 400
LARGEST_ENTRY = 1e200
LARGEST_SCORES = 1e6
"""Norm of the scores up to which float64 tells their exponentials (to ten digits at this one)."""


def checked(system: System, tokens: int, starts: int, seed: int) -> System:
    """The system with float64 matrices.

    Raises:
        InvalidInput: for anything else than the search can do, with what was found and what was expected.
    """
    for name, number, most in (("tokens", tokens, MOST_TOKENS), ("starts", starts, MOST_STARTS), ("seed", seed, 2**63)):
        least = 0 if name == "seed" else 1
        if isinstance(number, bool) or not isinstance(number, (int, np.integer)) or not least <= number <= most:
            raise InvalidInput(f"{name} is {number!r}; expected an integer from {least} to {most}")
    if not isinstance(system, (Oja, Attention, MultiHead)):
        raise InvalidInput(f"system is {type(system).__name__}; expected Oja, Attention or MultiHead")
    if tokens * system.dimension > MOST_COORDINATES:
        raise InvalidInput(
            f"{tokens} tokens in dimension {system.dimension} are {tokens * system.dimension} coordinates; "
            f"expected at most {MOST_COORDINATES}: the search factors Jacobians of that size"
        )
    found = _floats(system)
    largest = _largest(found) * found.dimension * max(1.0, float(found.step_size or 0.0))
    if largest > LARGEST_ENTRY:
        raise InvalidInput(f"step size times value matrix reaches {largest:.3g}; expected at most {LARGEST_ENTRY:g}")
    size = scores_norm(found)
    if not size <= LARGEST_SCORES:
        raise InvalidInput(
            f"query_key has norm {size:.3g}; expected at most {LARGEST_SCORES:g}: float64 does not tell the exponentials"
        )
    return found


def normalised(system: System) -> tuple[System, float]:
    """The system with V divided by a power of two, so that its largest entry is about 1, and that power.

    A step multiplies its step size by the power and moves as before, digit by digit; a flow only moves in other units of time.
    """
    largest = _largest(system)
    unit = 2.0 ** np.floor(np.log2(largest)) if largest else 1.0
    step: Any = None if system.step_size is None else system.step_size * unit
    if isinstance(system, MultiHead):
        return replace(system, values=tuple(value / unit for value in system.values), step_size=step), unit
    return replace(system, value=system.value / unit, step_size=step), unit  # type: ignore[call-arg, attr-defined]


def _largest(system: Any) -> float:
    values = system.values if isinstance(system, MultiHead) else [system.value]
    return float(max(np.abs(value).max() for value in values))


def _floats(system: Any) -> Any:
    step = None if system.step_size is None else float(system.step_size)
    if isinstance(system, MultiHead):
        values = tuple(exact_matrix(f"values[{h}]", value) for h, value in enumerate(system.values))
        keys = tuple(
            None if key is None else exact_matrix(f"query_keys[{h}]", key) for h, key in enumerate(system.query_keys)
        )
        return replace(system, values=values, query_keys=keys, step_size=step)
    value = exact_matrix("value", system.value)
    if isinstance(system, Oja):
        return replace(system, value=value, step_size=step)
    key = None if system.query_key is None else exact_matrix("query_key", system.query_key)
    return replace(system, value=value, query_key=key, step_size=step)
