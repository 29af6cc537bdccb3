"""Trajectories of rescaled tokens ``z_i = e^{-tV} x_i`` of attention without normalisation, and the limits that are
known.

The field is ``z_i' = sum_j P_ij V (z_j - z_i)`` with scores that grow like ``e^{2 t rho(V)}``; see
:mod:`.rescaled_modes` for how the weights are computed. SciPy's adaptive Runge-Kutta method of order 8 (Dormand and
Prince, embedded errors of order 5 and 3) controls the error of z itself. A run ends when the limit of every start is
known (:mod:`.rescaled_limit`), or at the horizon: then nothing is said about limits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from verify.errors import InvalidInput
from verify.systems import Clusters
from verify.trajectories.rescaled_limit import Limit, known_limit
from verify.trajectories.rescaled_modes import MOST, Modes

Method = Literal["DOP853", "RK45", "Radau", "LSODA"]
MOST_STEPS = 50_000


@dataclass(frozen=True, eq=False)
class Rescaled:
    """One trajectory of rescaled tokens.

    Attributes:
        times: of the accepted steps, shape ``(T,)``.
        states: z there, shape ``(T, n, d)``.
        known: the limit of the leading coordinates, its error and clusters; ``None`` if it is not decided.
        rtol: bound of the estimated error of one step, relative to the size of the starts.
        evaluations: of the field.
        complete: whether the integration went on to the horizon, or to a known limit.
        note: what the end is, in words.
    """

    times: np.ndarray
    states: np.ndarray
    known: Limit | None
    rtol: float
    evaluations: int
    complete: bool
    note: str
    modes: Modes
    _pieces: Any = field(default=None, repr=False)
    _index: int = field(default=0, repr=False)

    @property
    def limit(self) -> np.ndarray | None:
        """The limit of the tokens' part in the leading eigenspace of V, shape ``(n, d)``, or ``None``: not decided."""
        return None if self.known is None else self.known.tokens

    @property
    def speed(self) -> float:
        """The largest coordinate of z' at the end."""
        return float(np.abs(self.modes.field(self._y(self.states[-1]), self.times[-1]) @ self.modes.basis.T).max())

    def at(self, time: float) -> np.ndarray:
        """z at a time, shape ``(n, d)``, by the method's own interpolant.

        Raises:
            InvalidInput: for a time outside of the recorded ones.
        """
        if not self.times[0] <= time <= self.times[-1]:
            span = f"{self.times[0]:g} to {self.times[-1]:g}"
            raise InvalidInput(f"time {time:g} is outside of the trajectory; expected one from {span}")
        shape = self.states.shape[1:]
        return np.asarray(self._pieces(time).reshape(-1, *shape)[self._index] @ self.modes.basis.T)

    def attention(self, time: float) -> np.ndarray:
        """P at a time, shape ``(n, n)``; see :meth:`at`."""
        return self.modes.attention(self._y(self.at(time)), time)

    def tokens(self, time: float) -> np.ndarray:
        """``x = e^{tV} z`` at a time, shape ``(n, d)``; see :meth:`at`."""
        moved = self._y(self.at(time)) @ self.modes.growth(time).T
        return np.asarray(math.exp(time * self.modes.rate) * moved @ self.modes.basis.T)

    def _y(self, state: np.ndarray) -> np.ndarray:
        return np.asarray(state @ self.modes.inverse.T)


def rescaled(
    system: Clusters,
    tokens: Any,
    horizon: float,
    *,
    rtol: float = 1e-10,
    tolerance: float = 1e-6,
    method: Method = "DOP853",
    stop: bool = True,
) -> Rescaled:
    """The trajectory of rescaled tokens from ``tokens``; see :func:`rescaled_all`."""
    return rescaled_all(
        system, np.asarray(tokens)[None], horizon, rtol=rtol, tolerance=tolerance, method=method, stop=stop
    )[0]


def rescaled_all(
    system: Clusters,
    starts: Any,
    horizon: float,
    *,
    rtol: float = 1e-10,
    tolerance: float = 1e-6,
    method: Method = "DOP853",
    stop: bool = True,
) -> tuple[Rescaled, ...]:
    """Trajectories from many starts at once, with the same steps.

    Args:
        system: its entries are rounded to float64.
        starts: tokens, shape ``(k, n, d)``.
        horizon: positive; times the largest real part of an eigenvalue of V at most 345, so that nothing overflows.
        rtol: the error of one step as the method estimates it is at most this, relative to a token's coordinates and to the largest
            coordinate of its start; from 1e-13 to 1e-2. What instability does with such errors is not bounded by it.
        tolerance: clusters are as small as this when a limit counts as known, relative to the largest leading coordinate.
        method: of SciPy; ``Radau`` or ``LSODA`` where scores pull tokens apart from what they attend to (stiff).
        stop: end when all limits are known; else go on to the horizon.

    Raises:
        InvalidInput: for starts of another shape, or settings out of range.
    """
    import scipy.integrate

    modes = Modes.of(system)
    states = _checked(system, starts)
    _check_settings(modes, horizon, rtol, tolerance, method)
    count, n, d = states.shape
    y0 = states @ modes.inverse.T

    def slope(time: float, flat: np.ndarray) -> np.ndarray:
        return modes.field(flat.reshape(y0.shape), time).ravel()

    # SciPy bounds the root mean square over all coordinates: one of k starts could have sqrt(k) times that error.
    share = 1 / math.sqrt(count * n * d)
    sizes = np.broadcast_to(np.abs(y0).max(axis=(1, 2), keepdims=True), y0.shape).ravel()
    solver = getattr(scipy.integrate, method)(
        slope,
        0.0,
        y0.ravel(),
        float(horizon),
        rtol=max(rtol * share, 2.3e-14),
        atol=np.maximum(rtol * share * sizes, 1e-300),
    )
    times, seen, pieces = [0.0], [y0], []
    known: list[Limit | None] = [None] * count
    failed = ""
    while solver.status == "running":
        if len(times) > MOST_STEPS:
            failed = f"{MOST_STEPS} steps were not enough"
            break
        solver.step()
        if solver.status == "failed" or not np.isfinite(solver.y).all():
            failed = "the steps became too small, or numbers too large"
            break
        times.append(float(solver.t))
        seen.append(solver.y.reshape(y0.shape).copy())
        pieces.append(solver.dense_output())
        for k in range(count):
            known[k] = known[k] or known_limit(modes, seen[-1][k], times[-1], tolerance)
        if stop and all(limit is not None for limit in known):
            break
    interpolant = scipy.integrate.OdeSolution(times, pieces) if pieces else None
    everything = np.stack(seen) @ modes.basis.T
    return tuple(
        Rescaled(
            np.array(times),
            everything[:, k],
            known[k],
            rtol,
            int(solver.nfev),
            not failed,
            _note(modes, known[k], times[-1], failed),
            modes,
            interpolant,
            k,
        )
        for k in range(count)
    )


def _note(modes: Modes, limit: Limit | None, time: float, failed: str) -> str:
    if limit is not None:
        return f"converged: {int(limit.clusters.max()) + 1} clusters, each attending to itself from t = {limit.time:.4g} on"
    if modes.leading is None:
        return "not decided: no real, positive, semisimple eigenvalue of V is larger in modulus than all others"
    return f"not decided: {failed or f'no strict clusters by t = {time:.4g}'}"


def _check_settings(modes: Modes, horizon: float, rtol: float, tolerance: float, method: str) -> None:
    if not (isinstance(horizon, (int, float)) and math.isfinite(horizon) and horizon > 0):
        raise InvalidInput(f"the horizon is {horizon!r}; expected a positive finite time")
    if 2 * horizon * modes.rate > MOST:
        most = MOST / 2 / modes.rate
        raise InvalidInput(f"the horizon is {horizon:g}, where scores overflow; expected at most {most:.4g} for this V")
    if not 1e-13 <= rtol <= 1e-2:
        raise InvalidInput(f"rtol is {rtol:g}; expected a number from 1e-13 to 1e-2")
    if not rtol <= tolerance <= 1e-1:
        raise InvalidInput(f"the tolerance of limits is {tolerance:g}; expected a number from rtol = {rtol:g} to 0.1")
    if method not in ("DOP853", "RK45", "Radau", "LSODA"):
        raise InvalidInput(f"the method is {method!r}; expected DOP853, RK45, Radau or LSODA")


def _checked(system: Clusters, starts: Any) -> np.ndarray:
    from verify.arithmetic.numeric import FLOAT64

    states = FLOAT64.asarray(np.asarray(starts), None)
    if states.ndim != 3 or states.shape[2] != system.dimension or 0 in states.shape:
        found = " x ".join(map(str, states.shape[1:] if states.ndim > 1 else states.shape))
        raise InvalidInput(f"tokens have shape {found}; expected (n, {system.dimension}) for every start")
    if not np.isfinite(states).all():
        raise InvalidInput("tokens hold nan or infinities; expected finite numbers")
    return states
