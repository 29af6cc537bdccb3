"""Systems of an ensemble: small dyadic numbers, with ties, thresholds and degenerate scores in the mix.

Entries are multiples of powers of two, exact in float64, so that what is simulated is what can be checked exactly. V is
diagonal, or upper block triangular with the principal eigenvector first: every system is a rotation of such a one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from verify.quantified import SYMMETRIC, Ensemble
from verify.search.state import quantities
from verify.systems import Attention, MultiHead, Oja, System

STEPS = (1.0, 0.5, 0.25, 0.125, 2.0, 4.0, 8.0)
KINDS = 5
"""Kinds of spectra."""
ATTEMPTS = 40
"""Draws for one system that meets the conditions, before the ensemble counts as empty at this place."""


def systems(ensemble: Ensemble, dimension: int, count: int, rng: Any) -> Iterator[System]:
    """Up to ``count`` float64 systems in this dimension that satisfy the conditions of the ensemble."""
    for index in range(count):
        for attempt in range(ATTEMPTS):
            # Each kind of spectrum in turn; where the conditions leave nothing of one, any other.
            kind = index % KINDS if attempt < ATTEMPTS // 4 else int(rng.integers(KINDS))
            system = _system(ensemble.system, dimension, kind, rng)
            if ensemble.holds(quantities(system)):
                yield system
                break


def from_strategies(ensemble: Ensemble, dimension: int, count: int, seed: int) -> list[System]:
    """Systems of the ensemble from the public Hypothesis strategies, in float64: any basis, any rational, boundary cases.

    Slower by far than :func:`systems` (a hundredth of a second and more for each draw), and less regular.
    """
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    from verify import strategies
    from verify.search.state import in_floats

    drawn: list[System] = []
    kinds = ("symmetric",) if SYMMETRIC in ensemble.conditions else strategies.VALUES

    @seeded(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.systems((ensemble.system,), strategies.value_matrices(dimension, kinds)))
    def collect(system: System) -> None:
        found = in_floats(system)
        heads = len(found.values) == 2 if isinstance(found, MultiHead) else True
        if heads and found.dimension == dimension and ensemble.holds(quantities(found)):
            drawn.append(found)

    collect()
    return drawn


def _system(kind: str, d: int, spectrum: int, rng: Any) -> System:
    value = _value(d, spectrum, rng)
    alpha = _step_size(value, rng)
    if kind == "oja":
        return Oja(value=value, step_size=alpha)
    if kind == "attention":
        return Attention(value=value, query_key=_scores(d, rng), step_size=alpha)
    if kind != "multihead":
        raise ValueError(f"no systems of kind {kind!r}; expected oja, attention or multihead")
    share = rng.integers(1, 4) / 4.0
    heads = [share * value, (1 - share) * value]
    if rng.random() < 0.3:  # dense heads: only their sum is symmetric
        apart = _grid(rng, (d, d)) / 2
        apart[:, 0] = 0.0  # both keep the principal eigenvector
        heads = [heads[0] + apart, heads[1] - apart]
    return MultiHead(values=heads, query_keys=[_scores(d, rng), _scores(d, rng)], step_size=alpha)


def _grid(rng: Any, shape: Any, unit: int = 8, largest: int = 2) -> Any:
    """Multiples of ``1/unit``, at most ``largest``."""
    return rng.integers(-largest * unit, largest * unit + 1, size=shape) / float(unit)


def _value(d: int, kind: int, rng: Any) -> Any:
    """Diagonal, or triangular with real or complex lower blocks; positive, indefinite, negative, tied, dominated."""
    top = rng.choice([1.0, 1.0, 2.0, 0.5])
    rest = np.abs(_grid(rng, d - 1, largest=1)) * top
    if kind == 1:
        rest = -rest
    elif kind == 2:
        rest = rest * rng.choice([-1.0, 1.0], size=d - 1)
    elif kind == 3:  # nearly tied with the first, or with its negative
        rest[:] = top * (1 - np.exp2(-rng.integers(3, 12))) * rng.choice([-1.0, 1.0])
    elif kind == 4:
        rest = -3.0 * rest
    value = np.diag([top, *np.sort(rest)[::-1]])
    if rng.random() < 0.4:
        value += np.triu(_grid(rng, (d, d)), 1)
        if d >= 3:
            block = float(_grid(rng, ())) / 2
            value[-1, -2], value[-2, -1] = -block, block
    return value


def _scores(d: int, rng: Any) -> Any:
    """Zero, skew, multiples of the identity of either sign, diagonal, rank one, positive definite, dense."""
    kind = rng.integers(8)
    size = rng.choice([0.5, 1.0, 2.0, 3.0])
    dense = _grid(rng, (d, d))
    if kind == 0:
        return np.zeros((d, d))
    if kind == 1:
        return dense - dense.T
    if kind == 2:
        return size * np.eye(d) * rng.choice([-1.0, 1.0])
    if kind == 3:
        return np.diag(_grid(rng, d, largest=3))
    if kind == 4:
        return np.outer(_grid(rng, d, unit=2), _grid(rng, d, unit=2))
    if kind == 5:
        return (dense @ dense.T) / 2 + size * np.eye(d) / 4
    if kind == 6:
        return size * np.outer(np.eye(d)[0], np.eye(d)[0])
    return dense * size


def _step_size(value: Any, rng: Any) -> float:
    """One of a few sizes, or at or near a threshold of the spectrum.

    Thresholds: ``alpha |lambda| = 1`` and 2, where ``1 + alpha lambda`` changes sign or modulus one, and the step size
    beyond which the principal consensus stops to attract.
    """
    diagonal = np.diag(value)
    sizes = np.abs(diagonal[diagonal != 0])
    thresholds = [factor / size for size in sizes for factor in (1, 2)]
    excess = -diagonal.min() - diagonal.max()
    if excess > 0:
        thresholds.append(2 / excess)
    if rng.random() < 0.4:
        off = rng.choice([0.0, 1.0, -1.0]) * np.exp2(-rng.integers(2, 7))
        size = rng.choice(thresholds) * (1 + off)
        return float(np.round(size * 256) / 256) or 1.0
    return float(rng.choice(STEPS))
