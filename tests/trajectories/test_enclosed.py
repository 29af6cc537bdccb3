"""Balls about trajectories of attention without normalisation: they hold solutions to 50 digits, and nothing that is no solution."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import flint
import mpmath
import numpy as np
import pytest

from benchmarks.extrapolation import extrapolated
from verify.arithmetic.numeric import object_arithmetic, to_arb
from verify.systems import Clusters
from verify.trajectories.enclosed import Enclosed, enclose

pytestmark = pytest.mark.filterwarnings("ignore:invalid value encountered")

V = [[Fraction(1), Fraction(1, 2)], [Fraction(-1, 4), Fraction(3, 4)]]
A = [[Fraction(1), Fraction(-1, 2)], [Fraction(1, 4), Fraction(1, 2)]]
TOKENS = [[Fraction(1, 2), Fraction(-1)], [Fraction(1), Fraction(3, 4)], [Fraction(-1, 4), Fraction(1, 2)]]
HORIZON = Fraction(1, 4)


def rows(table: Any) -> np.ndarray:
    return np.array(table, dtype=object)


def solution(tokens: Any, value: Any = V) -> np.ndarray:
    """``x(1/4)`` by an extrapolated rule in mpmath, an object array."""
    with mpmath.workdps(50):
        xp = object_arithmetic("mpmath")
        system = Clusters(value=xp.asarray(rows(value), None), query_key=xp.asarray(rows(A), None))
        return np.asarray(
            extrapolated(system.field, xp.asarray(rows(tokens), None), mpmath.mpf(1) / 4, 1e-25), dtype=object
        )


@cache
def enclosed() -> Enclosed:
    found = enclose(Clusters(value=rows(V), query_key=rows(A)), rows(TOKENS), HORIZON, order=16, bits=128)
    assert found is not None
    return found


def inside(found: Enclosed, exact: np.ndarray) -> bool:
    """Whether every coordinate is in its ball, up to the error of the reference."""
    with flint.ctx.workprec(200), mpmath.workdps(50):
        slack = flint.arb(0, 1e-22)
        pairs = zip(found.balls.flat, exact.flat, strict=True)
        return all((ball + slack).contains(to_arb(entry).mid()) for ball, entry in pairs)


def test_balls_hold_the_solution_to_50_digits() -> None:
    found = enclosed()
    assert found.time == 0.25
    assert found.radius < 1e-11
    assert inside(found, solution(TOKENS))


def test_balls_do_not_hold_other_solutions() -> None:
    """Controls: another start, another V, and the start itself."""
    found = enclosed()
    moved = [[TOKENS[0][0] + Fraction(1, 10**9), TOKENS[0][1]], *TOKENS[1:]]
    assert not inside(found, solution(moved))
    assert not inside(found, solution(TOKENS, [[V[0][0], V[0][1] + Fraction(1, 10**9)], V[1]]))
    assert not inside(found, rows([[mpmath.mpf(x.numerator) / x.denominator for x in row] for row in TOKENS]))


def test_all_solutions_from_a_ball_are_held() -> None:
    width = Fraction(1, 10**6)
    with flint.ctx.workprec(128):
        start = object_arithmetic("arb").asarray(rows(TOKENS), None) + flint.arb(0, 1.01e-6)
        found = enclose(Clusters(value=rows(V), query_key=rows(A)), start, HORIZON, order=12, bits=128)
    assert found is not None
    assert found.radius < 1e-4
    for signs in ((1, 1, -1), (-1, 1, 1)):
        corner = [[entry + sign * width for entry in row] for row, sign in zip(TOKENS, signs, strict=True)]
        assert inside(found, solution(corner))
    assert not inside(enclosed(), solution(corner))


def test_it_stops_where_it_is_told_and_gives_up_on_wide_balls() -> None:
    system = Clusters(value=rows([[1]]), query_key=rows([[1]]))
    early = enclose(system, rows([[1], [2]]), 1, order=10, bits=96, until=lambda balls: bool(balls[1, 0] > 2))
    assert early is not None
    assert 0 < early.time < 1
    with flint.ctx.workprec(96):
        wide = object_arithmetic("arb").asarray(rows([[1], [2]]), None) + flint.arb(0, 3)
        assert enclose(system, wide, 1, order=10, bits=96) is None
