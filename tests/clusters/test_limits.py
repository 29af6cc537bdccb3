"""The set S exactly and by other routes, limits of integrated tokens, counterexamples about vertices, V = -I."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import minimize

from proofs.clusters import polytope as claims
from proofs.clusters.worlds import energy, frozen, limits, negative
from verify.arithmetic.jets import JetRandom
from verify.claim import Budget
from verify.counterexample import Counterexample, recheck
from verify.equilibria.polytope import excess, extreme_points
from verify.errors import InvalidInput
from verify.search.identity import flat
from verify.systems import Clusters
from verify.verdict import Verdict


def _floats(points: list[Any]) -> np.ndarray:
    return np.array([[float(entry) for entry in point] for point in points])


def test_s_of_a_segment() -> None:
    assert extreme_points([["-1"], ["3"]]) == [(-1,), (0,), (3,)]
    assert extreme_points([["1"], ["3"]]) == [(3,)]
    assert extreme_points([["0"]]) == [(0,)]


def test_s_of_a_triangle_has_the_feet_of_its_sides() -> None:
    points = [["2", "0"], ["-1", "2"], ["-1", "-2"]]
    found = extreme_points(points)
    foot = (Fraction(8, 13), Fraction(12, 13))
    assert len(found) == 7
    assert foot in found
    assert (0, 0) in found
    assert (-1, 0) in found


def test_the_metric_counts() -> None:
    points = [["1", "0"], ["2", "1/10"]]
    assert extreme_points(points) == [(2, Fraction(1, 10))]
    assert (1, 0) in extreme_points(points, [["1", "-20"], ["-20", "500"]])


@pytest.mark.parametrize("seed", range(4))
def test_each_point_is_the_nearest_one_of_its_face(seed: int) -> None:
    """Another route: the highest vertices of a point of S, and the point of their hull nearest to 0 by a general optimiser."""
    rng = np.random.default_rng(seed)
    d = 2 + seed % 2
    points = rng.integers(-5, 6, size=(6, d))
    factor = rng.integers(-2, 3, size=(d, d))
    metric = factor @ factor.T + np.eye(d, dtype=int)
    found = _floats(extreme_points(points.tolist(), metric.tolist()))
    assert np.abs(excess(found, points, metric)).max() < 1e-9
    for x in found:
        scores = points @ metric @ x
        face = points[scores > scores.max() - 1e-9].astype(float)

        def length(w: np.ndarray, face: np.ndarray = face) -> float:
            return float((w @ face) @ metric @ (w @ face))

        sums = {"type": "eq", "fun": lambda w: w.sum() - 1}
        count = len(face)
        best = minimize(length, np.full(count, 1 / count), bounds=[(0, 1)] * count, constraints=sums, tol=1e-12)
        assert np.allclose(best.x @ face, x, atol=1e-3)


@pytest.mark.parametrize(
    ("vertices", "metric"),
    [
        ([], None),
        ([["1"], ["1", "2"]], None),
        ([["1", "2"]], [["1"]]),
        ([["1", "2"]], [["1", "1"], ["0", "1"]]),
        ([["1", "2"]], [["1", "2"], ["2", "1"]]),
        ([[str(k), str(k * k), str(k**3), str(k**4)] for k in range(60)], None),
    ],
)
def test_s_is_refused(vertices: list[Any], metric: Any) -> None:
    with pytest.raises(InvalidInput):
        extreme_points(vertices, metric)


@pytest.mark.parametrize(
    ("check", "example", "holds"),
    [
        (limits.count_of_s(9), limits.square, True),
        (limits.count_of_s(27), limits.cube, True),
        (limits.count_of_s(9), limits.triangle, False),
        (limits.vertex_outside_s, limits.thin_segment, True),
        (limits.vertex_outside_s, limits.square, False),
        (frozen.middle, limits.square, None),
    ],
)
def test_checks(check: Callable[[Any], Any], example: Callable[[], Any], holds: bool | None) -> None:
    assert check(Counterexample(example())).holds is holds


@pytest.mark.parametrize("claim", [claims.ANY_POLYTOPE, claims.VERTICES], ids=lambda claim: claim.id)
def test_vertices_are_refuted_and_replayed(claim: Any) -> None:
    finding = claim.evidence[0].run(claim, Budget())
    assert finding.verdict is Verdict.REFUTED
    assert recheck(Counterexample(finding.counterexample))[0]
    spoiled = finding.counterexample | {"tokens": [[*["5"] * len(row)] for row in finding.counterexample["tokens"]]}
    assert not recheck(Counterexample(spoiled))[0]


def test_the_middle_token_stays() -> None:
    """Not rescaled, from the field alone, for a short time: a rounding error of the middle token grows like exp(16/3 e^(2t))."""
    system = Clusters(value=np.eye(1))
    end = solve_ivp(lambda _t, y: system.field(y[:, None]).ravel(), (0, 0.5), [-4.0, 0.0, 4.0], rtol=1e-10, atol=1e-12)
    assert np.allclose(end.y[:, -1] / np.exp(0.5), [-4, 0, 4], atol=1e-3)


# ------------------------------------------------------------------ energies


IDENTITIES = [
    (energy.energy, energy.energy_without_itself, energy.random_symmetric),
    (energy.interaction_gradient, energy.interaction_gradient_once, energy.random_interaction),
    (energy.pairing, energy.pairing_unweighted, energy.random_interaction),
]


@pytest.mark.parametrize(("true", "false", "world"), IDENTITIES)
def test_identities_in_floats_and_balls(true: Any, false: Any, world: Any) -> None:
    left, right = true(world(np.random.default_rng(3)))
    assert np.allclose(left, right)
    left, right = false(world(np.random.default_rng(3)))
    assert not np.allclose(left, right)
    with flint.ctx.workprec(256):
        for one, other in zip(*map(flat, true(world(JetRandom(np.random.default_rng(3))))), strict=True):
            assert abs(one.value - other.value).contains(0)


def test_the_energy_of_a_random_trajectory_falls() -> None:
    agrees, told, _ = negative.interaction_decreases(1, 0)
    assert agrees, told


def test_a_pair_decays_as_slowly_as_its_closed_form() -> None:
    agrees, told, _ = negative.pair_rate(0, 0)
    assert agrees, told


@pytest.mark.parametrize(
    ("example", "holds"),
    [(negative.opposite_pair, True), (negative.uneven_pair, False), (negative.stronger_value, False)],
)
def test_the_flow_of_a_pair(example: Callable[[], Any], holds: bool) -> None:
    assert negative.slow_pair(Counterexample(example())).holds is holds


def test_the_mean_decays_algebraically() -> None:
    """The mean follows the third moments, like t^(-5/2): an exponential would be gone at t = 100."""
    start, system, times = np.random.default_rng(0).normal(size=5), Clusters(value=-np.eye(1)), np.array([100.0, 400.0])
    seen = solve_ivp(
        lambda _t, y: system.field(y[:, None]).ravel(),
        (0, 400),
        start,
        method="LSODA",
        rtol=1e-11,
        atol=1e-14,
        t_eval=times,
    )
    first, second = np.abs(seen.y.mean(axis=0)) * times**2.5
    assert 0.8 < first / second < 1.2
    assert first > 1e-3
