"""Scores that depend on time: their texts, their values in every arithmetic, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy

from verify import Ellipsoid
from verify.arithmetic.numeric import FLOAT64, object_arithmetic
from verify.errors import InvalidInput
from verify.systems.schedules import schedule

P = np.array([[1.0, 2.0], [0.0, -1.0]])
Q = np.array([[0.5, 0.0], [3.0, 1.0]])
# The value of f at t = 5/4, by hand.
FORMULAS = [
    ("constant: P(t) = (1/2) P", 0.5, True, True),
    ("periodic: P(t) = (cos(2*t)) P", np.cos(2.5), True, True),
    ("periodic: P(t) = (2 + sin(t)**2) P", 2 + np.sin(1.25) ** 2, True, True),
    ("growing: P(t) = (1 + t/2) P", 1.625, False, False),
    ("growing: P(t) = (-exp(t)) P", -np.exp(1.25), False, False),
    ("switching: P(t) = ((-1)**floor(2*t)) P", 1.0, True, False),
    ("switching: P(t) = ((3 + (-1)**floor(t))/2) P", 1.0, True, False),
]


@pytest.mark.parametrize(("text", "value", "bounded", "continuous"), FORMULAS)
def test_a_text_is_read_and_written_back(text: str, value: float, bounded: bool, continuous: bool) -> None:
    made = schedule(text, [P])
    again = schedule(made.text, [P])
    assert (made.bounded, made.uniformly_continuous) == (bounded, continuous)
    for read in (made, again):
        np.testing.assert_allclose(read(1.25)[0], value * P, rtol=1e-15)
    for name in ("exact", "mpmath", "arb"):
        matrix = object_arithmetic(name).asarray(P, None)
        (precise,) = schedule(text, [matrix])(sympy.Rational(5, 4))
        np.testing.assert_allclose(FLOAT64.asarray(precise, None), value * P, rtol=1e-14)


def test_heads_may_have_formulas_of_their_own() -> None:
    text = "periodic: P_1(t) = (cos(t)) P_1; P_2(t) = (sin(t)) P_2"
    made = schedule(text, [P, Q])
    assert made.text == text
    first, second = made(0.5)
    np.testing.assert_allclose(first, np.cos(0.5) * P)
    np.testing.assert_allclose(second, np.sin(0.5) * Q)
    same = schedule("periodic: P(t) = (cos(t)) P", [P, Q])(0.5)
    np.testing.assert_allclose(same, [np.cos(0.5) * P, np.cos(0.5) * Q])


def test_a_system_at_a_time_has_the_scores_of_that_time() -> None:
    rng = np.random.default_rng(0)
    moving: Any = Ellipsoid(metric=np.eye(2), values=[P, Q], schedule=schedule(FORMULAS[1][0], [P, Q]))
    there = moving.at(1.25)
    fixed = Ellipsoid(metric=np.eye(2), values=[P, Q], query_keys=[np.cos(2.5) * P, np.cos(2.5) * Q])
    state = rng.normal(size=(4, 2))
    assert there.schedule is None
    assert fixed.at(3.0) is fixed
    np.testing.assert_allclose(there.field(state), fixed.field(state), rtol=0, atol=1e-14)
    for function in (moving.field, moving.influence, moving.jacobian, moving.to_sphere):
        with pytest.raises(InvalidInput, match=r"expected system\.at"):
            function(state) if function != moving.to_sphere else function()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cos(t)", "expected constant, periodic, growing, switching and a formula"),
        ("random: P(t) = (t) P", "expected constant, periodic"),
        ("periodic: cos(t)", r"expected P\(t\) = \(FORMULA\) P"),
        ("periodic: P_1(t) = (cos(t)) P_1", r"expected P\(t\) = \(FORMULA\) P"),
        ("periodic: P(t) = (1 + t) P", "is not periodic"),
        ("periodic: P(t) = (1/cos(t)) P", "is not periodic"),
        ("periodic: P(t) = (log(2 + cos(t))) P", "is not periodic"),
        ("constant: P(t) = (t) P", "is not constant"),
        ("growing: P(t) = (cos(t)) P", "is not growing"),
        ("growing: P(t) = (exp(t)*cos(t)) P", "is not growing"),
        ("growing: P(t) = (t**2/(1 - t)) P", "is not growing"),
        ("growing: P(t) = (log(t)) P", "is not growing"),
        ("switching: P(t) = (floor(t)) P", "is not switching"),
        ("switching: P(t) = (t*(-1)**floor(t)) P", "is not switching"),
        ("periodic: P(t) = (import os) P", "is not a formula in t"),
        ("periodic: P(t) = (cos(u)) P", "is not a formula in t"),
        ("constant: P(t) = (sqrt(-1)) P", "is not a real function"),
        ("constant: P(t) = (1/0) P", "is not a real function"),
        ("constant: P(t) = (1) P; P(t) = (1) P", "2 formulas; expected one, or one for each of 1 heads"),
    ],
)
def test_another_text_is_refused_in_one_line(text: str, found: str) -> None:
    with pytest.raises(InvalidInput, match=found) as caught:
        schedule(text, [P])
    assert "\n" not in str(caught.value)


def test_a_head_without_scores_and_another_kind_of_time_are_refused() -> None:
    with pytest.raises(InvalidInput, match="a head has no query_key"):
        schedule(FORMULAS[1][0], [P, None])
    with pytest.raises(InvalidInput, match="expected a float or an exact number"):
        schedule(FORMULAS[1][0], [P])([1.0])
