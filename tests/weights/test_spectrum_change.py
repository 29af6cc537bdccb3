"""The spectrum of a rank-one change against cases that are solved by hand, a dense solver, and changes that must be seen."""

from __future__ import annotations

import math

import numpy as np
import pytest

from verify.errors import InvalidInput
from verify.weights import spectrum_change
from verify.weights.leading import leading
from verify.weights.spectrum_change import RankOne

E_1, E_2 = np.array([1.0, 0.0]), np.array([0.0, 1.0])
ROTATION = np.array([[0.0, -1.0], [1.0, 0.0]])


def drawn(seed: int, d: int) -> RankOne:
    rng = np.random.default_rng(seed)
    u, w = rng.normal(size=(2, d))
    return RankOne.of(rng.normal(size=(d, d)), u / np.linalg.norm(u), w if w @ u > 0 else -w)


def test_the_bound_by_hand() -> None:
    """w = u and |H| = 1: (1 + sqrt(2))^2; for w = 2u half of it."""
    assert RankOne.of(ROTATION, E_1, E_1).sufficient() == pytest.approx(3 + 2 * math.sqrt(2), rel=1e-12)
    assert RankOne.of(ROTATION, E_1, 2 * E_1).sufficient() == pytest.approx((3 + 2 * math.sqrt(2)) / 2, rel=1e-12)
    # c = 3/5: (1 + sqrt(8/5))^2 (5/3)^2.
    tilted = RankOne.of(ROTATION, E_1, np.array([0.6, 0.8]))
    assert tilted.sufficient() == pytest.approx((1 + math.sqrt(1.6)) ** 2 * 25 / 9, rel=1e-12)


@pytest.mark.parametrize("w", [E_2, -E_1])
def test_without_a_positive_gain_there_is_no_bound(w: np.ndarray) -> None:
    change = RankOne.of(ROTATION, E_1, w)
    assert change.sufficient() == math.inf
    assert change.threshold() is None
    assert change.enclosure(1e9) is None
    assert change.sine_bound(1e9) is None


def test_thresholds_by_hand() -> None:
    """diag(-1, 1), u = e_1: -1 + kappa > 1. Rotation: z^2 - kappa z + 1 has real roots from kappa = 2 on, where the vector
    (z, 1) is at 45 degrees."""
    assert RankOne.of(np.diag([-1.0, 1.0]), E_1, E_1).threshold() == pytest.approx(2, rel=1e-5)
    assert RankOne.of(ROTATION, E_1, E_1).threshold() == pytest.approx(2, rel=1e-5)
    # diag(1, -1) and the like: the leading pair is that of u already, and stays so.
    assert RankOne.of(np.diag([2.0, 1.0]), E_1, E_1).threshold() == 0


@pytest.mark.parametrize("d", [2, 3, 8, 30])
def test_the_secular_equation_vanishes_at_the_new_eigenvalues_and_nowhere_else(d: int) -> None:
    change = drawn(d, d)
    values = np.linalg.eigvals(change.changed(1.5))
    assert np.abs(change.secular(values, 1.5)).max() < 1e-6
    assert np.abs(change.secular(values + 0.5, 1.5)).min() > 1e-3


@pytest.mark.parametrize("seed", range(12))
def test_counting_on_a_circle_agrees_with_a_dense_solver(seed: int) -> None:
    change = drawn(seed, 6)
    for factor in (0.02, 0.1, 0.3, 1.01):
        kappa = factor * change.sufficient()
        assert (change.counted(kappa) is not None) == change.dominant(kappa) == change.leading(kappa).dominant


@pytest.mark.parametrize("seed", range(20))
def test_what_is_proved_holds(seed: int) -> None:
    change = drawn(seed, 2 + seed % 7)
    for factor in (1.0001, 3.0, 100.0):
        kappa = factor * change.sufficient()
        enclosure, found = change.enclosure(kappa), change.leading(kappa)
        assert enclosure is not None
        low, high, others = enclosure
        assert found.dominant
        assert low <= found.eigenvalue.real <= high
        assert found.second <= others < low
        sine = change.sine_bound(kappa)
        assert sine is not None
        assert found.sine <= sine
        assert found.principal == found.eigenvalue == found.one_plus
    assert change.enclosure(change.sufficient() * 0.999) is None


def test_the_threshold_separates() -> None:
    change = drawn(3, 5)
    threshold = change.threshold()
    assert threshold is not None
    assert 0 < threshold < change.sufficient()
    assert change.steered(threshold * 1.0001)
    assert not change.steered(threshold * 0.9999)


def test_a_dominant_pair_may_be_another_than_that_of_u() -> None:
    """[[-1, e], [e, 1]]: the leading eigenvalue is simple for every kappa; its vector turns from e_2 to e_1 about kappa = 2."""
    change = RankOne.of(np.array([[-1.0, 0.01], [0.01, 1.0]]), E_1, E_1)
    assert [change.dominant(kappa) for kappa in (1.0, 1.9, 2.1)] == [True] * 3
    assert [change.steered(kappa) for kappa in (1.0, 1.9, 2.1)] == [False, False, True]
    assert change.threshold() == pytest.approx(2, rel=1e-5)


def test_large_matrices_take_another_way_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(6):
        change = drawn(seed, 12)
        kappa = 1.2 * change.sufficient()
        dense, threshold = change.leading(kappa), change.threshold()
        with monkeypatch.context() as patch:
            patch.setattr(spectrum_change, "DENSE", 4)
            sparse, counted = change.leading(kappa), change.threshold()
            weak = change.leading(-kappa)  # not dominant in our sense: all eigenvalues are asked for
        assert sparse.eigenvalue == pytest.approx(dense.eigenvalue, rel=1e-9)
        assert (sparse.second, sparse.sine) == (
            pytest.approx(dense.second, rel=1e-2),
            pytest.approx(dense.sine, abs=1e-9),
        )
        assert sparse.principal == sparse.one_plus == sparse.eigenvalue
        assert counted == pytest.approx(threshold, rel=1e-4)
        assert weak == leading(change.changed(-kappa), change.u)


def test_a_negative_gain_leads_by_modulus_and_not_by_real_part() -> None:
    """diag(1, 1/2) - 9 e_2 e_2^T has the eigenvalues 1 and -17/2; |1 - 17/2| = 15/2."""
    found = RankOne.of(np.diag([1.0, 0.5]), E_2, -E_2).leading(9)
    assert (found.eigenvalue, found.second, found.principal) == (-8.5, 1.0, 1.0)
    assert found.one_plus == -8.5
    assert not found.dominant
    assert found.sine == pytest.approx(0, abs=1e-12)


def test_an_orthogonal_w_gives_a_pair() -> None:
    """[[0, -1], [1, 0]] + kappa e_1 e_2^T = [[0, kappa - 1], [1, 0]]: +-sqrt(kappa - 1), with vectors that go to e_1."""
    found = leading(np.array([[0.0, 100.0], [1.0, 0.0]]), E_1)
    assert abs(found.eigenvalue) == pytest.approx(10)
    assert found.second == pytest.approx(10)
    assert found.sine == pytest.approx(1 / math.sqrt(101))


def test_a_complex_pair_is_one_and_its_plane_is_meant() -> None:
    found = leading(2 * ROTATION, E_1)
    assert (found.real, found.second, found.dominant) == (False, 0.0, False)
    assert found.sine == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("matrix", "u", "w", "told"),
    [
        (np.eye(3), E_1, E_1, "shapes are"),
        (np.eye(2) * np.nan, E_1, E_1, "not finite"),
        (np.eye(2), 2 * E_1, E_1, r"\|u\| = 2"),
        (np.eye(2), E_1, 0 * E_1, r"\|w\| = 0"),
    ],
)
def test_what_makes_no_sense_is_refused(matrix: np.ndarray, u: np.ndarray, w: np.ndarray, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        RankOne.of(matrix, u, w)
