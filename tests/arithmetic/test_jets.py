"""Balls with a derivative: they hold the exact values, never turn into floats, and differentiate ``step`` in balls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flint
import numpy as np
import pytest
import sympy

from verify import Attention, MultiHead, Oja
from verify.arithmetic.jets import Jet, JetRandom, directional_derivative
from verify.arithmetic.linear import inverse, orthogonal, unit, unit_rows
from verify.arithmetic.numeric import to_arb
from verify.conclusions import Identity
from verify.evidence.autodiff import full_derivative
from verify.graph import load
from verify.search.identity import BITS, CLEAR, difference

T = sympy.Symbol("t")
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "rational": lambda t: (3 * t**3 - t / 7 + 2) / (1 + t * t) - (5 - t) / (t - 9),
    "power": lambda t: t**-2 + t**0 + 2 * t**4,
    "exp": lambda t: np.exp(-t * t) if isinstance(t, Jet) else sympy.exp(-t * t),
    "log": lambda t: np.log(t + 3) if isinstance(t, Jet) else sympy.log(t + 3),
    "sqrt": lambda t: np.sqrt(t + 4) if isinstance(t, Jet) else sympy.sqrt(t + 4),
    "cos": lambda t: np.cos(3 * t) if isinstance(t, Jet) else sympy.cos(3 * t),
    "sin": lambda t: np.sin(3 * t) if isinstance(t, Jet) else sympy.sin(3 * t),
    "cosh": lambda t: np.cosh(t) if isinstance(t, Jet) else sympy.cosh(t),
    "sinh": lambda t: np.sinh(t) if isinstance(t, Jet) else sympy.sinh(t),
    "tanh": lambda t: np.tanh(t) if isinstance(t, Jet) else sympy.tanh(t),
}


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("at", ["1/3", "-2/3", "2"])
def test_value_and_slope_hold_the_exact_ones(name: str, at: str) -> None:
    with flint.ctx.workprec(200):
        jet = FUNCTIONS[name](Jet(sympy.Rational(at), 1))
        exact = FUNCTIONS[name](T)
        for ball, wanted in ((jet.value, exact), (jet.slope, sympy.diff(exact, T))):
            assert ball.overlaps(to_arb(wanted.subs(T, sympy.Rational(at)).evalf(90)))
            assert ball.rad() < 1e-40


def test_a_jet_is_no_float_and_undecided_comparisons_are_errors() -> None:
    with pytest.raises(TypeError):
        float(Jet(1))
    wide = Jet(flint.arb(1, 0.1))
    for compare in (lambda: wide < 1, lambda: wide == 1, lambda: bool(wide >= 1.05)):
        with pytest.raises(ArithmeticError):
            compare()
    assert Jet(1) < 2
    assert abs(Jet(-3)) == 3
    with pytest.raises(TypeError):
        Jet(2) ** 0.5


def test_arrays_and_floats_on_the_left() -> None:
    array = np.array([Jet(1), Jet(2)], dtype=object)
    for made in (Jet(2) * array, array * Jet(2), np.float64(2.0) * array, 2.0 * array):
        assert [entry == wanted for entry, wanted in zip(made, (2, 4), strict=True)] == [True, True]
    assert [entry == wanted for entry, wanted in zip(Jet(2) - array, (1, 0), strict=True)] == [True, True]
    assert (1 / Jet(4)) == 0.25


@pytest.mark.parametrize("kind", ["oja", "attention", "causal", "multihead"])
def test_the_derivative_of_step_in_balls_is_that_of_torch_and_of_the_formula(kind: str) -> None:
    rng = np.random.default_rng(3)
    (v, a, w, b), x = rng.normal(size=(4, 3, 3)), unit_rows(rng.normal(size=(4, 3)))
    system = {
        "oja": Oja(value=v, step_size=0.3),
        "attention": Attention(value=v, query_key=a, step_size=0.3),
        "causal": Attention(value=v, query_key=a, step_size=0.3, causal=True),
        "multihead": MultiHead(values=[v, w], query_keys=[a, b], step_size=0.3),
    }[kind]
    jets = np.array([[Jet(float(entry)) for entry in row] for row in x], dtype=object)
    with flint.ctx.workprec(128):
        enclosed = full_derivative(system.step, jets)
    middle = np.vectorize(lambda jet: float(jet.value.mid()))(enclosed)
    assert np.abs(middle - full_derivative(system.step, x)).max() < 1e-12
    assert np.abs(middle.reshape(12, 12) - system.jacobian(x)).max() < 1e-12


def test_linear_algebra_is_exact_in_balls() -> None:
    rng = JetRandom(np.random.default_rng(1))
    with flint.ctx.workprec(128):
        q = orthogonal(rng, 3)
        square = rng.normal(size=(3, 3))
        ones = [q @ q.T, square @ inverse(square)]
        assert all((one[i, j] - int(i == j)).value.contains(0) for one in ones for i in range(3) for j in range(3))
        length = unit(rng.normal(size=4))
        assert (length @ length - 1).value.contains(0)
    plain = np.random.default_rng(1).normal(size=(3, 3))
    assert np.abs(inverse(plain) @ plain - np.eye(3)).max() < 1e-9


def test_the_same_draws_as_the_generator_it_wraps() -> None:
    one, other = JetRandom(np.random.default_rng(5)), np.random.default_rng(5)
    assert [float(jet.value.mid()) for jet in one.normal(size=3)] == list(other.normal(size=3))
    assert one.uniform(1, 2) == other.uniform(1, 2)
    assert one.integers(3, 90) == other.integers(3, 90)
    assert list(one.permutation(5)) == list(other.permutation(5))
    assert [
        bool(jet == x)
        for jet, x in zip(one.choice([-1.0, 1.0], size=4), other.choice([-1.0, 1.0], size=4), strict=True)
    ]


def test_a_direction_is_followed() -> None:
    slope = directional_derivative(lambda x: x * x, np.array([1, 2], dtype=object), np.array([1, 10], dtype=object))
    assert [entry == wanted for entry, wanted in zip(slope, (2, 40), strict=True)] == [True, True]


IDENTITIES = [claim for claim in load().claims.values() if isinstance(claim.conclusion, Identity) and claim.mutants]


@pytest.mark.parametrize("claim", IDENTITIES, ids=lambda claim: claim.id)
def test_the_world_of_every_identity_runs_in_balls(claim: Any) -> None:
    """Else nothing rigorous refutes its mutants: draw reals from ``rng`` without ``float()`` around them, and use
    :mod:`verify.arithmetic.linear` for norms, inverses and orthogonal matrices and
    :func:`verify.evidence.autodiff.directional_derivative` for derivatives.
    """
    conclusion = claim.conclusion
    assert conclusion.numeric is not None
    with flint.ctx.workprec(BITS):
        conclusion.sides(conclusion.numeric(JetRandom(np.random.default_rng([0, 0]))))
    assert all(difference(conclusion, 0, trial) is None for trial in range(3))
    assert CLEAR > 0
