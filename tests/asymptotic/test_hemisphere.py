"""Tokens in a hemisphere: central projection, bounds, masks and what is false without the hypotheses, in numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from proofs.asymptotic.worlds import hemisphere as world
from proofs.asymptotic.worlds import hemisphere_seen as seen
from proofs.beyond.worlds import hemisphere as beyond
from verify.counterexample import Counterexample
from verify.systems import Attention, Ellipsoid, MultiHead


def random_ellipsoid(seed: int, *, causal: bool, step_size: float | None = None) -> tuple[Any, Any, Any, float]:
    """An ellipsoid with two heads, tokens in a hemisphere, its functional, and the largest score."""
    rng = np.random.default_rng(seed)
    n, d = int(rng.integers(2, 7)), int(rng.integers(2, 5))
    moving, root = seen.moving_system(rng, d, 2, 1.5, causal, lambda _t: 1.0)
    system = replace(moving.at(0.0), step_size=step_size)
    tokens, p = seen.hemisphere_start(rng, n, system.metric, 0.1)
    return system, tokens, p, max(seen.score_norm(key, root) for key in system.query_keys)


@pytest.mark.parametrize("seed", range(10))
def test_starts_are_on_the_ellipsoid_and_above(seed: int) -> None:
    system, tokens, p, largest = random_ellipsoid(seed, causal=False)
    assert np.einsum("ij,jk,ik->i", tokens, system.metric, tokens) == pytest.approx(1)
    assert p @ np.linalg.solve(system.metric, p) == pytest.approx(1)
    assert (tokens @ p).min() >= 0.1 - 1e-12
    assert largest <= 1.5 + 1e-12


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("seed", range(10))
def test_the_flow_of_the_projections_is_a_consensus(seed: int, causal: bool) -> None:
    """Finite differences of ``x/p.x`` along the field, and the sum with weights that are computed by hand here."""
    system, x, p, largest = random_ellipsoid(seed, causal=causal)
    h = 1e-6
    moved = [(x + s * h * system.field(x)) / ((x + s * h * system.field(x)) @ p)[:, None] for s in (1, -1)]
    m, n = x @ p, len(x)
    weights = np.zeros((n, n))
    for key in system.query_keys:
        scores = x @ key @ x.T
        if causal:
            scores[np.triu_indices(n, 1)] = -np.inf
        weights += np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    if not causal:
        assert weights.min() >= 2 * np.exp(-2 * largest) / n  # the bound of the softmax
    weights = weights * m / m[:, None]
    y = x / m[:, None]
    said = weights @ y - y * weights.sum(axis=1, keepdims=True)
    assert (moved[0] - moved[1]) / (2 * h) == pytest.approx(said, abs=1e-7)


@pytest.mark.parametrize("step_size", [0.01, 1.0, 50.0])
@pytest.mark.parametrize("causal", [False, True])
def test_steps_of_any_size_contract(step_size: float, causal: bool) -> None:
    for seed in range(6):
        system, x, p, largest = random_ellipsoid(seed, causal=causal, step_size=step_size)
        least = seen.contraction_factor(2, float((x @ p).min()), largest, step_size, 1 / len(x) if causal else 1.0)
        assert 0 < least < 1
        for _ in range(5):
            before, lowest = x / (x @ p)[:, None], (x @ p).min()
            x = system.step(x)
            after = x / (x @ p)[:, None]
            assert (x @ p).min() >= lowest - 1e-12
            assert (np.ptp(after, axis=0) <= least * np.ptp(before, axis=0) + 1e-12).all()


def test_a_symbolic_mask_is_the_causal_mask() -> None:
    """The influence under any mask, at n = 3, d = 1 with the entries of the causal mask put in, against float64."""
    import sympy

    w = world.symbolic_heads()
    x, keys = np.array([[0.3], [-0.7], [0.9]]), [np.array([[0.8]]), np.array([[-1.1]])]
    numbers: dict[Any, Any] = {}
    for name, array in (("X", x), ("K", np.tri(3)), ("P", keys[0]), ("Q", keys[1])):
        base = sympy.IndexedBase(name, real=True)
        numbers |= {base[i + 1, j + 1]: array[i, j] for i in range(len(array)) for j in range(array.shape[1])}
    system = Ellipsoid(metric=np.eye(1), values=[np.eye(1)] * 2, query_keys=keys, causal=True)
    told = system.influence(x)
    for i in range(3):
        entry = w.flow.influence(w.X).entry(sympy.Integer(i + 1), sympy.Integer(1))
        found = entry.subs({w.n: 3, w.d: 1}).doit().subs(numbers)
        assert float(found) == pytest.approx(told[i, 0], abs=1e-12)


@pytest.mark.parametrize("causal", [False, True])
def test_the_map_for_many_tokens_is_the_step(causal: bool) -> None:
    rng = np.random.default_rng(3)
    system = seen.low_rank(rng, 12, 3, 4, 2.0, causal, 0.4)
    keys = [query @ key.T for query, key in zip(system.queries, system.keys, strict=True)]
    root = np.diag(np.sqrt(system.metric))
    assert [seen.score_norm(key, root) for key in keys] == pytest.approx([2.0] * 3)
    tokens, _ = seen.hemisphere_start(rng, 20, np.diag(system.metric), 0.05)
    factors = [1.0, -0.5, 0.3]
    plain = Ellipsoid(
        metric=np.diag(system.metric),
        values=[np.eye(12)] * 3,
        query_keys=[f * key for f, key in zip(factors, keys, strict=True)],
        causal=causal,
        step_size=0.4,
    )
    assert system.step(tokens, factors) == pytest.approx(plain.step(tokens), abs=1e-12)


def test_many_tokens_contract() -> None:
    good, told, _ = seen.large_seen(0, 40, 24, 3, 4)
    assert good, told


@pytest.mark.parametrize("experiment", [seen.bounds_seen, seen.consensus_seen])
def test_the_experiments_can_fail(experiment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With values -I tokens sink, spread and do not agree."""
    made = seen.moving_system

    def repelling(*args: Any) -> tuple[Any, Any]:
        system, root = made(*args)
        return replace(system, values=[-value for value in system.values]), root

    monkeypatch.setattr(seen, "moving_system", repelling)
    monkeypatch.setattr(seen, "followed", short(seen.followed))
    good, told, _ = experiment(0, 0)
    assert good is False, told


def short(followed: Any) -> Any:
    """The same over a tenth of the time."""

    def run(system: Any, starts: Any, times: Any, rtol: float = 1e-8) -> Any:
        return followed(system, starts, times / 10, rtol)

    return run


# ------------------------------------------------------------------ what is needed


def integrated(field: Any, start: np.ndarray, horizon: float) -> np.ndarray:
    """The flow of unit tokens at the horizon."""
    from scipy.integrate import solve_ivp

    found = solve_ivp(
        lambda t, y: field(t, y.reshape(start.shape)).ravel(),
        (0, horizon),
        start.ravel(),
        method="DOP853",
        rtol=1e-9,
        atol=1e-11,
    )
    return found.y[:, -1].reshape(start.shape)


def growing_pair(kappa: float, late: float, gap: float, horizon: float) -> float:
    """``1 - x_1 . x_2`` of two tokens with ``P(t) = kappa log(T + t) I``."""
    start = np.array([[1.0, 0.0], [1 - gap, np.sqrt(1 - (1 - gap) ** 2)]])

    def field(t: float, x: np.ndarray) -> np.ndarray:
        return Attention(value=np.eye(2), query_key=kappa * np.log(late + t) * np.eye(2)).field(x)

    end = integrated(field, start, horizon)
    return float(1 - end[0] @ end[1])


def test_the_border_of_growth_for_two_tokens() -> None:
    """kappa g_0 = 1 is the border: below its envelope on one side, above g_1 for ever on the other."""
    gap, late, horizon = 1.0, 3.0, 2000.0
    assert growing_pair(1.0, late, gap, horizon) <= gap * ((1 + late) / (1 + late + horizon)) ** (2 * (2 - gap)) + 1e-9
    # kappa = 4, g_1 = 1/2: kappa g_1 - 1 = 1, L = 1/T, and 2L < 1/2 for T = 5.
    assert growing_pair(4.0, 5.0, gap, horizon) > 0.5
    # Just above one half: g_0 = 1.9, g_1 = 1.8, kappa = 0.6, kappa g_1 - 1 = 0.08, L = T^-0.08, 2L < 0.1 * 0.08.
    late = 250.0 ** (1 / 0.08)
    assert 2 * late**-0.08 <= 0.1 * 0.08
    assert growing_pair(0.6, late, 1.9, horizon) > 1.8


@pytest.mark.parametrize(
    ("example", "certify", "good"),
    [
        (beyond.heads_of_both_signs, beyond.rests_above, True),
        (beyond.heads_of_one_sign, beyond.rests_above, False),
        (beyond.first_two_opposite, beyond.first_two_rest, True),
        (beyond.opposite_in_full_attention, beyond.first_two_rest, False),
        (beyond.triangle, beyond.all_rest, True),
        (beyond.lopsided_triangle, beyond.all_rest, False),
        (beyond.triangle, beyond.rests_above, False),
    ],
)
def test_exact_examples(example: Any, certify: Any, good: bool) -> None:
    assert certify(Counterexample(example())).holds is good


def test_heads_of_both_signs_separate_starts() -> None:
    """The equilibrium at a right angle is a border: tokens nearer to each other meet, others do not."""
    keys = [np.log(3) * np.eye(2), np.zeros((2, 2))]
    system = MultiHead(values=[2 * np.eye(2), -np.eye(2)], query_keys=keys)
    assert np.abs(system.field(np.eye(2))).max() < 1e-15
    ends = []
    for angle in (1.5, 1.65):
        start = np.array([[1.0, 0.0], [np.cos(angle), np.sin(angle)]])
        end = integrated(lambda _t, x: system.field(x), start, 60.0)
        ends.append(float(end[0] @ end[1]))
    assert ends[0] > 1 - 1e-6
    assert ends[1] < -1 + 1e-6


def test_with_a_causal_mask_opposite_first_tokens_stay() -> None:
    system = Attention(value=np.eye(2), causal=True)
    start = np.array([[1.0, 0.0], [-1.0, 0.0], [0.1, 1.0]]) / np.array([[1.0], [1.0], [np.hypot(0.1, 1.0)]])
    end = integrated(lambda _t, x: system.field(x), start, 30.0)
    assert end[:2] == pytest.approx(start[:2], abs=1e-12)
    full = integrated(lambda _t, x: Attention(value=np.eye(2)).field(x), start, 60.0)
    assert np.ptp(full, axis=0).max() < 1e-6


def test_a_sliding_window_reaches_the_first_token() -> None:
    """Each token sees itself and the one before: max kappa^i |z_i - z_1| decays at the rate (1 - kappa) omega."""
    rng = np.random.default_rng(5)
    n, kappa = 6, 0.5
    tokens, p = seen.hemisphere_start(rng, n, np.eye(3), 0.2)
    window = np.tri(n) - np.tri(n, k=-2)

    def field(_t: float, x: np.ndarray) -> np.ndarray:
        weights = np.exp(x @ x.T) * window
        s = weights / weights.sum(axis=1, keepdims=True) @ x
        return s - x * (x * s).sum(axis=1, keepdims=True)

    def weighted(x: np.ndarray) -> np.ndarray:
        y = x / (x @ p)[:, None]
        return (kappa ** np.arange(n)[:, None] * np.abs(y - y[:1])).max(axis=0)

    # At most two tokens are seen, and scores differ by at most 2: a >= 1/(2 e^2).
    rate = (1 - kappa) * (tokens @ p).min() / (2 * np.exp(2))
    for horizon in (1.0, 5.0, 20.0):
        assert (weighted(integrated(field, tokens, horizon)) <= weighted(tokens) * np.exp(-rate * horizon)).all()
    end = integrated(field, tokens, 200.0)
    assert end == pytest.approx(np.repeat(tokens[:1], n, axis=0), abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_a_mask_with_a_root_contracts(seed: int) -> None:
    """Random weights on a directed cycle through the root: the factor of the claim, for every coordinate or its negative."""
    from math import factorial

    rng = np.random.default_rng(seed)
    n, omega, horizon = 4, 0.3, 1.5
    weights = np.zeros((n, n))
    weights[np.arange(n), np.arange(n) - 1] = rng.uniform(omega, 1.0, size=n)  # each sees the one before, in a circle
    most = weights.sum(axis=1).max()
    start = rng.normal(size=(n, 5))

    def field(_t: float, z: np.ndarray) -> np.ndarray:
        return weights @ z - z * weights.sum(axis=1, keepdims=True)

    end = integrated(field, start, horizon)
    least = 1 - np.exp(-most * horizon) / 2 * min((omega * horizon) ** k / factorial(k) for k in range(n))
    assert 0 < least < 1
    assert (np.ptp(end, axis=0) <= least * np.ptp(start, axis=0)).all()


def test_one_bounded_head_is_enough() -> None:
    """The other head's scores grow like t^2: tokens meet at least at the rate mu e^{-2M} of the bounded one."""
    tokens, p = seen.hemisphere_start(np.random.default_rng(8), 4, np.eye(3), 0.3)
    key = np.diag([1.0, -0.5, 0.2])

    def field(t: float, x: np.ndarray) -> np.ndarray:
        return MultiHead(values=[np.eye(3)] * 2, query_keys=[key, t * t * np.eye(3)]).field(x)

    mu, horizon = (tokens @ p).min(), 12.0
    end = integrated(field, tokens, horizon)
    apart = np.linalg.norm(end[:, None] - end[None], axis=-1).max()
    assert apart <= 2 / mu * np.sqrt(1 - mu**2) * np.exp(-mu * np.exp(-2.0) * horizon)
    assert integrated(field, tokens, 60.0).std(axis=0).max() < 1e-6
