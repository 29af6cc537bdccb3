"""How the tests of the public strategies look at what is drawn: searched for, exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st

FEW = settings(max_examples=25, suppress_health_check=list(HealthCheck))
SEARCH = settings(
    max_examples=2000, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def reached(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool] = lambda _: True) -> Any:
    """A drawn value that is wanted; fails if none is found."""
    return find(strategy, lambda value: bool(wanted(value)), settings=SEARCH)


def exact(array: Any) -> sympy.Matrix:
    return sympy.Matrix(np.asarray(array).tolist())


def all_rational(array: Any) -> bool:
    return all(getattr(entry, "is_Rational", False) for entry in np.asarray(array).flat)


def unit(tokens: Any) -> bool:
    return all(sympy.expand(sum(entry**2 for entry in row)) == 1 for row in tokens)
