"""One instance of a sweep, from the seed and its number alone: the same on every worker and in every order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.sweeps.plan import Plan
from verify.systems import Attention, Oja, System


@dataclass(frozen=True, eq=False)
class Instance:
    """A system, and the seed of its starts: ``verify equilibria`` with both follows the same starts."""

    number: int
    seed: int
    system: System


def draw(plan: Plan, number: int) -> Instance:
    """Instance ``number``: the child ``(seed, number)`` of NumPy's ``SeedSequence``."""
    sequence = np.random.SeedSequence(plan.seed, spawn_key=(number,))
    rng = np.random.default_rng(sequence)
    seed = int(sequence.generate_state(1, np.uint64)[0] >> np.uint64(1))
    step = None
    if plan.step_size is not None:
        low, high = plan.step_size
        share = rng.random()
        step = low if low == high else float(min(max(low * (high / low) ** share, low), high))
    value = matrix(rng, plan.shape, plan.dimension)
    if plan.system == "oja":
        return Instance(number, seed, Oja(value=value, step_size=step))
    key = plan.scale * matrix(rng, plan.scores, plan.dimension)
    return Instance(number, seed, Attention(value=value, query_key=key, step_size=step))


def matrix(rng: np.random.Generator, shape: str, d: int) -> np.ndarray:
    """A random matrix of a shape (:data:`verify.sweeps.plan.SCORES`), float64, ``(d, d)``."""
    if shape == "identity":
        return np.eye(d)
    entries = rng.normal(size=(d, d)) / np.sqrt(d)
    if shape == "symmetric":
        return (entries + entries.T) / 2
    if shape == "skew":
        return (entries - entries.T) / 2
    if shape == "positive":
        product = entries @ entries.T
        return (product + product.T) / 2
    if shape == "orthogonal":
        q, r = np.linalg.qr(entries)
        return q * np.where(np.diag(r) < 0, -1.0, 1.0)  # signs that make it uniform
    return entries
