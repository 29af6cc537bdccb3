"""Many systems and many starts in one array, iterated by the systems' own ``step``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.systems import Attention, MultiHead, Oja, System

STILL = 1e-10
"""A state that moves by less than this in one step has come to rest, or passes so slowly that it must be looked at."""


class _Stacked:
    """What differs where the matrices carry leading axes: they were checked one by one, and alpha is an array."""

    step_size: Any

    def __post_init__(self) -> None:
        """Nothing: each system of the stack was checked when it was made."""

    def _alpha(self, _xp: Any, _tokens: Any) -> Any:
        return self.step_size


class _StackedOja(_Stacked, Oja):
    @property
    def dimension(self) -> int:
        return self.value.shape[-1]


class _StackedAttention(_Stacked, Attention):
    @property
    def dimension(self) -> int:
        return self.value.shape[-1]


class _StackedMultiHead(_Stacked, MultiHead):
    @property
    def dimension(self) -> int:
        return self.values[0].shape[-1]


def stacked(systems: Sequence[Any]) -> System:
    """Float64 systems of one kind and dimension as one, for tokens of shape ``(systems, starts, n, d)``.

    The result has the ``influence`` and the ``step`` of the class itself; only the matrices have two more axes.

    Raises:
        ValueError: for systems of different kinds or numbers of heads.
    """
    first = systems[0]
    if any(type(system) is not type(first) for system in systems):
        raise ValueError("systems of different kinds cannot be stacked")
    alpha = np.array([system.step_size for system in systems], dtype=float)[:, None, None, None]

    def stack(matrices: Any) -> Any:
        rows = [np.eye(first.dimension) if matrix is None else matrix for matrix in matrices]
        return np.stack(rows)[:, None]

    if isinstance(first, Oja):
        return _StackedOja(value=stack(s.value for s in systems), step_size=alpha)
    if isinstance(first, Attention):
        value, key = stack(s.value for s in systems), stack(s.query_key for s in systems)
        return _StackedAttention(value=value, query_key=key, step_size=alpha)
    heads = range(len(first.values))
    if any(len(system.values) != len(first.values) for system in systems):
        raise ValueError("systems with different numbers of heads cannot be stacked")
    values = [stack(system.values[h] for system in systems) for h in heads]
    keys = [stack(system.query_keys[h] for system in systems) for h in heads]
    return _StackedMultiHead(values=values, query_keys=keys, step_size=alpha)


def on_spheres(rng: Any, shape: tuple[int, ...]) -> np.ndarray:
    """Tokens uniformly on the sphere, shape ``(..., n, d)``."""
    tokens = rng.normal(size=shape)
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)


def near_symmetric(rng: Any, shape: tuple[int, ...], size: float = 0.1) -> np.ndarray:
    """Starts near states of measure zero: signs on an axis, antipodal halves, or a few clusters, moved by about ``size``."""
    *batch, n, d = shape
    tokens = on_spheres(rng, shape)
    for index in np.ndindex(*batch):
        kind = rng.integers(3)
        if kind == 0:
            tokens[index] = rng.choice([-1.0, 1.0], size=(n, 1)) * np.eye(d)[rng.integers(d)]
        elif kind == 1:
            tokens[index][n // 2 : 2 * (n // 2)] = -tokens[index][: n // 2]
        else:
            tokens[index] = tokens[index][rng.integers(0, max(1, n // 2) + 1, size=n) % n]
    tokens = tokens + size * rng.normal(size=shape)
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)


@dataclass(frozen=True)
class Run:
    """Where trajectories were when they were last looked at.

    Attributes:
        tokens: shape ``(systems, starts, n, d)``.
        moved: the largest change of a coordinate in the last step.
        moved_twice: the same over the last two steps.
    """

    tokens: np.ndarray
    moved: np.ndarray
    moved_twice: np.ndarray


def run(systems: Sequence[System], starts: np.ndarray, steps: int) -> Run:
    """Iterate until all trajectories are at rest or in a two-cycle, at most ``steps`` steps."""
    system = stacked(systems)
    before, tokens = starts, system.step(starts)
    with np.errstate(all="ignore"):
        for count in range(steps):
            earlier, before, tokens = before, tokens, system.step(tokens)
            if count % 20 == 19 or count == steps - 1:
                moved = np.abs(tokens - before).max(axis=(-1, -2))
                twice = np.abs(tokens - earlier).max(axis=(-1, -2))
                # A step that is undefined gives nan, which is never at rest: such starts do not hold up the others.
                if ((np.minimum(moved, twice) < STILL) | np.isnan(moved)).all():
                    break
    return Run(tokens, moved, twice)
