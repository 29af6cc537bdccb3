"""Spectra of real matrices where theorems about them break: ties, near ties, signs, and which end dominates."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from verify.strategies.numbers import fractions, rational

NEAR = Fraction(1, 2**20)
Spectrum = tuple[Any, ...]


def _simple(s: Spectrum) -> bool:
    return len(s) == 1 or s[0] > s[1]


def _gaps(s: Spectrum) -> list[Any]:
    return [a - b for a, b in itertools.pairwise(s)]


# What each kind promises of a spectrum in descending order. Every kind but "singular" and "zero" is nonsingular.
KINDS: dict[str, Callable[[Spectrum], bool]] = {
    "distinct": lambda s: all(gap > 0 for gap in _gaps(s)) and 0 not in s,
    "simple principal": lambda s: s[0] > 0 and _simple(s) and 0 not in s,  # Assumption 1
    "indefinite": lambda s: s[0] > 0 > s[-1] and 0 not in s,
    "positive definite": lambda s: s[-1] > 0,
    "negative definite": lambda s: s[0] < 0,
    "dominated": lambda s: s[0] > 0 and _simple(s) and -s[-1] > s[0] and 0 not in s,  # |lambda_d| > lambda_1
    "plus and minus": lambda s: s[0] > 0 and -s[-1] == s[0] and 0 not in s,
    "repeated": lambda s: 0 in _gaps(s) and 0 not in s,
    "repeated principal": lambda s: s[0] > 0 and not _simple(s) and 0 not in s,
    "nearly repeated": lambda s: any(0 < gap <= NEAR for gap in _gaps(s)) and 0 not in s,
    "singular": lambda s: 0 in s,
    "zero": lambda s: set(s) == {0},
}
SYMMETRIC = tuple(KINDS)
ASSUMPTION_1 = ("simple principal", "dominated")


def spectra(
    dimension: int | tuple[int, int] = (2, 4), kinds: tuple[str, ...] = SYMMETRIC, size: Any = 3
) -> st.SearchStrategy[Spectrum]:
    """Real spectra, in descending order, exact.

    Args:
        dimension: d, or the range of d (both ends included). One eigenvalue cannot be repeated, indefinite or dominated:
            such kinds start at d = 2.
        kinds: names of :data:`KINDS`; :data:`ASSUMPTION_1` for spectra with a positive simple principal eigenvalue and
            none that is zero.
        size: the scale; no modulus is larger than twice it.

    Raises:
        ValueError: for an unknown kind, or a dimension below 1.
    """
    least, most = dimension if isinstance(dimension, tuple) else (dimension, dimension)
    if not kinds or not set(kinds) <= set(KINDS):
        raise ValueError(f"kinds is {kinds!r}; expected some of {', '.join(KINDS)}")
    if not 1 <= least <= most:
        raise ValueError(f"dimension is {dimension!r}; expected d >= 1, or a range of such")
    possible = [kind for kind in kinds if most > 1 or kind not in NEED_TWO]
    if not possible:
        raise ValueError(f"{' and '.join(kinds)} need d >= 2")
    return st.one_of([_of_kind(kind, least, most, Fraction(size)) for kind in possible])


NEED_TWO = ("indefinite", "dominated", "plus and minus", "repeated", "repeated principal", "nearly repeated")


@st.composite
def _of_kind(draw: st.DrawFn, kind: str, least: int, most: int, size: Fraction) -> Spectrum:
    d = draw(st.integers(max(least, 2) if kind in NEED_TWO else least, most))
    unit = Fraction(1, 12)
    positive = fractions(unit, size)
    nonzero = st.one_of(positive, positive.map(lambda x: -x))
    top = draw(positive)
    below = st.one_of(fractions(unit / 2, 1).map(lambda x: top * x * Fraction(11, 12)), positive.map(lambda x: -x))

    def rest(strategy: st.SearchStrategy[Fraction], count: int = d - 1) -> list[Fraction]:
        return draw(st.lists(strategy, min_size=count, max_size=count))

    if kind == "distinct":
        values = draw(st.lists(nonzero, min_size=d, max_size=d, unique=True))
    elif kind == "simple principal":
        values = [top, *rest(below)]
    elif kind == "indefinite":
        values = [top, -draw(positive), *rest(nonzero, d - 2)]
    elif kind == "positive definite":
        values = [top, *rest(positive)]
    elif kind == "negative definite":
        values = [-top, *rest(positive.map(lambda x: -x))]
    elif kind == "dominated":
        excess = draw(st.one_of(st.just(NEAR), positive))
        values = [top, -top - excess, *rest(below, d - 2)]
    elif kind == "plus and minus":
        values = [
            top,
            -top,
            *rest(st.sampled_from([Fraction(1, 2), Fraction(-1, 2), Fraction(1)]).map(top.__mul__), d - 2),
        ]
    elif kind == "repeated":
        other = draw(nonzero)
        values = [other, other, *rest(nonzero, d - 2)]
    elif kind == "repeated principal":
        values = [top, top, *rest(below, d - 2)]
    elif kind == "nearly repeated":
        # The near tie is the principal pair as often as not; nothing lies between the two.
        other = draw(st.sampled_from([top, -top]))
        values = [other, other - NEAR * draw(st.sampled_from([Fraction(1), Fraction(1, 2)])), *rest(nonzero, d - 2)]
        values = [x if x in values[:2] or not values[1] < x < values[0] else -top for x in values]
    elif kind == "singular":
        values = [Fraction(0), *rest(st.one_of(nonzero, st.just(Fraction(0))))]
    else:
        values = [Fraction(0)] * d
    return tuple(rational(value) for value in sorted(values, reverse=True))
