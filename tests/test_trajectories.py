"""Accurate trajectories against exact solutions, another engine and the theorems that they must obey."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest

from verify import Attention, Ellipsoid, MultiHead, Oja
from verify.errors import InvalidInput
from verify.trajectories import Lyapunov, lyapunov_function, trajectories, trajectory
from verify.trajectories.lyapunov import decrease


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def symmetric(rng: np.random.Generator, d: int) -> np.ndarray:
    matrix = rng.normal(size=(d, d))
    return (matrix + matrix.T) / 2


@pytest.mark.parametrize("seed", range(6))
def test_one_token_of_the_oja_flow_is_the_exact_solution(seed: int) -> None:
    """``x(t) = e^{Vt} x_0 / |e^{Vt} x_0|`` (multistability paper, Remark 1), V symmetric or not."""
    from scipy.linalg import expm

    rng = np.random.default_rng(seed)
    d = 2 + seed % 3
    value = rng.normal(size=(d, d)) if seed % 2 else symmetric(rng, d)
    start = unit(rng.normal(size=(1, d)))
    found = trajectory(Oja(value=value), start, 4.0, rtol=1e-12, atol=1e-13)
    for time in (0.3, 1.7, float(found.times[-1])):
        exact = unit(start @ expm(value * time).T)
        assert np.abs(found.at(time) - exact).max() < 1e-10
    assert found.norm_defect < 1e-10


def test_a_small_case_agrees_with_taylor_series_at_twenty_digits() -> None:
    """mpmath's ``odefun`` integrates the same attention flow by Taylor series; errors fall with the tolerance."""
    value, key = np.array([[1.0, 0.5], [-0.25, 0.5]]), np.array([[0.5, 1.0], [0.0, -0.5]])
    system = Attention(value=value, query_key=key)
    start = unit(np.array([[1.0, 0.2], [-0.3, 1.0]]))

    def slope(_: object, y: list[mpmath.mpf]) -> list[mpmath.mpf]:
        # Written anew, entry by entry, from the definition.
        x = [y[:2], y[2:]]
        made = []
        for token in x:
            query = [sum(token[a] * key[a][b] for a in range(2)) for b in range(2)]
            weights = [mpmath.exp(query[0] * other[0] + query[1] * other[1]) for other in x]
            mean = [sum(w * other[a] for w, other in zip(weights, x, strict=True)) / sum(weights) for a in range(2)]
            pushed = [sum(value[a][b] * mean[b] for b in range(2)) for a in range(2)]
            along = sum(p * q for p, q in zip(token, pushed, strict=True))
            made += [p - along * q for p, q in zip(pushed, token, strict=True)]
        return made

    with mpmath.workdps(20):
        exact = np.array([float(x) for x in mpmath.odefun(slope, 0, [mpmath.mpf(x) for x in start.ravel()])(1)])
    errors = []
    for rtol in (1e-6, 1e-8, 1e-10, 1e-12):
        found = trajectory(system, start, 1.0, rtol=rtol, atol=rtol / 100)
        errors.append(np.abs(found.states[-1].ravel() - exact).max())
        # A few steps, each with an error of at most the tolerance as estimated.
        assert errors[-1] < 20 * rtol
    assert errors[0] > 10 * errors[2]
    low = trajectory(system, start, 1.0, rtol=1e-11, atol=1e-13, method="RK45")
    high = trajectory(system, start, 1.0, rtol=1e-11, atol=1e-13)
    assert low.evaluations > 2 * high.evaluations
    assert np.abs(low.states[-1].ravel() - exact).max() < 1e-9


@pytest.mark.parametrize(
    "system",
    [
        Oja(value=np.array([[1.0, 2.0, 0.0], [0.0, 0.5, -1.0], [0.3, 0.0, -0.7]])),
        Attention(value=np.diag([1.0, -0.5, 0.2]), query_key=np.array([[1.0, 2, 0], [0, -1, 0], [0, 0.5, 3]])),
        Attention(value=np.diag([1.0, -0.5, 0.2]), causal=True),
        MultiHead(values=[np.eye(3), -np.diag([1.0, 2, 3])], query_keys=[None, np.eye(3)]),
    ],
)
def test_the_interpolant_moves_with_the_field(system: Oja | Attention | MultiHead) -> None:
    rng = np.random.default_rng(3)
    found = trajectory(system, rng.normal(size=(4, 3)), 2.0, rtol=1e-11, atol=1e-12)
    for time in (0.4, 1.3):
        h = 1e-4
        seen = (found.at(time + h) - found.at(time - h)) / (2 * h)
        assert np.abs(seen - system.field(found.at(time))).max() < 1e-6


def test_time_runs_back_with_the_opposite_value_matrix() -> None:
    """The field is linear in V."""
    rng = np.random.default_rng(4)
    value, key = rng.normal(size=(2, 3, 3))
    start = unit(rng.normal(size=(5, 3)))
    there = trajectory(Attention(value=value, query_key=key), start, 3.0, rtol=1e-12, atol=1e-13)
    back = trajectory(Attention(value=-value, query_key=key), there.states[-1], 3.0, rtol=1e-12, atol=1e-13)
    assert np.abs(there.states[-1] - start).max() > 0.1
    assert np.abs(back.states[-1] - start).max() < 1e-8


def random_gradient_system(seed: int) -> tuple[Oja | Attention, np.ndarray]:
    rng = np.random.default_rng([11, seed])
    d, n = int(rng.integers(2, 5)), int(rng.integers(1, 7))
    matrix = symmetric(rng, d)
    kind = seed % 4
    if kind == 0:
        system: Oja | Attention = Oja(value=matrix)
    elif kind == 1:
        low = -np.linalg.eigvalsh(matrix)[0]
        system = Oja(value=matrix, step_size=float(0.99 / low if low > 0 else 1.0))
    else:
        system = Attention(value=(2.0 if kind == 2 else -0.5) * matrix, query_key=matrix)
    return system, unit(rng.normal(size=(n, d)))


def test_what_should_decrease_decreases_in_a_hundred_random_systems() -> None:
    """Oja flows and steps, attention with V = c A of either sign; and the same functions with the wrong sign do not."""
    caught = moved = 0
    for seed in range(100):
        system, start = random_gradient_system(seed)
        found = trajectory(system, start, 6, rtol=1e-8, atol=1e-10)
        assert found.decrease is not None
        assert found.decrease.holds, (seed, found.decrease.name, found.decrease.worst)
        right = lyapunov_function(system, len(start))
        assert right is not None
        wrong = Lyapunov("planted", lambda states, of=right.value: -of(states), right.slope, right.scale)
        planted = decrease(wrong, found.states, math.sqrt(start.size) * (found.rtol + found.atol))
        moved += np.abs(found.states[-1] - start).max() > 1e-3
        caught += not planted.holds
    assert moved > 90
    assert caught == moved


def test_a_function_that_is_no_theorem_fails_where_it_is_wrong() -> None:
    """The energy of the Oja flow is none of attention's for scores that have nothing to do with V."""
    value = np.diag([1.0, -1.0])
    energy = lyapunov_function(Oja(value=value), 3)
    assert energy is not None
    system = Attention(value=value, query_key=np.array([[0.0, 8.0], [-8.0, 0.0]]))
    assert lyapunov_function(system, 3) is None
    failed = 0
    for seed in range(20):
        start = np.random.default_rng(seed).normal(size=(3, 2))
        found = trajectory(system, start, 5.0, rtol=1e-8, atol=1e-10, lyapunov=energy)
        failed += found.decrease is not None and not found.decrease.holds
    assert failed > 0


def test_no_function_is_claimed_without_a_theorem() -> None:
    skew = np.array([[1.0, 1.0], [-1.0, 0.5]])
    assert lyapunov_function(Oja(value=skew), 3) is None
    assert lyapunov_function(Oja(value=np.diag([1.0, -2.0]), step_size=0.6), 3) is None
    assert lyapunov_function(Attention(value=np.eye(2), causal=True), 3) is None
    assert lyapunov_function(Attention(value=np.eye(2), step_size=0.1), 3) is None
    assert lyapunov_function(Attention(value=np.diag([1.0, 2.0])), 3) is None
    assert lyapunov_function(Attention(value=np.diag([2.0, 4.0]), query_key=np.diag([1.0, 2.0])), 3) is not None


def test_oversized_steps_of_the_oja_system_ascend_and_are_told() -> None:
    """V = diag(1/2, -3), alpha = 6/5: at (v_2, v_2, -v_2) one step throws the pair over, 1 - 6/5 < 0 < 1 + 6/5.

    s goes from v_2 to -3 v_2, and -(s^T V s)/2 from 3/2 to 27/2.
    """
    system = Oja(value=np.diag([0.5, -3.0]), step_size=1.2)
    energy = lyapunov_function(Oja(value=system.value), 3)
    found = trajectory(system, [[0.0, 1.0], [0.0, 1.0], [0.0, -1.0]], 1, lyapunov=energy)
    assert found.decrease is not None
    assert not found.decrease.holds
    assert found.decrease.values == pytest.approx([1.5, 13.5])


def test_a_metastable_state_is_not_reported_as_converged() -> None:
    """V = I, A = 10 I: two clusters 100 degrees apart attract each other at a rate of about e^{-10 (1 - cos)} only.

    Their merging is certain (V = I, all tokens in a half circle), so that no report of an equilibrium may come before it.
    """
    system = Attention(value=np.eye(2), query_key=10 * np.eye(2))
    angles = np.radians([0, 1, 2, 100, 101, 102])
    start = np.column_stack([np.cos(angles), np.sin(angles)])
    early = trajectory(system, start, 40.0, rtol=1e-9, atol=1e-11)
    assert early.rest.status != "equilibrium"
    speed = np.abs(system.field(early.states[-1])).max()
    assert speed < 1e-4
    steeper = Attention(value=np.eye(2), query_key=30 * np.eye(2))
    slow = trajectory(steeper, start, 40.0, rtol=1e-9, atol=1e-11)
    # This one is slower than the tolerance: at rest to the eye, with two clusters 100 degrees apart.
    assert np.abs(steeper.field(slow.states[-1])).max() < 1e-8
    assert slow.rest.status == "neutral"
    assert slow.rest.limit is None


def test_a_limit_is_refined_and_a_saddle_is_passed() -> None:
    system = Attention(value=np.diag([1.0, 0.5, -0.3]))
    rng = np.random.default_rng(0)
    found = trajectory(system, rng.normal(size=(4, 3)), 400.0)
    assert found.rest.status == "equilibrium"
    assert found.complete
    assert found.rest.limit is not None
    assert np.abs(system.field(found.rest.limit)).max() < 1e-14
    assert found.times[-1] < 400
    # At a consensus on v_2 exactly the flow rests for ever, and the Jacobian knows (growth 1 - 1/2).
    saddle = trajectory(system, np.tile([0.0, 1.0, 0.0], (4, 1)), 5.0)
    assert saddle.rest.status == "passing"
    assert saddle.rest.growth == pytest.approx(0.5)
    # 1e-12 beside it: slow for a while, and then it leaves.
    near = trajectory(system, np.tile([1e-12, 1.0, 0.0], (4, 1)), 400.0)
    assert near.rest.status == "equilibrium"
    assert near.rest.limit is not None
    assert near.rest.limit[0] == pytest.approx([1.0, 0.0, 0.0], abs=1e-12)


def test_many_starts_go_with_the_same_steps_and_end_where_each_ends_alone() -> None:
    system = Attention(value=np.diag([1.0, 0.5, -0.3]))
    starts = np.random.default_rng(5).normal(size=(8, 4, 3))
    together = trajectories(system, starts, 300.0)
    for start, found in zip(starts, together, strict=True):
        alone = trajectory(system, start, 300.0)
        assert alone.rest.status == found.rest.status == "equilibrium"
        assert found.rest.limit is not None
        assert alone.rest.limit is not None
        assert np.abs(found.rest.limit - alone.rest.limit).max() < 1e-9
        assert np.abs(found.at(1.0) - alone.at(1.0)).max() < 1e-9
        assert found.decrease is None


def test_the_time_to_consensus_is_that_of_the_exact_solution() -> None:
    """Two tokens at angles +-theta about v_1, the Oja flow of V = diag(1, 0).

    The mean is (cos theta, 0), so that theta' = -cos(theta) sin(theta) and tan(theta) = tan(theta_0) e^{-t}.
    """
    a = 1.2
    start = np.array([[math.cos(a / 2), math.sin(a / 2)], [math.cos(a / 2), -math.sin(a / 2)]])
    found = trajectory(Oja(value=np.diag([1.0, 0.0])), start, 30.0)
    within = 1e-3  # 2 sin(theta)
    theta = math.asin(within / 2)
    assert found.consensus_time(within) == pytest.approx(math.log(math.tan(a / 2) / math.tan(theta)), abs=1e-7)
    assert trajectory(Oja(value=np.diag([1.0, 0.0])), start, 1.0).consensus_time(within) is None


def test_steps_are_iterated() -> None:
    system = Attention(value=np.diag([1.0, 0.5, -0.3]), step_size=0.5)
    start = unit(np.random.default_rng(1).normal(size=(3, 3)))
    found = trajectory(system, start, 2000)
    assert np.abs(found.states[1] - system.step(start)).max() < 1e-15
    assert np.array_equal(found.at(1.9), found.states[1])
    assert found.rest.status == "equilibrium"
    cycle = trajectory(Oja(value=np.diag([0.5, -1.5]), step_size=1.0), [[0.0, 1.0], [0.0, 1.0]], 50)
    assert cycle.rest.status == "moving"
    assert len(cycle.states) == 51


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"tokens": np.ones((2, 4))}, "tokens have shape 2 x 4"),
        ({"tokens": np.zeros((2, 3))}, "zero rows"),
        ({"horizon": -1.0}, "the horizon is -1.0"),
        ({"rtol": 1e-15}, "the tolerances are 1e-15"),
        ({"method": "Euler"}, "the method is 'Euler'"),
    ],
)
def test_bad_input_is_told_in_one_line(changed: dict[str, object], told: str) -> None:
    given = {"tokens": np.ones((2, 3)), "horizon": 1.0} | changed
    tokens, horizon = given.pop("tokens"), given.pop("horizon")
    with pytest.raises(InvalidInput, match=told) as error:
        trajectory(Oja(value=np.eye(3)), tokens, horizon, **given)  # type: ignore[arg-type]
    assert "\n" not in str(error.value)
    found = trajectory(Oja(value=np.diag([1.0, 0, 0])), np.ones((1, 3)), 1.0)
    with pytest.raises(InvalidInput, match="outside of the trajectory"):
        found.at(2.0)


def test_an_ellipsoid_is_followed_on_the_sphere_and_not_as_one() -> None:
    metric = np.array([[2.0, 0.5], [0.5, 1.0]])
    system = Ellipsoid(values=[np.eye(2)], metric=metric)
    tokens = np.array([[0.6, 0.1], [0.2, 0.7]])
    with pytest.raises(InvalidInput, match=r"the system is Ellipsoid; expected .* system.to_sphere\(\)"):
        trajectory(system, tokens, 1.0)
    end = trajectory(system.to_sphere(), tokens @ system.root().T, 20.0)
    assert end.consensus_time(1e-2) is not None
