"""The compiled loops for tokens of few coordinates: the power of two in them, the fallback of the shift, many steps."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest
import torch

from verify import Attention, MultiHead, Oja
from verify.errors import InvalidInput
from verify.large import influence, routes
from verify.large.compiled import compiled
from verify.large.exponential import power_of_two
from verify.large.fused import Fused, steps


def unit(rng: np.random.Generator, *shape: int) -> np.ndarray:
    tokens = rng.normal(size=shape)
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)


@compiled()
def _powers(given: Any, result: Any) -> None:
    for i in range(given.size):
        result[i] = power_of_two(given[i])


@pytest.mark.parametrize(("dtype", "lowest"), [(np.float64, -1022.0), (np.float32, -126.0)])
def test_powers_of_two_are_within_one_unit_in_the_last_place(dtype: type, lowest: float) -> None:
    rng = np.random.default_rng(0)
    given = np.concatenate(
        [rng.uniform(lowest, 0, 1500), -(10.0 ** rng.uniform(-20, 0, 500)), -np.arange(0, 2, 1 / 256)]
    )
    given = given.astype(dtype)
    found = np.empty_like(given)
    _powers(given, found)
    with mpmath.workdps(40):
        exact = [mpmath.mpf(2) ** mpmath.mpf(float(z)) for z in given]
        units = [float(abs(mpmath.mpf(float(f)) - e)) for f, e in zip(found, exact, strict=True)]
    # No power is below the smallest normal number, so that the spacing of what was found is that of the value.
    assert max(np.array(units) / np.spacing(found).astype(float)) <= 1
    assert found[given == 0].tolist() == [1.0] * int((given == 0).sum())


@pytest.mark.parametrize(("dtype", "smallest"), [(np.float64, 2.0**-1022), (np.float32, 2.0**-126)])
def test_powers_stop_at_the_smallest_normal_number(dtype: type, smallest: float) -> None:
    given = np.array([-1e4, -1e30, -np.inf], dtype)
    found = np.empty_like(given)
    _powers(given, found)
    assert found.tolist() == [smallest] * 3
    assert power_of_two(given).tolist() == [smallest] * 3


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("n", [5, 40, 700])
def test_a_shift_far_above_the_scores_is_given_up(n: int, dtype: str) -> None:
    """Skew A: every score of equal tokens is 0 and every bound 2000 log2(e), where all weights would be 2^-1022."""
    skew = np.array([[0.0, 2000.0, 0.0], [-2000.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    tokens = np.tile([1.0, 0.0, 0.0], (n, 1)).astype(dtype)
    tokens[-1] = [-1.0, 0.0, 0.0]
    found = influence(Attention(value=np.eye(3), query_key=skew), tokens, route="fused")
    np.testing.assert_allclose(found, [[1 - 2 / n, 0.0, 0.0]] * n, rtol=0, atol=1e-6 if dtype == "float32" else 1e-14)
    causal = influence(Attention(value=np.eye(3), query_key=skew, causal=True), tokens, route="fused")
    np.testing.assert_allclose(causal[:-1, 0], 1, rtol=1e-6)
    np.testing.assert_allclose(causal[-1, 0], 1 - 2 / n, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("d", [1, 2, 3, 4, 5, 8, 11, 16])
def test_every_number_of_coordinates(d: int, dtype: str) -> None:
    """Around the sizes at which blocks, tiles and groups end, with a mask and without."""
    rng = np.random.default_rng(d)
    value, key = rng.normal(size=(2, d, d))
    for n in (1, 16, 33, 128, 129, 513):
        tokens = unit(rng, n, d).astype(dtype)
        for causal in (False, True):
            system = Attention(value=value, query_key=key, causal=causal)
            expected = system.influence(tokens.astype(float))
            found = influence(system, tokens, route="fused")
            atol = (2e-14 if dtype == "float64" else 1e-5) * np.linalg.norm(value, 2) * max(1, np.linalg.norm(key, 2))
            np.testing.assert_allclose(found, expected, rtol=0, atol=atol, err_msg=f"{n} {causal}")


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("n", [10, 200])
def test_many_steps_of_many_starts(n: int, dtype: str) -> None:
    rng = np.random.default_rng(2)
    values, keys = rng.normal(size=(2, 2, 3, 3))
    starts = unit(rng, 2, 3, n, 3).astype(dtype)
    kept = starts.copy()
    for system in (
        Attention(value=values[0], query_key=keys[0], step_size=0.3),
        Attention(value=values[0], step_size=0.3, causal=True),
        MultiHead(values=values, query_keys=[keys[0], None], step_size=0.2),
        Oja(value=values[0], step_size=0.1),
    ):
        expected = starts.astype(float)
        for _ in range(7):
            expected = system.step(expected)
        found = steps(system, starts, 7, threads=2)
        assert found.dtype == starts.dtype
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12 if dtype == "float64" else 1e-4)
        np.testing.assert_array_equal(steps(system, starts, 7, threads=1), found)
        np.testing.assert_array_equal(steps(system, starts, 0), starts)
        tensor = steps(system, torch.from_numpy(starts), 7)
        np.testing.assert_array_equal(tensor.numpy(), found)
    np.testing.assert_array_equal(starts, kept)


def test_a_token_without_a_direction_becomes_nan() -> None:
    system = Attention(value=-np.eye(3), step_size=1.0)
    lone = np.array([[[1.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]]])
    assert np.isnan(steps(system, lone, 1)).all()


@pytest.mark.parametrize("parts", [2**6, 2**10])
def test_parts_of_the_work_give_identical_bits(parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the tasks and the threads: every row is computed alone, or in a lane of its own."""
    rng = np.random.default_rng(3)
    system = Attention(value=rng.normal(size=(3, 3)), query_key=rng.normal(size=(3, 3)), step_size=0.1)
    for shape in ((5, 40, 3), (2, 300, 3)):
        tokens = unit(rng, *shape)
        whole, moved = influence(system, tokens, route="fused", threads=1), steps(system, tokens, 3, threads=1)
        with monkeypatch.context() as patched:
            patched.setattr("verify.large.fused.TASK_PAIRS", parts)
            np.testing.assert_array_equal(influence(system, tokens, route="fused", threads=3), whole)
            np.testing.assert_array_equal(steps(system, tokens, 3, threads=3), moved)
        for rows in (slice(0, 7), slice(9, 31)):
            part = influence(system, tokens, route="fused", rows=rows)
            np.testing.assert_array_equal(part, whole[:, rows])


@pytest.mark.parametrize(
    ("key", "tokens", "reason"),
    [
        (np.eye(17), np.ones((2, 17)), "needs d <= 16, and d is 17"),
        (np.eye(3), np.array([[np.nan, 0.0, 0.0]]), "needs finite tokens"),
        (np.eye(3), np.array([[np.inf, 0.0, 0.0]]), "needs finite tokens"),
        (1e16 * np.eye(3), np.eye(3), "needs scores below 5.6e+14 in float64"),
        (1e7 * np.eye(3), np.eye(3, dtype=np.float32), "needs scores below 1e+06 in float32"),
        (1e300 * np.eye(3), 1e200 * np.eye(3), "needs scores below"),
    ],
)
def test_what_is_not_covered_says_why(key: np.ndarray, tokens: np.ndarray, reason: str) -> None:
    system = Attention(value=np.eye(len(key)), query_key=key, step_size=0.1)
    told = routes(system, tokens)["fused"]
    assert told is not None
    assert reason in told
    with pytest.raises(InvalidInput, match="route fused does not cover this"):
        steps(system, tokens, 1)


def test_steps_take_arrays_of_two_dtypes_and_any_number_of_starts() -> None:
    system = Attention(value=np.eye(3), step_size=0.1)
    assert steps(system, np.empty((2, 0, 5, 3)), 4).shape == (2, 0, 5, 3)
    for given, found in (
        (torch.ones(4, 3, dtype=torch.bfloat16), "the tokens are bfloat16"),
        (np.ones((4, 3), int), "tokens have dtype int64"),
        (np.ones((4, 2)), "tokens have shape 4 x 2"),
        ([[1.0, 0.0, 0.0]], "tokens are a list"),
    ):
        with pytest.raises(InvalidInput) as caught:
            steps(system, given, 1)
        assert found in str(caught.value)


@pytest.mark.parametrize("count", [-1, 1.5, True, "2"])
def test_a_number_of_steps_is_a_number(count: Any) -> None:
    with pytest.raises(InvalidInput, match="expected a whole number of steps"):
        steps(Attention(value=np.eye(3), step_size=0.1), np.eye(3), count)


def test_a_flow_has_no_steps() -> None:
    with pytest.raises(InvalidInput, match="the system is a flow"):
        steps(Attention(value=np.eye(3)), np.eye(3), 1)


def test_the_automatic_choice_goes_by_the_number_of_pairs() -> None:
    system = Attention(value=np.eye(3))
    assert not Fused().suits(system, np.ones((511, 3)))
    assert Fused().suits(system, np.ones((512, 3)))
    assert Fused().suits(system, np.ones((1000, 32, 3)))
    assert not Fused().suits(Attention(value=np.eye(9)), np.ones((5000, 9)))
