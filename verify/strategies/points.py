"""Exact points of a claim's domain: the parameters as short rationals, ties and near ties among them."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from verify.claim import Claim, Parameter, Point
from verify.strategies.numbers import distances, fraction, fractions, rational


@functools.lru_cache(maxsize=256)
def values(parameter: Parameter, size: Any = 4) -> st.SearchStrategy[Fraction]:
    """Values of one parameter in its domain, as Fractions: integers from its lower end, positive or any rationals."""
    if parameter.domain == "integer":
        low = 0 if parameter.low is None else parameter.low
        return st.one_of(st.integers(low, low + 3), st.integers(low, low + 12)).map(Fraction)
    if parameter.domain == "positive":
        small = fractions(Fraction(1, 12), size)
        large = st.integers(0, 8).map(lambda k: Fraction(2) ** k)
        return st.one_of(small, large, large.map(lambda x: 1 / x))
    tiny = st.integers(1, 12).map(lambda k: Fraction(1, 2**k))
    return st.one_of(fractions(-size, size), tiny, tiny.map(lambda x: -x))


@st.composite
def points(draw: st.DrawFn, claim: Claim, size: Any = 4) -> Point:
    """Points in the domains of the claim's parameters, SymPy rationals; the hypotheses are not looked at.

    A real parameter is sometimes equal to another one, its negative, or within ``2^-20`` of it.

    Args:
        draw: from Hypothesis.
        claim: any claim with parameters.
        size: the largest modulus of most values.
    """
    made: dict[str, Fraction] = {}
    for parameter in claim.parameters:
        options = [values(parameter, size)]
        others = [made[p.name] for p in claim.parameters if p.name in made and p.domain == parameter.domain]
        if others and parameter.domain == "real":
            other = st.sampled_from(others)
            options += [other, other.map(lambda x: -x), st.builds(lambda x, e: x - e, other, distances())]
        elif others:
            options.append(
                st.sampled_from([x for x in others if parameter.low is None or x >= parameter.low] or others)
            )
        value = draw(st.one_of(options))
        if parameter.low is not None and value < parameter.low:
            value = Fraction(parameter.low)
        made[parameter.name] = value
    return Point({name: rational(value) for name, value in made.items()})


def as_fractions(point: Point) -> dict[str, Fraction]:
    """The values of an exact rational point as Fractions."""
    return {name: fraction(value) for name, value in point.items()}
