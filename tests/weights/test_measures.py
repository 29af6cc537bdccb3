"""The measures against plain loops, hand-computed numbers and planted effects; intervals against their promise."""

from __future__ import annotations

import numpy as np
import pytest

from verify.weights import measures
from verify.weights.intervals import Estimate, bootstrap_means, bootstrap_statistic, estimates, rank_among
from verify.weights.measures import as_dict, consensus_kinds, distances, measure_layer, rotation, units
from verify.weights.principal import spectrum


def states(sequences: int, n: int, d: int, seed: int = 0) -> np.ndarray:
    """N(0, I) tokens."""
    return np.random.default_rng(seed).standard_normal((sequences, n, d))


def test_estimates_by_hand() -> None:
    """Tokens 1, 3 | 2, 2 | 5, 5: mean 3, squares of deviations 4, 0, 1, 1, 4, 4: variance 14/6; too few sequences."""
    found = estimates({"x": np.array([[1.0, 3.0], [2.0, 2.0], [5.0, 5.0]])})["x"]
    assert found.mean == pytest.approx(3)
    assert found.std == pytest.approx(np.sqrt(14 / 6))
    assert found.interval is None
    assert found.above(0) is None
    assert found.below(9) is None


def test_a_constant_has_a_point_as_its_interval() -> None:
    """No warning, no nan."""
    found = estimates({"x": np.full((10, 4), 0.25)})["x"]
    assert found == Estimate(0.25, 0.0, 0.25, 0.25)
    assert found.above(0.25) is False
    assert found.above(0.2) is True
    assert found.below(0.25) is False


def test_an_interval_decides_or_does_not() -> None:
    """All three outcomes, both sides."""
    found = Estimate(1.0, 0.1, 0.9, 1.2)
    assert (found.above(0.5), found.above(1.0), found.above(1.2)) == (True, None, False)
    assert (found.below(1.3), found.below(1.0), found.below(0.9)) == (True, None, False)


def test_intervals_keep_their_promise() -> None:
    """Of 300 samples of 40 skewed sequences at least 95 % have the mean in their 99 % interval, and not all of them."""
    sample = np.random.default_rng(5).exponential(size=(300, 40))
    low, high = bootstrap_means(sample)
    covered = ((low < 1) & (high > 1)).mean()
    assert 0.95 <= covered < 1
    assert (high - low).mean() == pytest.approx(2 * 2.58 / np.sqrt(40), rel=0.2)


def test_sequences_are_the_units() -> None:
    """Tokens of a sequence that all say the same do not make the interval narrower."""
    one = np.random.default_rng(0).standard_normal((30, 1))
    few, many = estimates({"x": one})["x"], estimates({"x": np.repeat(one, 50, axis=1)})["x"]
    assert many.interval == pytest.approx(few.interval)


def test_a_layer_by_plain_loops() -> None:
    """Every number of a layer from complex eigenvectors of numpy, one token at a time."""
    rng = np.random.default_rng(2)
    H = rng.standard_normal((7, 7))
    before, after = states(9, 3, 7), states(9, 3, 7, 1)
    found = measure_layer(before, after, spectrum(H))
    values, vectors = np.linalg.eig(H)
    heads = [j for j in np.argsort(-values.real, kind="stable") if values[j].imag >= 0]
    assert len(heads) < 7  # there are pairs

    def correlation(x: np.ndarray, v: np.ndarray) -> float:
        basis = np.linalg.qr(
            np.stack([v.real, v.imag], 1) if np.iscomplexobj(v) and abs(v.imag).max() > 0 else v.real[:, None]
        )[0]
        return float(np.linalg.norm(basis.T @ x) / np.linalg.norm(x))

    old = np.array([[[correlation(x, vectors[:, j]) for j in heads] for x in s] for s in before])
    new = np.array([[[correlation(x, vectors[:, j]) for j in heads] for x in s] for s in after])
    principal = found.alignments["real_part"]
    assert principal.before.mean == pytest.approx(old[..., 0].mean())
    assert principal.rho.mean == pytest.approx(new[..., 0].mean())
    assert principal.rho.std == pytest.approx(new[..., 0].std())
    assert principal.delta_rho.mean == pytest.approx((new - old)[..., 0].mean())
    assert principal.p.mean == pytest.approx((new > old)[..., 0].mean())
    assert found.mean.delta_rho.mean == pytest.approx((new - old).mean())
    assert found.mean.p.mean == pytest.approx((new > old).mean())
    assert found.mean.rho.std == pytest.approx(new.mean(-1).std())
    assert found.excess["rho"].mean == pytest.approx(new[..., 0].mean() - new.mean())
    alike = [k for k, j in enumerate(heads) if bool(values[j].imag) == bool(values[heads[0]].imag)]
    assert 0 < len(alike) < len(heads)
    assert found.alike.rho.mean == pytest.approx(new[..., alike].mean())
    assert found.alike.p.mean == pytest.approx((new > old)[..., alike].mean())
    assert found.excess_alike["delta_rho"].mean == pytest.approx(
        (new - old)[..., 0].mean() - (new - old)[..., alike].mean()
    )
    increments = (new - old).mean((0, 1))
    assert found.rank.place == 1 + (increments > increments[0]).sum()
    assert found.rank.of == len(heads)
    np.testing.assert_allclose(found.sequences["rho real_part"], new[..., 0].mean(1))
    modulus = heads.index(int(np.argmax(np.where(values.imag >= 0, abs(values), -1))))
    assert found.alignments["modulus"].rho.mean == pytest.approx(new[..., modulus].mean())
    parts = [f(vectors[:, heads[k]]) for k in (0, 1) for f in (np.real, np.imag)]
    span = np.linalg.qr(np.column_stack([part for part in parts if abs(part).max() > 0]))[0]
    projected = np.linalg.norm(units(after) @ span, axis=-1)
    assert found.alignments["next_span"].rho.mean == pytest.approx(projected.mean())


def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Projections one sequence at a time."""
    system = spectrum(np.random.default_rng(1).standard_normal((6, 6)))
    before, after = states(10, 4, 6), states(10, 4, 6, 1)
    whole = measure_layer(before, after, system)
    monkeypatch.setattr(measures, "_ENTRIES", 1)
    single = measure_layer(before, after, system)
    assert single.mean == whole.mean
    assert single.rank == whole.rank


def test_an_unrelated_layer_has_no_excess() -> None:
    """Control: states after the layer that have nothing to do with its matrix are not decided in its favour."""
    system = spectrum(np.diag(np.arange(20.0, 0, -1)))
    found = measure_layer(states(60, 5, 20), states(60, 5, 20, 1), system)
    assert found.alignments["real_part"].delta_rho.above(0) is None
    assert found.excess["delta_rho"].above(0) is None
    assert found.alignments["real_part"].p.above(0.5) is None


def test_a_planted_gap_is_seen() -> None:
    """diag(5, 0.1, ...): one step of the power method raises the correlation with the first unit vector, first of all."""
    H = np.diag([5.0, *np.full(19, 0.1)]) + np.diag(np.linspace(0, 0.05, 20))
    before = states(20, 5, 20)
    found = measure_layer(before, before + before @ H.T, spectrum(H))
    assert found.alignments["real_part"].p.mean == 1.0
    assert found.excess["delta_rho"].above(0.1) is True
    assert (found.rank.place, found.rank.low, found.rank.high) == (1, 1, 1)


def test_the_place_among_all() -> None:
    """Two groups far above, one equal: place 3 with certainty; a noisy tie has a wider interval."""
    rng = np.random.default_rng(0)
    planted = np.tile([0.0, 5.0, 0.0, 4.0, -1.0], (30, 1)) + 0.01 * rng.standard_normal((30, 1))
    found = rank_among(planted, 0)
    assert (found.place, found.of, found.low, found.high) == (3, 5, 3, 3)
    noisy = rank_among(rng.standard_normal((30, 5)), 0)
    assert noisy.low is not None
    assert noisy.high is not None
    assert noisy.low < noisy.high
    assert rank_among(planted[:5], 0).low is None


def test_a_statistic_of_two_samples() -> None:
    """Difference of means 2; the interval is on that side and has the width of normal theory."""
    rng = np.random.default_rng(0)
    first, second = rng.standard_normal(50), 2 + rng.standard_normal(60)
    interval = bootstrap_statistic([first, second], lambda a, b: float(b.mean() - a.mean()))
    assert interval is not None
    low, high = interval
    assert 1 < low < 2 < high < 3
    assert high - low == pytest.approx(2 * 2.58 * np.sqrt(1 / 50 + 1 / 60), rel=0.25)
    assert bootstrap_statistic([first[:3], second], lambda a, b: float(b.mean() - a.mean())) is None


def test_distances_and_kinds_by_hand() -> None:
    """Equal tokens, antipodal ones, orthogonal ones, and a mirror pair of groups."""
    e, f = np.eye(3)[0], np.eye(3)[1]
    made = np.array([[e, 2 * e, e], [e, -e, e], [e, f, e], [e, -3 * e, -e]])
    np.testing.assert_allclose(distances(made), [0, 4 / 3, 2 * np.sqrt(2) / 3, 4 / 3], atol=1e-15)
    assert consensus_kinds(made) == (1, 2)
    assert consensus_kinds(made[:, :1]) == (4, 0)
    np.testing.assert_array_equal(distances(made[:, :1]), 0)


def test_turning_in_a_plane() -> None:
    """(I + H) x in the plane of 1 +- 2 i, seen in a skew basis: arg(2 + 2 i) = pi / 4."""
    skew = np.array([[1.0, 0.7, 0.0], [0.0, 0.5, 0.0], [0.0, 0.0, 1.0]])
    H = skew @ np.array([[1.0, -2.0, 0.0], [2.0, 1.0, 0.0], [0.0, 0.0, -1.0]]) @ np.linalg.inv(skew)
    before = states(3, 4, 3) * [1.0, 1.0, 0.0]
    angles, inside = rotation(before, before + before @ H.T, spectrum(H), 0)
    np.testing.assert_allclose(angles, np.pi / 4, atol=1e-12)
    np.testing.assert_allclose(inside, 1.0, atol=1e-12)


def test_json_of_estimates() -> None:
    """Mean, std and interval."""
    assert as_dict(Estimate(1.0, 0.5, None, None)) == {"mean": 1.0, "std": 0.5, "interval": None}
