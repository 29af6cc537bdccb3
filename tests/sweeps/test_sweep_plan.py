"""What a sweep draws: the same whatever is drawn beside it, of the shapes that were asked for; bad input in one line."""

from __future__ import annotations

import numpy as np
import pytest

from verify.errors import InvalidInput
from verify.sweeps.draw import draw, matrix
from verify.sweeps.plan import SCORES, SYSTEMS, Plan, numbers, parse_slice, parse_step


def test_an_instance_depends_on_the_seed_and_its_number_alone() -> None:
    plan = Plan(step_size=(0.1, 2.0))
    first, again = draw(plan, 7), draw(plan, 7)
    assert np.array_equal(first.system.value, again.system.value)
    assert np.array_equal(first.system.query_key, again.system.query_key)
    assert (first.seed, first.system.step_size) == (again.seed, again.system.step_size)
    assert 0 <= first.seed < 2**63
    for other in (draw(plan, 8), draw(Plan(step_size=(0.1, 2.0), seed=1), 7)):
        assert not np.array_equal(first.system.value, other.system.value)
        assert first.seed != other.seed


def test_the_child_of_the_seed_sequence_is_the_one_that_spawning_gives() -> None:
    rng = np.random.default_rng(np.random.SeedSequence(5).spawn(4)[3])
    rng.random()  # of the step size
    assert np.array_equal(draw(Plan(seed=5, shape="general"), 3).system.value, rng.normal(size=(3, 3)) / np.sqrt(3))


@pytest.mark.parametrize("shape", SCORES)
def test_shapes(shape: str) -> None:
    rng = np.random.default_rng(0)
    for d in (1, 2, 5):
        v = matrix(rng, shape, d)
        assert v.shape == (d, d)
        if shape in ("symmetric", "positive"):
            assert np.array_equal(v, v.T)
        if shape == "positive":
            assert np.linalg.eigvalsh(v)[0] > -1e-15
        if shape == "skew":
            assert np.array_equal(v, -v.T)
        if shape == "orthogonal":
            assert np.allclose(v @ v.T, np.eye(d), atol=1e-14)
        if shape == "identity":
            assert np.array_equal(v, np.eye(d))


def test_an_orthogonal_matrix_is_uniform() -> None:
    """The trace of a Haar matrix of the orthogonal group has mean 0 and variance 1, for d >= 2."""
    rng = np.random.default_rng(1)
    traces = np.array([np.trace(matrix(rng, "orthogonal", 4)) for _ in range(4000)])
    assert abs(traces.mean()) < 4 / np.sqrt(4000)
    assert abs(traces.var() - 1) < 0.15


def test_step_sizes_are_log_uniform_in_their_range() -> None:
    plan = Plan(step_size=(0.01, 1.0))
    steps = np.array([draw(plan, k).system.step_size for k in range(400)])
    assert steps.min() >= 0.01
    assert steps.max() <= 1.0
    assert abs(np.log10(steps).mean() + 1) < 4 * np.sqrt(1 / 3) / 20
    assert draw(Plan(step_size=None), 0).system.is_flow
    assert draw(Plan(step_size=(0.5, 0.5)), 0).system.step_size == 0.5


def test_scale_multiplies_the_scores_alone() -> None:
    one, three = draw(Plan(), 2).system, draw(Plan(scale=3.0), 2).system
    assert np.array_equal(one.value, three.value)
    assert np.array_equal(3.0 * one.query_key, three.query_key)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_plan_survives_json(system: str) -> None:
    for step in (None, (0.5, 2.0)):
        plan = Plan(system=system, step_size=step, tokens=4)
        assert Plan.from_dict(plan.to_dict()) == plan


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ({"tokens": 0}, "tokens is 0; expected an integer from 1 to 400"),
        ({"tokens": True}, "tokens is True"),
        ({"tokens": 200, "dimension": 3}, "600 coordinates; expected at most 400"),
        ({"starts": 0}, "starts is 0"),
        ({"steps": 0}, "steps is 0"),
        ({"seed": -1}, "seed is -1"),
        ({"seed": 2**63}, "expected an integer from 0 to"),
        ({"shape": "round"}, "shape is 'round'; expected one of symmetric, general"),
        ({"shape": "identity"}, "shape is 'identity'"),
        ({"scores": ""}, "scores is ''"),
        ({"system": "multihead"}, "system is 'multihead'; expected one of attention, oja"),
        ({"scale": float("nan")}, "scale is nan"),
        ({"scale": -1.0}, "scale is -1.0"),
        ({"step_size": (0.0, 1.0)}, "step size is 0.0:1.0"),
        ({"step_size": (2.0, 1.0)}, "step size is 2.0:1.0; expected a positive number"),
        ({"step_size": (1.0, float("inf"))}, "step size is 1.0:inf"),
        ({"step_size": (-1.0, -1.0)}, "step size is -1.0; expected"),
        ({"step_size": (float("nan"), float("nan"))}, "step size is nan"),
    ],
)
def test_a_bad_plan_is_one_line(entries: dict, told: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        Plan(**entries)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_text_of_steps_and_slices() -> None:
    assert parse_step("0.1") == (0.1, 0.1)
    assert parse_step("0.1:2") == (0.1, 2.0)
    assert parse_slice("3/8") == (3, 8)
    for text in ("", "a", "1:2:3", ":"):
        with pytest.raises(InvalidInput, match="step size is"):
            parse_step(text)
    for text in ("", "0/3", "4/3", "1", "1/", "/2", "-1/2", "1/2/3", "1.5/2", "٣/٨x", "1/" + "9" * 30):
        with pytest.raises(InvalidInput, match="slice is"):
            parse_slice(text)


def test_slices_are_a_partition() -> None:
    parts = [numbers(10, (i, 3)) for i in (1, 2, 3)]
    assert sorted(n for part in parts for n in part) == list(range(10))
    assert list(numbers(2, (3, 3))) == []
    for wrong in (0, -1, 10**10, True):
        with pytest.raises(InvalidInput, match="instances is"):
            numbers(wrong)
