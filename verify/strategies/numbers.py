"""Exact rational numbers, short ones first, and numbers at, near and beyond a threshold."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from hypothesis import strategies as st

WHERE = ("well inside", "just inside", "at", "just beyond", "well beyond")
NEAREST = Fraction(1, 2**20)


def rational(value: Any) -> Any:
    """A SymPy rational from an int, a float, a Fraction, text such as ``-1/3`` or a SymPy number."""
    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    if isinstance(value, str):
        return sympy.Rational(value)
    return sympy.nsimplify(value, rational=True) if not isinstance(value, int) else sympy.Integer(value)


def fraction(value: Any) -> Fraction:
    """A SymPy rational (int, float, text) as a Fraction: the fast arithmetic that the strategies compute in."""
    if isinstance(value, (int, float, str, Fraction)):
        return Fraction(value)
    return Fraction(int(value.p), int(value.q))


def exact_array(rows: Any) -> np.ndarray:
    """Nested rationals as an object array of SymPy rationals: what every exact system and state of the suite holds."""
    return np.asarray(np.frompyfunc(rational, 1, 1)(np.asarray(rows, dtype=object)), dtype=object)


def fractions(low: Any = -4, high: Any = 4, denominator: int = 12) -> st.SearchStrategy[Fraction]:
    """Fractions in ``[low, high]`` of short denominators, the ends and small integers among them, shrinking to 0 or an end.

    Args:
        low: the least value, any rational.
        high: the greatest.
        denominator: the largest one drawn, apart from the ends.
    """
    least, most = fraction(low), fraction(high)
    return st.one_of(_between(least, most, denominator), st.sampled_from([least, most]))


@st.composite
def _between(draw: st.DrawFn, least: Fraction, most: Fraction, denominator: int) -> Fraction:
    q = draw(st.one_of(st.sampled_from([1, 2]), st.integers(1, denominator)))
    first, last = -((-least * q) // 1), (most * q) // 1
    if first > last:
        return draw(st.sampled_from([least, most]))
    return Fraction(int(draw(st.integers(int(first), int(last)))), q)


def rationals(low: Any = -4, high: Any = 4, denominator: int = 12) -> st.SearchStrategy[Any]:
    """As :func:`fractions`, in SymPy's rationals.

    >>> from hypothesis import find
    >>> find(rationals(-1, 1), lambda x: x > 0)
    1
    """
    return fractions(low, high, denominator).map(rational)


def distances() -> st.SearchStrategy[Fraction]:
    """Small positive numbers, from 1/4 down to ``2^-20``: how far "just inside" is."""
    return st.integers(2, 20).map(lambda k: Fraction(1, 2**k))


def around(value: Any, where: tuple[str, ...] = WHERE) -> st.SearchStrategy[Any]:
    """Rationals below, just below, at, just above and above ``value``.

    Args:
        value: a rational threshold; *inside* is below it.
        where: which of :data:`WHERE` to draw.

    Raises:
        ValueError: for a place that is not in :data:`WHERE`.
    """
    if not where or not set(where) <= set(WHERE):
        raise ValueError(f"where is {where!r}; expected some of {', '.join(WHERE)}")
    at = fraction(value)
    scale = abs(at) or Fraction(1)
    far = fractions(Fraction(1, 3), 3)
    made = {
        "well inside": far.map(lambda x: at - scale * x),
        "just inside": distances().map(lambda x: at - scale * x),
        "at": st.just(at),
        "just beyond": distances().map(lambda x: at + scale * x),
        "well beyond": far.map(lambda x: at + scale * x),
    }
    return st.one_of([made[place] for place in where]).map(rational)


def step_sizes(threshold: Any = None, where: tuple[str, ...] = WHERE) -> st.SearchStrategy[Any]:
    """Positive step sizes well inside, just inside, at, just beyond and well beyond a threshold.

    Args:
        threshold: the positive step size at which something changes, such as ``2/(|lambda_d| - lambda_1)`` or
            ``1/rho(V)``; ``None`` where there is none: then any step size from 1/12 to 8.
        where: which of :data:`WHERE` to draw.

    Raises:
        ValueError: if the threshold is not positive, or a place is not in :data:`WHERE`.
    """
    if threshold is None:
        return rationals(Fraction(1, 12), 8)
    if not fraction(threshold) > 0:
        raise ValueError(f"threshold is {threshold}; expected a positive number, or None where there is none")
    if not where or not set(where) <= set(WHERE):
        raise ValueError(f"where is {where!r}; expected some of {', '.join(WHERE)}")
    at = fraction(threshold)
    inside = fractions(Fraction(1, 12), Fraction(3, 4)).map(lambda x: rational(at * x))
    options = [inside] if "well inside" in where else []
    others = tuple(place for place in where if place != "well inside")
    return st.one_of([*options, around(at, others)] if others else options)
