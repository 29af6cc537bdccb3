"""The Fourier-Bessel series on the circle, its bound, and the nodes that stand in for it, against sums in 30 digits."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest
from scipy.special import ive

from verify import Attention, MultiHead
from verify.arithmetic.numeric import FLOAT64, object_arithmetic
from verify.errors import InvalidInput
from verify.large import chosen, influence, planar, routes
from verify.large.arcs import Arcs, nodes_needed
from verify.large.planar import ERROR, node_means, series_means, terms_needed

EYE = np.eye(2)


def circle(angles: Any) -> np.ndarray:
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def precise(tokens: np.ndarray, key: np.ndarray, causal: bool) -> np.ndarray:
    """The attended means in 30 digits, rounded."""
    system = Attention(value=EYE, query_key=key, causal=causal)
    with mpmath.workdps(30):
        return FLOAT64.asarray(system.influence(object_arithmetic("mpmath").asarray(tokens, None)), None)


def drawn(kind: str, n: int = 24) -> np.ndarray:
    rng = np.random.default_rng(1)
    return circle(
        {
            "uniform": rng.uniform(-np.pi, np.pi, n),
            "cluster": 0.1 * rng.normal(size=n),
            "two clusters": 0.1 * rng.normal(size=n) + np.pi * (np.arange(n) % 2),
            "equal": np.full(n, 0.7),
            "antipodal": np.pi * (np.arange(n) % 2),
            "one": np.array([2.0]),
        }[kind]
    )


KEYS = {
    "general": np.array([[1.0, 0.5], [-0.3, 0.8]]),
    "identity": EYE,
    "opposite": -EYE,
    "opposite, 5": -5 * EYE,
    "skew": np.array([[0.0, 3.0], [-3.0, 0.0]]),
    "zero": np.zeros((2, 2)),
    "singular": np.array([[1.0, 2.0], [2.0, 4.0]]),
    "tiny": 1e-300 * np.ones((2, 2)),
    "1e3": 1e3 * np.array([[1.0, 0.5], [-0.3, 0.8]]),
    "opposite, 1e3": -1e3 * EYE,
}


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("kind", ["uniform", "cluster", "two clusters", "equal", "antipodal", "one"])
def test_means_and_bounds_against_thirty_digits(kind: str, causal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every bound holds, the route keeps its promise, and so do the nodes in all rows."""
    monkeypatch.setattr(planar, "SEGMENT", 8)
    tokens = drawn(kind)
    unit = tokens / np.hypot(*tokens.T)[:, None]
    for name, key in KEYS.items():
        exact = precise(unit, key, causal)
        radius = float(np.linalg.norm(key, 2))
        promised = ERROR * np.maximum(1, np.hypot(*(unit @ key).T))
        found = influence(Attention(value=EYE, query_key=key, causal=causal), tokens, route="planar")
        assert (np.abs(found - exact).max(axis=1) <= promised).all(), name
        series, bounds = series_means(unit, unit @ key, radius, 0 if causal else None, 1)
        told = np.isfinite(bounds)
        assert (np.abs(series - exact).max(axis=1)[told] <= bounds[told]).all(), name
        places = np.arange(len(unit)) if causal else None
        nodes = node_means(unit, unit @ key, radius, places, 1)
        assert (np.abs(nodes - exact).max(axis=1) <= promised).all(), name


def test_the_bound_sees_lost_digits() -> None:
    """Tokens opposite to every query: the series loses a factor exp(2 r), and says so; none where they lie ahead."""
    tokens = drawn("cluster")
    for size in (0.1, 1.0, 5.0):
        _, bounds = series_means(tokens, -size * tokens, size, None, 1)
        assert np.exp(1.9 * size) * 2.0**-52 < bounds.max() < 1e3 * np.exp(2 * size) * 2.0**-52
    _, bounds = series_means(tokens, -30 * tokens, 30.0, None, 1)
    assert bounds.min() > 1e3
    kept, bounds = series_means(tokens, 20 * tokens, 20.0, None, 1)
    assert bounds.max() < 1e-12
    assert np.abs(kept - precise(tokens, 20 * EYE, False)).max() < 1e-14


@pytest.mark.parametrize("radius", [1e-6, 0.1, 1.0, 7.0, 100.0, 1e4])
def test_what_the_series_leaves_out(radius: float) -> None:
    """``2 sum_{k > K} I_k(r) exp(-r)`` is below 2^-56, and the bound on it is not wasteful: K/2 terms would not do."""
    terms = terms_needed(radius)
    tail = 2 * ive(np.arange(terms + 1, terms + 2000), radius).sum()
    assert tail < 2.0**-56
    assert 2 * ive(np.arange(terms // 2, terms + 2000), radius).sum() > 2.0**-56
    assert terms_needed(0.0) == 2


@pytest.mark.parametrize("radius", [0.2, 1.0, 9.0, 300.0])
def test_nodes_stand_for_the_tokens_for_every_query(radius: float) -> None:
    """Sums of exponentials over nodes and over tokens, relative to the latter, for queries of every direction."""
    angles = np.random.default_rng(2).normal(size=3000)
    arcs = Arcs(radius)
    arcs.add(circle(angles[:1000]))
    arcs.add(circle(angles[1000:]))
    points, weights = arcs.nodes()
    for turn in np.linspace(0, 2 * np.pi, 40):
        direction = circle(turn)
        peak = (circle(angles) @ direction).max()
        tokens = np.exp(radius * (circle(angles) @ direction - peak)).sum()
        nodes = (weights * np.exp(radius * (direction @ points - peak))).sum()
        assert abs(nodes / tokens - 1) < 1e-14 * max(1, radius)
    # With half the points the interpolation is off by far more than rounding.
    assert nodes_needed(radius, np.pi / arcs.arcs) == arcs.size < 30


@pytest.mark.parametrize("causal", [False, True])
def test_chunks_segments_threads_and_rows_do_not_matter(causal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Identical bits for every number of threads, and for the rows alone; with and without the nodes."""
    rng = np.random.default_rng(3)
    n = 1100
    tokens = circle(0.3 * rng.normal(size=n))
    for key in (KEYS["general"], KEYS["opposite, 5"]):
        system = Attention(value=EYE, query_key=key, causal=causal)
        expected = system.influence(tokens)
        for chunk, segment, pairs in ((2**16, 4096, 2**24), (128, 100, 2**10), (256, 128, 2**12)):
            monkeypatch.setattr(planar, "CHUNK", chunk)
            monkeypatch.setattr(planar, "SEGMENT", segment)
            monkeypatch.setattr(planar, "TASK_PAIRS", pairs)
            whole = influence(system, tokens, route="planar", threads=1)
            np.testing.assert_allclose(whole, expected, rtol=0, atol=2e-14)
            np.testing.assert_array_equal(influence(system, tokens, route="planar", threads=3), whole)
            for rows in (slice(0, 1), slice(250, 700), slice(1099, 1100)):
                part = influence(system, tokens, route="planar", rows=rows)
                np.testing.assert_allclose(part, whole[rows], rtol=0, atol=1e-15)


def test_values_heads_batches_and_single_precision() -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(size=(3, 2, 2))
    system = MultiHead(values=values, query_keys=[KEYS["general"], None, KEYS["opposite, 5"]], causal=True)
    tokens = circle(rng.uniform(0, 7, size=(2, 3, 50)))
    np.testing.assert_allclose(influence(system, tokens, route="planar"), system.influence(tokens), rtol=0, atol=1e-13)
    assert influence(system, np.empty((0, 5, 2)), route="planar").shape == (0, 5, 2)
    rounded = tokens.astype(np.float32)
    found = influence(system, rounded, route="planar")
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, system.influence(rounded.astype(float)), rtol=0, atol=1e-5)


@pytest.mark.slow
def test_a_million_tokens_against_sampled_rows() -> None:
    rng = np.random.default_rng(5)
    tokens = circle(rng.uniform(-np.pi, np.pi, 10**6))
    for key in (KEYS["general"], KEYS["opposite, 5"]):
        found = influence(Attention(value=EYE, query_key=key), tokens, route="planar")
        for i in rng.integers(0, len(tokens), 5):
            scores = tokens.astype(np.longdouble) @ (tokens[i].astype(np.longdouble) @ key)
            weights = np.exp(scores - scores.max())
            exact = (weights[:, None] * tokens).sum(axis=0) / weights.sum()
            assert np.abs(found[i] - exact).max() < ERROR


@pytest.mark.parametrize(
    ("key", "tokens", "reason"),
    [
        (np.eye(3), np.eye(3), "needs d = 2, and d is 3"),
        (EYE, np.array([[np.nan, 1.0]]), "needs finite tokens"),
        (
            EYE,
            np.array([[1.0, 0.0], [0.6, 0.7]]),
            "needs tokens on the unit circle up to 2e-15, and one is off by 0.08",
        ),
        (
            EYE,
            np.array([[1.0, 2e-3]], np.float32),
            "needs tokens on the unit circle up to 1e-06, and one is off by 2e-06",
        ),
        (2e4 * EYE, EYE, "needs |A| <= 10000, and |A| is 2e+04"),
    ],
)
def test_what_is_not_covered_says_why(key: np.ndarray, tokens: np.ndarray, reason: str) -> None:
    system = Attention(value=np.eye(len(key)), query_key=key)
    told = routes(system, tokens)["planar"]
    assert told is not None
    assert reason in told
    with pytest.raises(InvalidInput, match="route planar does not cover this"):
        influence(system, tokens, route="planar")


def test_it_is_chosen_where_tokens_are_many() -> None:
    angles = np.linspace(0, 6, 5000)
    assert chosen(Attention(value=EYE), circle(angles)).name == "planar"
    assert chosen(Attention(value=EYE), circle(angles[:50])).name != "planar"
    assert chosen(Attention(value=EYE, query_key=1e4 * EYE), circle(angles[:4096])).name == "planar"
    assert chosen(Attention(value=EYE), 2 * circle(angles)).name != "planar"
