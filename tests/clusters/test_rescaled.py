"""Attention without normalisation: the system in every arithmetic, the integrator of rescaled tokens, and balls about trajectories."""

from __future__ import annotations

import contextlib
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import flint
import mpmath
import numpy as np
import pytest
import torch

from benchmarks.extrapolation import extrapolated
from verify import Clusters
from verify.arithmetic.numeric import FLOAT64, object_arithmetic
from verify.counterexample import load, recheck
from verify.errors import InvalidInput
from verify.trajectories import rescaled, rescaled_all
from verify.trajectories.enclosed import enclose

V = np.array([[1.0, 0.5], [0.25, 0.75]])
A = np.array([[1.0, -0.5], [0.25, 0.5]])
TOKENS = np.array([[0.5, -1.0], [1.0, 0.75], [-0.25, 0.5]])


@pytest.mark.parametrize("kind", ["field", "rescaled_field"])
def test_every_arithmetic_gives_the_same_numbers(kind: str) -> None:
    system, more = Clusters(value=V, query_key=A), (0.5,) if kind == "rescaled_field" else ()

    def at(tokens: Any) -> Any:
        return getattr(system, kind)(tokens, *more)

    with mpmath.workdps(50), flint.ctx.workprec(128):
        precise = FLOAT64.asarray(at(object_arithmetic("mpmath").asarray(TOKENS, None)), None)
        balls = at(object_arithmetic("arb").asarray(TOKENS, None))
        np.testing.assert_allclose(at(TOKENS), precise, rtol=0, atol=1e-14)
        np.testing.assert_allclose(at(torch.tensor(TOKENS)).numpy(), precise, rtol=0, atol=1e-14)
        for ball, value in zip(balls.flat, precise.flat, strict=True):
            assert ball.rad() < 1e-30
            assert (ball + flint.arb(0, 1e-15)).contains(flint.arb(value))


def reference(system: Clusters, tokens: np.ndarray, horizon: float) -> np.ndarray:
    """``x(t)`` to 15 digits or so, by mpmath's Taylor method."""
    shape = tokens.shape
    with mpmath.workdps(22):
        convert = object_arithmetic("mpmath").asarray

        def slope(_: Any, flat: Any) -> list[Any]:
            return list(system.field(np.array(list(flat), dtype=object).reshape(shape)).ravel())

        start = list(convert(tokens, None).ravel())
        end = mpmath.odefun(slope, 0, start, tol=mpmath.mpf(10) ** -16)(horizon)
        return FLOAT64.asarray(np.array(end, dtype=object).reshape(shape), None)


@pytest.mark.parametrize(
    ("value", "key", "horizon"),
    [(np.eye(2), None, 1.0), (V, A, 1.0), (-np.eye(2), None, 2.0)],
    ids=["identity", "leading", "minus identity"],
)
def test_the_error_falls_with_the_tolerance(value: np.ndarray, key: np.ndarray | None, horizon: float) -> None:
    """Against mpmath at 50 digits: at most twice the tolerance, and about a decade for each decade of it."""
    system = Clusters(value=value, query_key=key)
    with mpmath.workdps(50), np.errstate(invalid="ignore"):
        start = object_arithmetic("mpmath").asarray(TOKENS, None)
        exact = FLOAT64.asarray(extrapolated(system.field, start, mpmath.mpf(horizon), 1e-16), None)

    def error(tested: Clusters, rtol: float) -> float:
        found = rescaled(tested, TOKENS, horizon, rtol=rtol, tolerance=1e-4, stop=False).tokens(horizon)
        return float(np.abs(found - exact).max() / np.abs(exact).max())

    tolerances = np.array([1e-4, 1e-6, 1e-8, 1e-10, 1e-12])
    errors = np.array([error(system, rtol) for rtol in tolerances])
    assert (errors < 2 * tolerances).all(), errors
    assert 0.6 < np.polyfit(np.log(tolerances), np.log(errors), 1)[0] < 1.4, errors
    # The check can fail: a system that is off by a millionth stops improving there.
    spoiled = Clusters(value=value * (1 + 1e-6), query_key=key)
    assert error(spoiled, 1e-10) > 1000 * 2e-10


def test_scores_neither_overflow_nor_drown() -> None:
    """At t = 300 scores are about e^600; the nearer of two tokens that differ by 1e-9 has all the weight."""
    found = rescaled(Clusters(value=np.eye(1)), np.array([[1.0], [1.0 + 1e-9]]), 340.0, stop=False)
    assert np.isfinite(found.states).all()
    late = rescaled(Clusters(value=np.eye(2)), np.array([[1.0, 0.0], [-1.0, 0.5]]), 300.0, stop=False)
    np.testing.assert_allclose(late.attention(300.0), np.eye(2), atol=0)
    # 2 t = 22.2: the score gap is e^22.2 * 1e-9 * 1.0 = 4.4, in floats no more exact than the difference 1e-9 itself is
    modes = found.modes
    weights = modes.attention(np.array([[1.0], [1.0 + 1e-9]]), 11.1)[0]
    gap = float(np.exp(22.2)) * ((1.0 + 1e-9) - 1.0)
    assert weights[1] / weights[0] == pytest.approx(np.exp(gap), rel=1e-9)


def test_complex_and_defective_values() -> None:
    for value in (np.array([[0.5, 1.0], [-1.0, 0.5]]), np.array([[1.0, 1.0], [0.0, 1.0]])):
        system = Clusters(value=value, query_key=A)
        found = rescaled(system, TOKENS, 0.25, rtol=1e-11)
        np.testing.assert_allclose(found.tokens(0.25), reference(system, TOKENS, 0.25), atol=1e-9)
        assert found.limit is None
        assert "not decided" in found.note


def test_limits_are_known_by_an_argument() -> None:
    """Two opposite pairs: the limits are the outer tokens, by symmetry and because they keep all their weight."""
    pair = rescaled(Clusters(value=np.eye(1)), np.array([[-2.0], [2.0]]), 30.0)
    assert pair.known is not None
    assert pair.times[-1] < 30  # it stops when the limit is known
    assert pair.limit is not None
    assert abs(pair.limit[1, 0]) < 2  # the hull never grows
    assert pair.known.clusters.tolist() == [0, 1]
    # An exact saddle: the middle token rests at 0 and attends to all. That is never called a limit.
    saddle = rescaled(Clusters(value=np.eye(1)), np.array([[-1.0], [0.0], [1.0]]), 8.0)
    assert saddle.limit is None
    assert saddle.note == "not decided: no strict clusters by t = 8"
    # Nor is a horizon that is too short.
    assert rescaled(Clusters(value=np.eye(1)), np.array([[-2.0], [1.5], [2.0]]), 1.0).limit is None


def test_a_batch_is_its_members() -> None:
    rng = np.random.default_rng(3)
    starts, system = rng.normal(size=(4, 5, 2)), Clusters(value=np.eye(2))
    for one, start in zip(rescaled_all(system, starts, 20.0), starts, strict=True):
        alone = rescaled(system, start, 20.0)
        assert one.limit is not None
        assert alone.limit is not None
        np.testing.assert_allclose(one.limit, alone.limit, atol=1e-5)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"horizon": 400.0}, "the horizon is 400, where scores overflow; expected at most 345"),
        ({"horizon": -1.0}, "expected a positive finite time"),
        ({"horizon": 1.0, "rtol": 1e-15}, "rtol is 1e-15; expected a number from 1e-13 to 1e-2"),
        ({"horizon": 1.0, "tolerance": 1e-12}, "the tolerance of limits is 1e-12"),
        ({"horizon": 1.0, "method": "Euler"}, "the method is 'Euler'"),
    ],
)
def test_settings_out_of_range(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInput) as error:
        rescaled(Clusters(value=np.eye(1)), np.array([[1.0], [2.0]]), **arguments)
    assert said in str(error.value)


def test_balls_hold_the_trajectory() -> None:
    system = Clusters(value=np.array([[1]]), query_key=np.array([[1]]))
    with np.errstate(invalid="ignore"):
        found = enclose(
            system, np.array([[Fraction(-1)], [Fraction(1, 10)], [Fraction(2)]]), Fraction(1, 4), order=14, bits=96
        )
    assert found is not None
    assert found.radius < 1e-9
    seen = rescaled(Clusters(value=np.eye(1)), np.array([[-1.0], [0.1], [2.0]]), 0.25, rtol=1e-12).tokens(0.25)
    for ball, value in zip(found.balls.flat, seen.flat, strict=True):
        assert (ball + flint.arb(0, 1e-10)).contains(flint.arb(value))
        assert not (ball + flint.arb(0, 1e-10)).contains(flint.arb(value + 1e-6))


FILE: dict[str, Any] = {
    "claim": "clusters.well_posed.lipschitz",
    "system": "clusters",
    "time": "continuous",
    "step_size": None,
    "value": [["1"]],
    "tokens": [["1"]],
}


def written(folder: Path, **changes: Any) -> Path:
    path = folder / "c.json"
    path.write_text(json.dumps(FILE | changes), encoding="utf-8")
    return path


def test_a_counterexample_is_replayed(tmp_path: Path) -> None:
    holds, lines = recheck(load(written(tmp_path)))
    assert holds
    assert "exceeds every constant" in lines[-1]
    holds, lines = recheck(load(written(tmp_path, value=[["-1"]])))
    assert not holds
    assert "does not grow" in lines[-1]


def test_it_refutes_no_claim_about_the_sphere(tmp_path: Path) -> None:
    for claim in (
        "power_method.lemma_7.limits",
        "multistability.lemma_1.convergence",
        "power_method.lemma_5.principal",
    ):
        holds = False
        with contextlib.suppress(InvalidInput):  # where a claim asks for unit vectors, say
            holds, _ = recheck(load(written(tmp_path, claim=claim)))
        assert not holds


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"step_size": "1", "time": "discrete"}, "step_size is given; expected null, the system clusters is a flow"),
        ({"mask": "causal"}, "mask is given; expected null, the system clusters does not read it"),
        ({"claim": None}, "no claim is named"),
        ({"tokens": [["1", "0"]]}, "tokens have shape 1 x 2; expected (..., n, 1)"),
        ({"value": [["1", "2"]]}, "value has shape 1 x 2; expected a square matrix"),
    ],
)
def test_bad_files_are_one_line(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInput) as error:
        recheck(load(written(tmp_path, **changes)))
    assert said in str(error.value)
    assert "\n" not in str(error.value)
