"""The system's own dynamics for many starts at once, until each rests at an attractor, cycles, or is given up.

Flows are integrated by the embedded Runge-Kutta pair of Bogacki and Shampine (order 3, with an error estimate of order 2), with a step size
for each start and the tokens put back on their spheres after every step; local errors are kept below ``TOLERANCE`` in every coordinate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.equilibria.search.batched import Array, field_jacobian, frames, pulls, step_jacobian
from verify.equilibria.search.newton import solve
from verify.systems import System

TOLERANCE = 1e-4
SLOW = 1e-3
"""A start whose field is smaller than this (relative to the layer matrix) is looked at: is there an attractor within ``NEAR``?"""
NEAR = 2e-2
REMAINDER = 0.25
NEUTRAL = 1e-6
"""What contracts more slowly than this (relative to the layer matrix) is a direction along a family."""
THERE = 1e-8
"""Nearer than this, rounding is all that is left of the rest."""
LOOK = 20
"""Steps between looks; later a quarter of those that were made: what still has not come to rest is seldom there at the next look."""


@dataclass(frozen=True)
class Relaxed:
    """Where the starts ended.

    Attributes:
        states: equilibria, shape ``(S, n, d)``; of starts that did not end at one, the last states.
        arrived: which ended at an equilibrium whose linearisation attracts, and near which the rest of the dynamics is small.
        cycles: which ended at a cycle of period two that attracts (steps only).
        steps: most steps that were made.
    """

    states: Array
    arrived: Array
    cycles: Array
    steps: int


def relax(system: System, flow: System, starts: Array, steps: int, scale: float) -> Relaxed:
    """Follow every start.

    Args:
        system: with steps or a flow.
        flow: the same as a flow.
        starts: shape ``(S, n, d)``.
        steps: most steps.
        scale: of the field.
    """
    states = starts.copy()
    count = len(states)
    arrived, cycles = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    scale = scale or 1.0  # V = 0 moves nothing, on any scale
    times = np.full(count, 0.1 / scale)
    live, made = np.arange(count), 0
    with np.errstate(all="ignore"):
        while len(live) and made < steps:
            here = states[live]
            pause = min(max(LOOK, made // 4), steps - made)
            for _ in range(pause):
                here = system.step(here) if not system.is_flow else _advance(flow, here, times, live)
            made += pause
            states[live] = here
            finite = np.isfinite(here).all(axis=(1, 2))
            ends, ended = _look(system, flow, here, finite, scale)
            states[live[ended]] = ends[ended]
            arrived[live[ended]] = True
            turned = np.zeros(len(live), dtype=bool)
            if not system.is_flow:
                turned = finite & ~ended & _cycling(system, here)
                cycles[live[turned]] = True
            live = live[finite & ~ended & ~turned]
    return Relaxed(states, arrived, cycles, made)


def _look(system: System, flow: System, here: Array, finite: Array, scale: float) -> tuple[Array, Array]:
    """Slow states refined, and which of them are attractors that are near: a saddle that is passed slowly is none."""
    ends, ended = here.copy(), np.zeros(len(here), dtype=bool)
    field = np.abs(flow.field(here)).max(axis=(1, 2))
    slow = np.flatnonzero(finite & (field < SLOW * scale))
    if not len(slow):
        return ends, ended
    refined, found = solve(flow, here[slow], rounds=12, scale=scale)
    near = np.abs(refined - here[slow]).max(axis=(1, 2)) < NEAR
    index = np.flatnonzero(found & near)
    if len(index):
        index = index[attracting(system, flow, refined[index], scale)]
    if len(index):
        index = index[_settled(system, flow, here[slow[index]], refined[index], scale)]
    ends[slow[index]] = refined[index]
    ended[slow[index]] = True
    return ends, ended


def _settled(system: System, flow: System, states: Array, places: Array, scale: float) -> Array:
    """Which states are so near to their equilibrium that its linearisation decides: beside a small basin an attractor is near, too.

    In the coordinates of the eigenvectors, where the linear part contracts every distance at the slowest eigenvalue's rate or
    faster, all the rest must be less than ``REMAINDER`` of that. Neutral directions, along a family, are left out.
    """
    count, n, d = states.shape
    if n * (d - 1) == 0:
        return np.ones(count, dtype=bool)
    bases = frames(places)
    away = _coordinates(bases, states)
    matrix = _linear(system, flow, places)
    change = _coordinates(bases, flow.field(states) if system.is_flow else system.step(states))
    rest = change - np.einsum("sij,sj->si", matrix, away)
    values, vectors = np.linalg.eig(matrix)
    inverse = np.linalg.pinv(vectors, rcond=1e-13)
    slack = -values.real if system.is_flow else 1 - np.abs(values)
    moving = slack > NEUTRAL * (scale if system.is_flow else 1.0)
    rate = np.where(moving, slack, np.inf).min(axis=1)
    lengths = [np.where(moving, np.abs(np.einsum("sij,sj->si", inverse, x)), 0.0) for x in (away, rest)]
    near, far = (np.sqrt((length**2).sum(axis=1)) for length in lengths)
    calm = np.where(np.isinf(rate), True, far <= REMAINDER * np.where(np.isinf(rate), 0.0, rate) * near)
    return np.asarray(calm | (np.abs(away).max(axis=1) < THERE))


def _coordinates(bases: Array, vectors: Array) -> Array:
    return np.einsum("snak,sna->snk", bases, vectors).reshape(len(vectors), -1)


def _cycling(system: System, states: Array) -> Array:
    """Which states are on a cycle of period two that attracts, or is neutral in some directions and attracts in all others."""
    after = system.step(states)
    back = np.abs(system.step(after) - states).max(axis=(1, 2)) < 1e-9
    found = back & (np.abs(after - states).max(axis=(1, 2)) > 1e-4)
    index = np.flatnonzero(found)
    if len(index) and states.shape[1] * (states.shape[2] - 1):
        here, there = states[index], after[index]
        twice = step_jacobian(system, there, here) @ step_jacobian(system, here, there)
        finite = np.isfinite(twice).all(axis=(1, 2))
        radius = np.full(len(index), np.inf)
        radius[finite] = np.abs(np.linalg.eigvals(twice[finite])).max(axis=1)
        found[index[radius > 1 + 1e-7]] = False
    return found


def attracting(system: System, flow: System, states: Array, scale: float) -> Array:
    """Which equilibria have a linearisation that attracts, or is neutral in some directions and attracts in all others."""
    growth = growth_of(system, spectra(system, flow, states))
    if system.is_flow:
        return growth <= 1e-7 * scale
    return (growth <= 1 + 1e-7) & (1 + float(system.step_size) * pulls(flow, states) > 0).all(axis=1)


def spectra(system: System, flow: System, states: Array) -> Array:
    """Tangent eigenvalues at equilibria, shape ``(S, n (d - 1))``; for a step those of ``I + alpha D^{-1} J``; nan where it is none."""
    count, n, d = states.shape
    if n * (d - 1) == 0:
        return np.zeros((count, 0), dtype=complex)
    matrix = _linear(system, flow, states)
    out = np.full((count, n * (d - 1)), np.nan, dtype=complex)
    good = np.isfinite(matrix).all(axis=(1, 2))
    if good.any():
        out[good] = np.linalg.eigvals(matrix[good])
    return out


def _linear(system: System, flow: System, states: Array) -> Array:
    """Tangent Jacobians at equilibria, of the field or of the step, ``I + alpha D^{-1} J``; nan where a step has no fixed point."""
    _, n, d = states.shape
    matrix = field_jacobian(flow, states, frames(states))
    if system.is_flow:
        return matrix
    alpha = float(system.step_size)
    factors = 1 + alpha * pulls(flow, states)
    factors = np.where(factors > 0, factors, np.nan)
    return np.eye(n * (d - 1)) + alpha * matrix / np.repeat(factors, d - 1, axis=1)[:, :, None]


def growth_of(system: System, values: Array) -> Array:
    """Spectral abscissa (flow) or radius (step) of each row; infinite where a step has no fixed point."""
    if not values.shape[1]:
        return np.full(len(values), -np.inf if system.is_flow else 0.0)
    growth = values.real.max(axis=1) if system.is_flow else np.abs(values).max(axis=1)
    return np.where(np.isnan(growth), np.inf, growth)


def _advance(flow: System, states: Array, times: Array, live: Array) -> Array:
    """One attempt of a Bogacki-Shampine step for every state, each with its own step size (changed in ``times``)."""
    h = times[live][:, None, None]
    first = flow.field(states)
    second = flow.field(states + 0.5 * h * first)
    third = flow.field(states + 0.75 * h * second)
    after = states + h * (2 * first + 3 * second + 4 * third) / 9
    fourth = flow.field(after)
    error = np.abs(h * (-5 * first / 72 + second / 12 + third / 9 - fourth / 8)).max(axis=(1, 2))
    accept = error <= TOLERANCE
    factor = np.clip(0.9 * (TOLERANCE / np.maximum(error, 1e-12)) ** (1 / 3), 0.2, 4.0)
    times[live] *= np.where(np.isfinite(factor), factor, 0.2)
    after = after / np.linalg.norm(after, axis=-1, keepdims=True)
    return np.where(accept[:, None, None], after, states)
