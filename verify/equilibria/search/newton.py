"""Newton's method for zeros of the field on the product of spheres, for many states at once."""

from __future__ import annotations

import numpy as np

from verify.equilibria.search.batched import Array, field_jacobian, frames, moved, velocity
from verify.systems import System

CONVERGED = 1e-12
"""A state whose field is at most this (in its largest coordinate, relative to the size of the layer matrix) is an equilibrium."""


def solve(flow: System, states: Array, rounds: int = 60, scale: float = 1.0) -> tuple[Array, Array]:
    """Levenberg and Marquardt's damped Newton steps: from afar the residual decreases, near a zero they are Newton's own.

    Args:
        flow: the system; its step size does not matter.
        states: starts, shape ``(S, n, d)``.
        rounds: most steps.
        scale: of the field, for the tolerance.

    Returns:
        The last states, and which of them are equilibria, shape ``(S,)``.
    """
    states = states.copy()
    count, n, d = states.shape
    size = n * (d - 1)
    done = np.zeros(count, dtype=bool)
    if not count or not size:
        return states, np.ones(count, dtype=bool)
    damping = np.full(count, 0.1)
    residual = np.abs(velocity(flow, states, frames(states))).max(axis=1)
    done = residual <= CONVERGED * scale
    live = np.flatnonzero(~done)
    eye = np.eye(size)
    for _ in range(rounds):
        if not len(live):
            break
        here = states[live]
        bases = frames(here)
        value, matrix = velocity(flow, here, bases), field_jacobian(flow, here, bases)
        square = np.einsum("ski,skj->sij", matrix, matrix)
        gradient = np.einsum("ski,sk->si", matrix, value)
        norm = np.sqrt((value * value).sum(axis=1))
        # Damping in proportion to the residual keeps the last steps quadratic.
        shift = damping[live] * np.minimum(norm, 1.0) + 1e-14 * scale
        try:
            change = -np.linalg.solve(square + shift[:, None, None] * eye, gradient[..., None])[..., 0]
        except np.linalg.LinAlgError:
            change = -gradient
        length = np.sqrt((change * change).sum(axis=1))
        change *= np.minimum(1.0, 1.0 / np.maximum(length, 1e-300))[:, None]
        trial = moved(here, bases, change)
        after = velocity(flow, trial, frames(trial))
        better = np.isfinite(after).all(axis=1) & (np.sqrt((after * after).sum(axis=1)) < norm * (1 - 1e-4))
        best = np.abs(after).max(axis=1)
        accept = better | (best <= CONVERGED * scale)
        states[live[accept]] = trial[accept]
        residual[live[accept]] = best[accept]
        damping[live] = np.where(accept, damping[live] / 5, damping[live] * 6)
        done[live] = residual[live] <= CONVERGED * scale
        stuck = damping[live] > 1e8
        live = live[~done[live] & ~stuck]
    return states, done


NULL = 1e-8
"""Singular values of the Jacobian below this, relative to the layer matrix, are those along a family of equilibria."""
LEAP = 1e-6


def nullity(flow: System, states: Array, scale: float) -> tuple[Array, Array]:
    """How many singular values vanish at each polished state, shape ``(S,)``, and whether it is near a zero of the field.

    A residual as small as rounding is no zero where the Jacobian is nearly singular: Newton's next step, without the
    directions that vanish, must be short too.
    """
    count, n, d = states.shape
    if n * (d - 1) == 0:
        return np.zeros(count, dtype=int), np.ones(count, dtype=bool)
    bases = frames(states)
    left, sizes, right = np.linalg.svd(field_jacobian(flow, states, bases))
    kept = sizes > NULL * scale
    parts = np.einsum("sij,si->sj", left, velocity(flow, states, bases)) / np.where(kept, sizes, np.inf)
    leap = np.abs(np.einsum("sji,sj->si", right, parts)).max(axis=1)
    return (~kept).sum(axis=1), leap < LEAP


def polish(flow: System, states: Array, rounds: int = 5) -> Array:
    """A few plain Newton steps (least squares where the Jacobian is singular): to the last digits."""
    states = states.copy()
    if states.shape[1] * (states.shape[2] - 1) == 0:
        return states
    for _ in range(rounds):
        bases = frames(states)
        value, matrix = velocity(flow, states, bases), field_jacobian(flow, states, bases)
        change = -np.einsum("sij,sj->si", np.linalg.pinv(matrix, rcond=1e-10), value)
        change[~np.isfinite(change).all(axis=1)] = 0
        trial = moved(states, bases, np.where(np.abs(change).max(axis=1, keepdims=True) < 1e-2, change, 0))
        better = np.abs(velocity(flow, trial, frames(trial))).max(axis=1) <= np.abs(value).max(axis=1)
        states[better] = trial[better]
    return states
