"""From a counterexample to the one that a reader wants: fewer digits, small integers, no sign where none is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import combinations

from verify.search.problem import Values

SIMPLE = [Fraction(p, q) for q in (1, 2, 3, 4) for p in range(13) if Fraction(p, q).denominator == q]
GRID = [(Fraction(p, 2), Fraction(q, 2)) for p in (2, -2, 0, 4, -4, 1, -1, 6) for q in (2, -2, 0, 4, -4, 1, -1, 6)]
ROUNDS = 12


def complexity(value: Fraction) -> tuple[int, int, bool]:
    """What makes a number hard to read: digits, those of a denominator twice; then its size; then a minus sign."""
    top, bottom = abs(value.numerator), value.denominator
    return len(str(top)) + 2 * len(str(bottom)) * (bottom > 1), top + bottom * (bottom > 1), value < 0


def total(values: Values) -> tuple[int, int, int]:
    """The complexity of a point."""
    parts = [complexity(value) for value in values.values()]
    return sum(p[0] for p in parts), sum(p[1] for p in parts), sum(p[2] for p in parts)


def simpler(value: Fraction) -> Iterable[Fraction]:
    """Numbers that are simpler, the simplest first: small ones of either sign, and roundings of this one."""
    near = [value.limit_denominator(q) for q in (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 128, 1024, 2**20)]
    options = {sign * x for x in SIMPLE for sign in (1, -1)} | set(near) | {-value}
    return sorted((x for x in options if complexity(x) < complexity(value)), key=lambda x: (complexity(x), x))


def shrunk(values: Values, found: Callable[[Values], bool]) -> Values:
    """A point with simpler numbers that is still found, each parameter as simple as it gets while the others stand.

    Where no single parameter gets simpler, two are changed together: to small numbers, scaled against each other, or
    both moved where one is a multiple of the other.

    Args:
        values: a point that is found.
        found: whether a point is still what was looked for.
    """
    here = dict(values)
    for _ in range(ROUNDS):
        before = total(here)
        for name in here:
            here = _one(here, name, found)
        if total(here) == before:
            here = _pairs(here, found)
        if total(here) == before:
            return here
    return here


def _one(here: Values, name: str, found: Callable[[Values], bool]) -> Values:
    for value in simpler(here[name]):
        changed = {**here, name: value}
        if found(changed):
            return changed
    return here


def _pairs(here: Values, found: Callable[[Values], bool]) -> Values:
    """One pass over pairs: both scaled against each other, or both moved where they are equal up to sign."""
    for first, second in combinations(here, 2):
        x, y = here[first], here[second]
        options: list[tuple[Fraction, Fraction]] = []
        if x and y:
            options += [(x * f, y / f) for f in {1 / x, abs(1 / x), y, abs(y)} if f]
            options += [(z, z * y / x) for z in simpler(x)] if abs(x) == abs(y) or (y / x).denominator == 1 else []
        options += GRID
        for one, other in options:
            changed = {**here, first: one, second: other}
            if total(changed) < total(here) and found(changed):
                return changed
    return here
