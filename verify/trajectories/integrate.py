"""Trajectories of the flow by an adaptive Runge-Kutta method of SciPy, and of the step by iteration.

The flow is integrated in Cartesian coordinates as ``x' = |x| f(x/|x|) + (1 - |x|^2) x`` with the field f of the sphere. The
direction of x then follows the flow exactly whatever its length, and the sphere is invariant and attracting: lengths do not
drift, and what is recorded is the direction. How far lengths were from one is told.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from verify.errors import InvalidInput
from verify.search.state import in_floats
from verify.systems import Attention, MultiHead, Oja, System
from verify.trajectories.lyapunov import Decrease, Lyapunov, decrease, lyapunov_function
from verify.trajectories.rest import Rest, at_rest

Method = Literal["DOP853", "RK45"]
MOST = 200_000
"""Accepted steps of the integrator, or iterations, at most."""


@dataclass(frozen=True, eq=False)
class Trajectory:
    """One trajectory.

    Attributes:
        times: of the accepted steps, or the numbers of the iterations, shape ``(T,)``.
        states: unit rows there, shape ``(T, n, d)``.
        rest: where it ended.
        decrease: of the Lyapunov function, or ``None`` where no theorem names one.
        norm_defect: the largest ``| |x_i| - 1 |`` that the integrator met.
        rtol: relative tolerance of one step; 0 for an iteration.
        atol: absolute tolerance.
        method: of SciPy, or ``iteration``.
        evaluations: of the field or the step.
        complete: whether it went on to the horizon, or to rest.
    """

    times: np.ndarray
    states: np.ndarray
    rest: Rest
    decrease: Decrease | None
    norm_defect: float
    rtol: float
    atol: float
    method: str
    evaluations: int
    complete: bool
    _pieces: Any = field(default=None, repr=False)
    _index: int = field(default=0, repr=False)

    def at(self, time: float) -> np.ndarray:
        """The state at a time, shape ``(n, d)``: by the method's own interpolant for a flow, the last iterate otherwise.

        Raises:
            InvalidInput: for a time outside of the recorded ones.
        """
        if not self.times[0] <= time <= self.times[-1]:
            span = f"{self.times[0]:g} to {self.times[-1]:g}"
            raise InvalidInput(f"time {time:g} is outside of the trajectory; expected one from {span}")
        if self._pieces is None:
            return np.asarray(self.states[int(np.searchsorted(self.times, time, side="right")) - 1])
        shape = self.states.shape[1:]
        return _unit(self._pieces(time).reshape(-1, *shape)[self._index])

    def consensus_time(self, within: float = 1e-3) -> float | None:
        """The first time at which all tokens are within a distance of each other; ``None`` if they never are."""
        apart = np.array([_diameter(state) for state in self.states]) - within
        inside = np.flatnonzero(apart <= 0)
        if not len(inside):
            return None
        k = int(inside[0])
        if k == 0 or self._pieces is None:
            return float(self.times[k])
        from scipy.optimize import brentq

        return float(brentq(lambda t: _diameter(self.at(t)) - within, self.times[k - 1], self.times[k], xtol=1e-12))


def trajectory(
    system: System,
    tokens: Any,
    horizon: float,
    *,
    rtol: float = 1e-10,
    atol: float = 1e-12,
    method: Method = "DOP853",
    lyapunov: Lyapunov | None = None,
) -> Trajectory:
    """The trajectory from ``tokens`` until it is at rest or the horizon is reached; see :func:`trajectories`."""
    return trajectories(
        system, np.asarray(tokens)[None], horizon, rtol=rtol, atol=atol, method=method, lyapunov=lyapunov
    )[0]


def trajectories(
    system: System,
    starts: Any,
    horizon: float,
    *,
    rtol: float = 1e-10,
    atol: float = 1e-12,
    method: Method = "DOP853",
    lyapunov: Lyapunov | None = None,
) -> tuple[Trajectory, ...]:
    """Trajectories from many starts at once, with the same steps.

    All go on until each of them is at rest, and a state counts as at rest where Newton's method finds an attracting
    equilibrium next to it: slow passages go on to the horizon.

    Args:
        system: flow, or step; float64 (exact entries are rounded).
        starts: unit vectors in rows (normalised here), shape ``(k, n, d)``.
        horizon: time, or number of steps, positive.
        rtol: of the error of one step as the method estimates it, relative to a token's coordinates; for every start,
            also where many share their steps. Between 1e-13 and 1e-2.
        atol: the same, absolute.
        method: ``DOP853`` (order 8) or ``RK45``; not used for a step.
        lyapunov: the function to watch; by default the one of :func:`~verify.trajectories.lyapunov.lyapunov_function`.

    Raises:
        InvalidInput: for a system that is not on spheres, starts of another shape, zero rows, or settings out of range.
    """
    if not isinstance(system, Oja | Attention | MultiHead):
        raise InvalidInput(
            f"the system is {type(system).__name__}; expected Oja, Attention or MultiHead. An Ellipsoid is followed as "
            "system.to_sphere() with tokens @ system.root().T, Clusters by verify.trajectories.rescaled"
        )
    system = in_floats(system)
    states = _checked(system, starts)
    if not (isinstance(horizon, (int, float)) and math.isfinite(horizon) and horizon > 0):
        raise InvalidInput(f"the horizon is {horizon!r}; expected a positive finite time")
    if not (1e-13 <= rtol <= 1e-2 and 0 < atol <= 1e-2):
        raise InvalidInput(f"the tolerances are {rtol:g} and {atol:g}; expected rtol from 1e-13, and both up to 1e-2")
    if method not in ("DOP853", "RK45"):
        raise InvalidInput(f"the method is {method!r}; expected DOP853 or RK45")
    function = lyapunov or lyapunov_function(system, states.shape[1])
    if system.is_flow:
        return _integrated(system, states, float(horizon), rtol, atol, method, function)
    return _iterated(system, states, int(horizon), function)


def _integrated(
    system: System,
    states: np.ndarray,
    horizon: float,
    rtol: float,
    atol: float,
    method: Method,
    function: Lyapunov | None,
) -> tuple[Trajectory, ...]:
    import scipy.integrate

    count, n, d = states.shape

    def slope(_: float, flat: np.ndarray) -> np.ndarray:
        x = flat.reshape(states.shape)
        norms = np.linalg.norm(x, axis=-1, keepdims=True)
        return np.asarray(norms * system.field(x / norms) + (1 - norms * norms) * x).ravel()

    # SciPy bounds the root mean square over all coordinates: one of k starts could have sqrt(k) times that error.
    share = 1 / math.sqrt(count)
    # It cannot do better than rounding, and says so in a warning; the absolute part alone holds the bound then.
    solver = getattr(scipy.integrate, method)(
        slope, 0.0, states.ravel(), horizon, rtol=max(rtol * share, 2.3e-14), atol=atol * share
    )
    watch = _Watch(system, count, max(10 * (atol + rtol), 1e-9))
    times, seen, pieces, defect = [0.0], [states], [], 0.0
    while solver.status == "running" and len(times) <= MOST:
        solver.step()
        if solver.status == "failed":
            break
        raw = solver.y.reshape(states.shape)
        norms = np.linalg.norm(raw, axis=-1)
        defect = max(defect, float(np.abs(norms - 1).max()))
        times.append(float(solver.t))
        seen.append(raw / norms[..., None])
        pieces.append(solver.dense_output())
        if watch.all_at_rest(seen[-1], _sizes(system.field(seen[-1]))):
            break
    complete = watch.done or solver.status == "finished"
    interpolant = scipy.integrate.OdeSolution(times, pieces) if pieces else None
    error = math.sqrt(n * d) * (atol + rtol)
    everything = np.stack(seen)
    return tuple(
        Trajectory(
            np.array(times),
            everything[:, k],
            watch.end(everything[-1, k]),
            None if function is None else decrease(function, everything[:, k], error),
            defect,
            rtol,
            atol,
            method,
            int(solver.nfev),
            complete,
            interpolant,
            k,
        )
        for k in range(count)
    )


def _iterated(system: System, states: np.ndarray, horizon: int, function: Lyapunov | None) -> tuple[Trajectory, ...]:
    watch = _Watch(system, len(states), 1e-10)
    seen = [states]
    while len(seen) <= min(horizon, MOST):
        with np.errstate(all="ignore"):
            after = system.step(seen[-1])
        if not np.isfinite(after).all() or watch.all_at_rest(seen[-1], _sizes(after - seen[-1])):
            break
        seen.append(after)
    complete = watch.done or len(seen) == horizon + 1
    everything = np.stack(seen)
    return tuple(
        Trajectory(
            np.arange(len(seen), dtype=float),
            everything[:, k],
            watch.end(everything[-1, k]),
            None if function is None else decrease(function, everything[:, k], 0.0),
            float(np.abs(np.linalg.norm(everything[:, k], axis=-1) - 1).max()),
            0.0,
            0.0,
            "iteration",
            len(seen) - 1,
            complete,
        )
        for k in range(len(states))
    )


class _Watch:
    """Which trajectories have come to rest: a slow one is looked at whenever its speed has fallen tenfold."""

    def __init__(self, system: System, count: int, slow: float) -> None:
        self.system, self.slow = system, slow
        self.next_look = np.full(count, slow)
        self.rests: list[Rest | None] = [None] * count

    @property
    def done(self) -> bool:
        return all(rest is not None and rest.status == "equilibrium" for rest in self.rests)

    def all_at_rest(self, states: np.ndarray, speeds: np.ndarray) -> bool:
        for k, speed in enumerate(speeds):
            rest = self.rests[k]
            if rest is not None and speed > 100 * self.slow:
                self.rests[k], self.next_look[k] = None, self.slow  # it has left again
            elif speed <= self.next_look[k] and not (rest is not None and rest.status == "equilibrium"):
                self.rests[k] = at_rest(self.system, states[k])
                self.next_look[k] = speed / 10
        return self.done

    def end(self, state: np.ndarray) -> Rest:
        """What the last state is; one that is still fast is moving."""
        with np.errstate(all="ignore"):
            moved = self.system.field(state) if self.system.is_flow else self.system.step(state) - state
        return at_rest(self.system, state) if _sizes(moved) <= self.slow else Rest("moving", None, None)


def _checked(system: System, starts: Any) -> np.ndarray:
    states = np.array(starts, dtype=float)
    if states.ndim != 3 or states.shape[2] != system.dimension or 0 in states.shape:
        found = " x ".join(map(str, states.shape[1:] if states.ndim > 1 else states.shape))
        raise InvalidInput(f"tokens have shape {found}; expected (n, {system.dimension}) for every start")
    if system.dimension < 2:
        raise InvalidInput("the tokens are numbers (d = 1), which cannot move; expected d >= 2")
    norms = np.linalg.norm(states, axis=-1, keepdims=True)
    if not (np.isfinite(states).all() and (norms > 0).all()):
        raise InvalidInput("tokens hold zero rows, nan or infinities; expected unit vectors")
    return states / norms


def _sizes(moved: np.ndarray) -> np.ndarray:
    """The largest coordinate of each state's motion."""
    return np.asarray(np.abs(moved).max(axis=(-1, -2)))


def _unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True))


def _diameter(state: np.ndarray) -> float:
    return float(np.linalg.norm(state[:, None] - state[None, :], axis=-1).max())
