"""Attention on an ellipsoid: all arithmetics against each other, Jacobians, the conjugate system on the sphere, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import mpmath
import numpy as np
import pytest
import sympy
import torch

from verify import Ellipsoid, MultiHead
from verify.arithmetic.free import FreeMatrix, Rules
from verify.arithmetic.indexed import IndexedArray
from verify.arithmetic.numeric import FLOAT64, object_arithmetic, to_mpf
from verify.errors import InvalidInput

W = [["2", "1/2", "0"], ["1/2", "1", "-1/3"], ["0", "-1/3", "3/4"]]
V = [["2", "1/2", "0"], ["1/2", "-1", "1/3"], ["0", "1/3", "1/4"]]
A = [["1", "-1/2", "1/4"], ["0", "3/4", "1"], ["-1/3", "2", "-1"]]
B = [["0", "1", "0"], ["-2", "1/2", "0"], ["1", "0", "3"]]
TOKENS = [["3/5", "4/5", "0"], ["0", "-5/13", "12/13"], ["-2/3", "1/3", "2/3"], ["1", "0", "0"]]
TAU = Fraction(3, 10)
KINDS = ["step", "field", "jacobian of step", "jacobian of field"]


def exact(rows: list[list[str]]) -> np.ndarray:
    return np.array([[sympy.Rational(entry) for entry in row] for row in rows], dtype=object)


def made(tau: Any = None, causal: bool = False) -> Ellipsoid:
    return Ellipsoid(
        metric=exact(W), values=[exact(V), exact(B)], query_keys=[exact(A), None], causal=causal, step_size=tau
    )


def drawn(rng: np.random.Generator, tau: Any = None, causal: bool = False, d: int = 3) -> Ellipsoid:
    s = rng.normal(size=(d, d))
    values, keys = rng.normal(size=(2, 2, d, d))
    return Ellipsoid(
        metric=s.T @ s + 0.1 * np.eye(d), values=list(values), query_keys=list(keys), causal=causal, step_size=tau
    )


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_arithmetic_gives_the_same_numbers(kind: str, causal: bool) -> None:
    function = getattr(made(None if kind.endswith("field") else TAU, causal), kind.split(maxsplit=1)[0])
    with mpmath.workdps(50), flint.ctx.workprec(128):
        precise = function(object_arithmetic("mpmath").asarray(exact(TOKENS), None))
        balls = function(object_arithmetic("arb").asarray(exact(TOKENS), None))
        doubles = function(FLOAT64.asarray(exact(TOKENS), None))
        tensors = function(torch.tensor(FLOAT64.asarray(exact(TOKENS), None)))
        reference = FLOAT64.asarray(precise, None)
        np.testing.assert_allclose(doubles, reference, rtol=0, atol=1e-14)
        np.testing.assert_allclose(tensors.numpy(), reference, rtol=0, atol=1e-14)
        for ball, value in zip(balls.flat, precise.flat, strict=True):
            assert ball.rad() < 1e-33
            with flint.ctx.workprec(300):
                assert (ball + flint.arb(0, 1e-47)).contains(flint.arb(mpmath.nstr(value, 52)))
        if kind in ("step", "field"):
            for value, entry in zip(precise.flat, function(exact(TOKENS)).flat, strict=True):
                assert abs(to_mpf(entry) - value) < mpmath.mpf(10) ** -47


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("flow", [False, True])
def test_the_jacobian_is_the_automatic_derivative_and_the_difference_quotient(flow: bool, causal: bool) -> None:
    rng = np.random.default_rng([3, flow, causal])
    for _ in range(10):
        n, d = int(rng.integers(1, 6)), int(rng.integers(1, 5))
        system = drawn(rng, None if flow else float(rng.uniform(0.05, 1.5)), causal, d)
        function: Callable[[Any], Any] = system.field if flow else system.step
        state = system.normalize(rng.normal(size=(n, d)))
        found = system.jacobian(state)
        derived = torch.func.jacrev(function)(torch.tensor(state)).numpy().reshape(n * d, n * d)
        assert np.abs(found - derived).max() < 1e-11 * max(1.0, np.abs(derived).max())
        direction = rng.normal(size=(n, d))
        quotient = (function(state + 1e-6 * direction) - function(state - 1e-6 * direction)).ravel() / 2e-6
        assert np.abs(found @ direction.ravel() - quotient).max() < 1e-6 * max(1.0, np.abs(derived).max())


def test_tokens_stay_on_the_ellipsoid() -> None:
    rng = np.random.default_rng(1)
    stepped, flowing = drawn(rng, 0.7, True), drawn(rng)
    state = stepped.normalize(rng.normal(size=(50, 6, 3)))  # a batch
    for _ in range(5):
        state = stepped.step(state)
    np.testing.assert_allclose(FLOAT64.dot(state @ stepped.metric, state), 1, rtol=0, atol=1e-14)
    state = flowing.normalize(rng.normal(size=(50, 6, 3)))
    along = FLOAT64.dot(state @ flowing.metric, flowing.field(state))  # half the derivative of x^T W x
    np.testing.assert_allclose(along, 0, atol=1e-13)


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("tau", [None, 0.4])
def test_the_conjugate_system_on_the_sphere_moves_alike(tau: Any, causal: bool) -> None:
    rng = np.random.default_rng([2, causal])
    system = drawn(rng, tau, causal)
    other = rng.normal(size=(3, 3))
    q = np.linalg.qr(other)[0]
    state = system.normalize(rng.normal(size=(5, 3)))
    for root in (None, q @ system.root()):
        sphere = system.to_sphere(root)
        s = system.root() if root is None else root
        assert type(sphere) is MultiHead
        np.testing.assert_allclose(s.T @ s, system.metric, rtol=0, atol=1e-13)
        mine, theirs = (system.field, sphere.field) if tau is None else (system.step, sphere.step)
        np.testing.assert_allclose(mine(state) @ s.T, theirs(state @ s.T), rtol=0, atol=1e-12)
        big = np.kron(np.eye(5), s)
        found = big @ system.jacobian(state) @ np.linalg.inv(big)
        np.testing.assert_allclose(found, sphere.jacobian(state @ s.T), rtol=0, atol=1e-10)


def test_the_root_is_exact_where_the_metric_is() -> None:
    system = made()
    s = system.root()
    assert all((entry - wanted).equals(0) for entry, wanted in zip((s.T @ s).flat, exact(W).flat, strict=True))
    ball = Ellipsoid(metric=object_arithmetic("arb").asarray(exact(W), None), values=[exact(V), exact(B)])
    assert all(
        entry.contains(flint.arb(flint.fmpq(int(wanted.p), int(wanted.q))))
        for entry, wanted in zip((ball.root().T @ ball.root()).flat, exact(W).flat, strict=True)
    )
    tensor = Ellipsoid(metric=torch.tensor(FLOAT64.asarray(exact(W), None)), values=[exact(V)])
    np.testing.assert_allclose(
        tensor.to_sphere().values[0].numpy(), FLOAT64.asarray(made().to_sphere().values[0], None)
    )


def test_without_a_metric_of_its_own_it_is_the_sphere() -> None:
    rng = np.random.default_rng(4)
    values, keys = rng.normal(size=(2, 2, 3, 3))
    state = rng.normal(size=(5, 3))
    for tau in (None, 0.3):
        round_one = Ellipsoid(metric=np.eye(3), values=list(values), query_keys=list(keys), step_size=tau)
        sphere = MultiHead(values=list(values), query_keys=list(keys), step_size=tau)
        np.testing.assert_allclose(round_one.jacobian(state), sphere.jacobian(state), rtol=0, atol=1e-13)


def test_the_same_code_runs_on_letters_and_on_symbolic_shapes() -> None:
    rules = Rules.of()
    x, v, p, s = (FreeMatrix.letter(name, rules) for name in "XVPS")
    letters = Ellipsoid(metric=s.transposed() @ s, values=[v], query_keys=[p])
    sphere = MultiHead(values=[v], query_keys=[p])
    assert letters.field(x) != sphere.field(x)
    n, d = sympy.symbols("n d", integer=True, positive=True)
    tokens, metric, value, key = (IndexedArray.symbol(m, k, d) for m, k in (("x", n), ("W", d), ("V", d), ("P", d)))
    entry = Ellipsoid(metric=metric, values=[value], query_keys=[key]).field(tokens).entry(1, 1)
    assert {n, d} <= entry.free_symbols


# ------------------------------------------------------------------------------------------------ what is refused

EYE = np.eye(3)


@pytest.mark.parametrize(
    ("metric", "found"),
    [
        (None, "metric is missing"),
        (np.ones((2, 3)), "metric has shape 2 x 3"),
        (np.eye(2), "metric is 2 x 2; expected 3 x 3"),
        (np.diag([1.0, 2.0, 0.0]), "not positive definite"),
        (np.diag([1, 2, -1]), "not positive definite"),
        (EYE + np.triu(np.ones((3, 3)) * 1e-6, 1), "metric is not symmetric"),
        (torch.tensor([[1.0, 2, 0], [2, 1, 0], [0, 0, 1]]), "not positive definite"),
        (exact([["1", "1", "0"], ["1", "1", "0"], ["0", "0", "1"]]), "not positive definite"),  # singular, exactly
        (exact([["1", "1/9", "0"], ["1/8", "1", "0"], ["0", "0", "1"]]), "metric is not symmetric"),
        (np.array([[sympy.sqrt(2), 2, 0], [2, sympy.sqrt(8), 0], [0, 0, 1]], dtype=object), "not positive definite"),
        (object_arithmetic("mpmath").asarray(np.diag([1.0, 2.0, -1.0]), None), "not positive definite"),
        (np.diag([flint.arb(1), flint.arb(1), flint.arb(0, 1)]), "not positive definite"),  # a ball that holds 0
    ],
)
def test_what_is_no_metric_is_refused(metric: Any, found: str) -> None:
    with pytest.raises(InvalidInput, match=found) as caught:
        Ellipsoid(metric=metric, values=[EYE])
    assert "\n" not in str(caught.value)


def test_exact_metrics_are_decided_exactly() -> None:
    tiny = sympy.Rational(1, 10**200)
    for entry in (1 + tiny, sympy.sqrt(2) / sympy.sqrt(2 - 1 / sympy.Integer(10) ** 40)):
        metric = np.array([[1, 1], [1, entry]], dtype=object) * sympy.Integer(1)
        assert Ellipsoid(metric=metric, values=[np.eye(2)]).metric[1, 1] == entry
    with pytest.raises(InvalidInput, match="not positive definite"):
        Ellipsoid(metric=np.array([[1, 1], [1, 1 - tiny]], dtype=object), values=[np.eye(2)])
    x = sympy.Symbol("x")
    assert Ellipsoid(metric=np.array([[x, 0], [0, 1]], dtype=object), values=[np.eye(2)]).metric[0, 0] == x
    rounded = Ellipsoid(metric=np.array([[1.0, 1 / 3], [1 / 3 + 1e-16, 1.0]]), values=[np.eye(2)])
    assert (rounded.metric == rounded.metric.T).all()


def test_heads_and_schedules_of_another_kind_are_refused() -> None:
    with pytest.raises(InvalidInput, match="1 values and 2 query_keys"):
        Ellipsoid(metric=EYE, values=[EYE], query_keys=[None, None])
    with pytest.raises(InvalidInput, match="values is a int"):
        Ellipsoid(metric=EYE, values=3)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="schedule is a str; expected a function of time"):
        Ellipsoid(metric=EYE, values=[EYE], schedule="cos")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="2 x 2; expected 3 x 3"):
        Ellipsoid(metric=EYE, values=[EYE], schedule=lambda t: [np.eye(2) * t]).at(1.0)
    with pytest.raises(InvalidInput, match="is a flow"):
        Ellipsoid(metric=EYE, values=[EYE]).step(EYE)
