"""The public strategies hold what they promise exactly, and reach the boundary cases that they promise: numbers and spectra."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from drawn import FEW, reached
from hypothesis import given, settings

from verify import strategies as vs
from verify.strategies.spectra import NEED_TWO


@given(vs.rationals("-1/3", "5/2"))
def test_rationals_stay_in_their_range(value: Any) -> None:
    assert value.is_Rational
    assert sympy.Rational(-1, 3) <= value <= sympy.Rational(5, 2)


@pytest.mark.parametrize("value", ["-1/3", "5/2", "0", "1", "1/2"])
def test_rationals_reach_the_ends_and_simple_numbers(value: str) -> None:
    reached(vs.rationals("-1/3", "5/2"), lambda x: x == sympy.Rational(value))


@pytest.mark.parametrize(("low", "high"), [("1/7", "1/7"), ("1/1000", "1/999")])
def test_rationals_in_a_range_without_short_ones(low: str, high: str) -> None:
    assert reached(vs.rationals(low, high)) in (sympy.Rational(low), sympy.Rational(high))


@pytest.mark.parametrize("threshold", ["2/3", "-2", "0"])
@pytest.mark.parametrize("where", vs.WHERE)
def test_around_a_threshold(threshold: str, where: str) -> None:
    at = sympy.Rational(threshold)
    near = (abs(at) or 1) / 4

    @FEW
    @given(vs.around(at, (where,)))
    def check(value: Any) -> None:
        assert sympy.sign(value - at) == {"inside": -1, "at": 0, "beyond": 1}[where.rpartition(" ")[2]]
        assert (abs(value - at) <= near) == (where.startswith(("just", "at")))

    check()


@pytest.mark.parametrize("where", vs.WHERE)
def test_step_sizes_around_a_threshold(where: str) -> None:
    at = sympy.Rational(2, 3)

    @FEW
    @given(vs.step_sizes(at, (where,)))
    def check(value: Any) -> None:
        assert value > 0
        assert sympy.sign(value - at) == {"inside": -1, "at": 0, "beyond": 1}[where.rpartition(" ")[2]]

    check()
    reached(vs.step_sizes(at), lambda value: sympy.sign(value - at) == {"at": 0}.get(where, 1))


def test_step_sizes_reach_a_millionth_of_the_threshold() -> None:
    reached(vs.step_sizes(1), lambda value: 0 < abs(value - 1) < 2e-6)


@pytest.mark.parametrize("kind", vs.KINDS)
def test_spectra_hold_what_their_kind_promises(kind: str) -> None:
    @settings(FEW, max_examples=60)
    @given(vs.spectra((1, 4), (kind,)))
    def check(spectrum: Any) -> None:
        assert all(value.is_Rational for value in spectrum)
        assert list(spectrum) == sorted(spectrum, reverse=True)
        assert (2 if kind in NEED_TWO else 1) <= len(spectrum) <= 4
        assert vs.KINDS[kind](spectrum)
        assert max(map(abs, spectrum)) <= 6

    check()


@pytest.mark.parametrize("kind", vs.KINDS)
@pytest.mark.parametrize("d", [2, 3])
def test_all_spectra_together_reach_every_kind(kind: str, d: int) -> None:
    reached(vs.spectra(d), vs.KINDS[kind])


@pytest.mark.parametrize(
    "wanted",
    [
        lambda s: s[0] > s[1] >= s[0] * sympy.Rational(9, 10) > 0,  # nearly repeated principal eigenvalue
        lambda s: s[0] > 0 > s[1],
        lambda s: s[-1] > 0,
        lambda s: len(s) > 2 and s[1] == s[2],
        lambda s: -s[-1] > s[0] and -s[-1] - s[0] < 2e-6,  # dominated by next to nothing
    ],
)
def test_spectra_under_assumption_1_reach_their_boundary(wanted: Any) -> None:
    spectrum = reached(vs.spectra((2, 4), vs.ASSUMPTION_1), wanted)
    assert spectrum[0] > 0
    assert spectrum[0] > spectrum[1]
    assert 0 not in spectrum
