"""The sharp criterion of bipartite stability against ``verify.stability`` and against the Jacobian, at random systems."""

from __future__ import annotations

import math

import numpy as np
import pytest

import verify
from verify import Attention
from verify.observe import observe


def criterion(eigenvalues: np.ndarray, k: int, c: float, m: int, rest: int) -> tuple[bool | None, float]:
    """Stable or not, by ``H = (cosh 2c - cosh 2 eta)/sinh 2c``; and how far the nearest boundary is."""
    eta = math.log(m / rest) / 2
    own, others = eigenvalues[k], np.delete(eigenvalues, k)
    h = (math.cosh(2 * c) - math.cosh(2 * eta)) / math.sinh(2 * c)
    gammas = [math.tanh(z) for z, size in ((c + eta, m), (c - eta, rest)) if size > 1]
    if own > 0:
        margins = [c, *gammas, *(h * own - others)]
    elif m + rest == 2 and c > 0:
        margins = list(own - others)
    else:
        margins = [-c, *(-gamma for gamma in gammas), *(others - own), *(h * own - others)]
    return min(margins) > 0, min(abs(margin) for margin in margins)


def random_system(rng: np.random.Generator) -> tuple[np.ndarray, float, np.ndarray]:
    """Eigenvalues in descending order, a step size with alpha rho(V) < 1 and scores, of both signs."""
    d = int(rng.integers(2, 5))
    kind = rng.choice(["indefinite", "positive", "negative", "dominated"])
    eigenvalues = rng.uniform(0.1, 1, size=d)
    if kind == "negative":
        eigenvalues *= -1
    elif kind == "dominated":
        eigenvalues[1:] *= -float(rng.uniform(0.5, 4))
    elif kind == "indefinite":
        eigenvalues *= rng.choice([-1, 1], size=d)
    eigenvalues = np.sort(eigenvalues)[::-1]
    alpha = float(rng.uniform(0.05, 0.99) / np.abs(eigenvalues).max())
    key = np.diag(rng.choice([-1, 1], size=d) * rng.uniform(0.05, 2, size=d)) + np.triu(rng.normal(size=(d, d)), 1)
    return eigenvalues, alpha, key


def test_the_criterion_is_what_stability_computes() -> None:
    """Thousands of splits at random systems; every case of the criterion occurs, singletons among the stable ones."""
    seen = dict.fromkeys(("states", "stable", "stable singleton", "gamma < 0", "stable negative", "pair", "E < 1"), 0)
    for seed in range(700):
        rng = np.random.default_rng([7, seed])
        eigenvalues, alpha, key = random_system(rng)
        n = int(rng.integers(2, 12))
        result = verify.stability(Attention(value=np.diag(eigenvalues), query_key=key, step_size=alpha), tokens=n)
        for entry in result:
            if entry.outcome.kind != "bipartite":
                continue
            k, rest = entry.eigenvector, entry.low
            m, c = n - rest, float(key[k, k])
            said, distance = criterion(eigenvalues, k, c, m, rest)
            if distance < 1e-9:
                continue
            assert entry.outcome.certified
            assert entry.outcome.verdict == ("stable" if said else "unstable"), (eigenvalues, k, c, m, rest)
            seen["states"] += 1
            seen["E < 1"] += c < 0
            if said:
                assert k in (0, len(eigenvalues) - 1)
                seen["stable"] += 1
                seen["stable singleton"] += rest == 1
                seen["gamma < 0"] += c > 0 and rest == 1 and m * math.exp(-2 * c) > 1 and n > 2
                seen["stable negative"] += eigenvalues[k] < 0
                seen["pair"] += n == 2 and c > 0 > eigenvalues[k]
    assert seen["states"] > 5000
    assert min(seen.values()) >= 5, seen


@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("sign", [1, -1])
def test_near_the_boundary(sign: int, side: int) -> None:
    """lambda_j within 1e-9 (relative) of H lambda_k: the certified verdict changes there, for every step size."""
    for seed in range(60):
        rng = np.random.default_rng([8, seed])
        m, rest = (int(size) for size in rng.integers(2, 7, size=2))
        c = sign * (abs(math.log(m / rest)) / 2 + float(rng.uniform(0.1, 1)))  # both gammas have the sign of c
        h = (math.cosh(2 * c) - math.cosh(math.log(m / rest))) / math.sinh(2 * c)
        value = np.diag([sign * 1.0, h * sign * (1 + side * 1e-9)])
        system = Attention(value=value, query_key=c * np.eye(2), step_size=float(rng.uniform(0.01, 0.99)))
        k = 0 if sign > 0 else 1
        (entry,) = [
            e for e in verify.stability(system, tokens=m + rest) if e.eigenvector == k and e.low == min(m, rest)
        ]
        assert (entry.outcome.verdict, entry.outcome.certified) == ("unstable" if side > 0 else "stable", True)


def test_longer_steps() -> None:
    """With V >= 0 no step is too long; with lambda_d < 0 a long one flips a group."""
    for step in (0.5, 5.0, 500.0):
        system = Attention(value=np.diag([1.0, 0.3]), query_key=2 * np.eye(2), step_size=step)
        facts = observe(system, np.array([[1.0, 0], [1, 0], [-1, 0], [-1, 0]]))
        assert facts.stable
    flips = Attention(value=np.diag([1.0, -2.0]), query_key=2 * np.eye(2), step_size=3.0)
    assert observe(flips, np.array([[1.0, 0], [1, 0], [-1, 0], [-1, 0]])).unstable


def test_a_single_token_is_an_exception() -> None:
    """E = 7/5, lambda = (1, -4): 1 + 4 is stable, 2 + 3 is not; tokens near the first return to it."""
    system = Attention(value=np.diag([1.0, -4.0]), query_key=math.log(7 / 5) / 2 * np.eye(2), step_size=0.125)
    verdicts = {e.low: e.outcome.verdict for e in verify.stability(system, tokens=5) if e.eigenvector == 0}
    assert (verdicts[1], verdicts[2]) == ("stable", "unstable")
    state = np.array([[-1.0, 0], [1, 0], [1, 0], [1, 0], [1, 0]])
    near = state + 1e-3 * np.random.default_rng(0).normal(size=state.shape)
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    for _ in range(4000):
        near = system.step(near)
    assert np.abs(near - state).max() < 1e-9
