"""The integrators of rescaled tokens and of attention on the ellipsoid against a plain vectorised Runge-Kutta method.

The peer is the classical method of order 4 with a fixed step, in NumPy, without any check: tokens x (not rescaled) of attention
without normalisation, all heads at once on the ellipsoid. Its step is the largest whose error is that of the adaptive method. Errors
are those at the horizon against an extrapolated solution to 50 digits, relative to the largest coordinate.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from benchmarks.extrapolation import extrapolated
from benchmarks.timing import Row, side_by_side
from verify import Clusters
from verify.arithmetic.numeric import FLOAT64, object_arithmetic
from verify.systems import Ellipsoid
from verify.trajectories import rescaled, trajectory

Field = Callable[[np.ndarray], np.ndarray]
DIGITS = 50
BITS = 170
TOLERANCES = (1e-6, 1e-10)
MOST_STEPS = 200_000
LATE = 300.0

LEADING = np.array([[0.75, 0.25, 0.0], [0.25, 0.75, 0.25], [0.0, 0.0, 0.25]])
"""Eigenvalues 1, 1/2 and 1/4, not symmetric."""
TURN = np.array([[2.0, -1.0, 2.0], [2.0, 2.0, -1.0], [-1.0, 2.0, 2.0]]) / 3
SYMMETRIC = TURN @ np.diag([1.0, 0.5, 0.25]) @ TURN.T


class Case(NamedTuple):
    """One flow: V, and a horizon at which something has happened."""

    name: str
    value: np.ndarray
    horizon: float


CASES = (
    Case("V = I", np.eye(3), 1.25),
    Case("V with eigenvalues 1, 1/2, 1/4", LEADING, 1.5),
    Case("V = -I", -np.eye(3), 3.0),
)


def run(full: bool) -> list[Row]:
    """Rescaled tokens at n = 10, late times, ellipsoid at n = 6; n = 64 and n = 32 and references by mpmath where ``full``."""
    engine = "mpmath" if full else "arb"
    rows = [row for case in CASES for row in _clusters(case, 10, engine)]
    if full:
        rows += [row for case in CASES for row in _clusters(case._replace(horizon=case.horizon / 2), 64, "arb")]
    rows += [_late("V = I", np.eye(3)), _late("symmetric V with eigenvalues 1, 1/2, 1/4", SYMMETRIC)]
    rows += _ellipsoid(6, engine)
    return rows + (_ellipsoid(32, "arb") if full else [])


def classical(field: Field, state: np.ndarray, horizon: float, steps: int, after: Field | None = None) -> np.ndarray:
    """The method of order 4; ``after`` is applied to the state at the end of every step."""
    h = horizon / steps
    for _ in range(steps):
        k1 = field(state)
        k2 = field(state + h / 2 * k1)
        k3 = field(state + h / 2 * k2)
        k4 = field(state + h * k3)
        state = state + h / 6 * (k1 + 2 * (k2 + k3) + k4)
        if after is not None:
            state = after(state)
    return state


def softmax(scores: np.ndarray) -> np.ndarray:
    """Along the last axis, the largest score subtracted first."""
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def precise(system: Any, start: np.ndarray, horizon: float, engine: str) -> tuple[np.ndarray, Any]:
    """The state at the horizon in 50 digits, and the engine's arithmetic: mpmath, or middles of balls, which are faster."""
    xp = object_arithmetic(engine)
    with np.errstate(invalid="ignore"):  # object arrays set flags that mean nothing
        return extrapolated(system.field, xp.asarray(start, None), xp.scalar(horizon, None), 1e-16), xp


def steps_for(end: Callable[[int], float], error: float) -> int | None:
    """The least number of steps, to a few per cent, whose error is at most ``error``; ``None`` if rounding keeps it larger."""
    steps = 8
    while not (found := end(steps)) <= error:
        factor = (found / error) ** 0.25 if np.isfinite(found) else 2.0
        steps = int(np.ceil(steps * min(max(1.02 * factor, 1.03), 2.0)))
        if steps > MOST_STEPS:
            return None
    return steps


def _clusters(case: Case, n: int, engine: str) -> list[Row]:
    value, horizon = case.value, case.horizon
    system, start = Clusters(value=value), np.random.default_rng(1).normal(size=(n, 3))
    with _precision(engine):
        end, xp = precise(system, start, horizon, engine)
        exact = FLOAT64.asarray(end @ xp.transpose(system.exponential(xp.scalar(-horizon, None), end)), None)
    back = FLOAT64.asarray(system.exponential(-horizon, start), None).T

    def field(x: np.ndarray) -> np.ndarray:
        return np.asarray(softmax(x @ x.T) @ x @ value.T)

    def peer(steps: int) -> np.ndarray:
        return classical(field, start, horizon, steps) @ back

    def ours(rtol: float) -> np.ndarray:
        return rescaled(system, start, horizon, rtol=rtol, tolerance=1e-6, stop=False).states[-1]

    work = f"rescaled tokens to t = {horizon:g}, {case.name}, (n, d) = ({n}, 3)"
    return [row for rtol in TOLERANCES if (row := _equal_error(work, peer, ours, rtol, exact)) is not None]


def _ellipsoid(n: int, engine: str) -> list[Row]:
    rng = np.random.default_rng(3)
    metric, horizon = np.diag([1.0, 2.0, 0.5]), 1.5
    values, keys = rng.normal(size=(2, 3, 3, 3))
    start = rng.normal(size=(n, 3))
    start /= np.sqrt(((start @ metric) * start).sum(axis=1, keepdims=True))
    system = Ellipsoid(metric=metric, values=list(values), query_keys=list(keys), causal=True)
    with _precision(engine):
        exact = FLOAT64.asarray(precise(system, start, horizon, engine)[0], None)
    hidden = np.triu(np.full((n, n), -np.inf), 1)
    moved = values.swapaxes(1, 2)

    def field(x: np.ndarray) -> np.ndarray:
        pulled = (softmax(x @ keys @ x.T + hidden) @ (x @ moved)).sum(axis=0)
        return np.asarray(pulled - ((x @ metric) * pulled).sum(axis=1, keepdims=True) * x)

    def normalised(x: np.ndarray) -> np.ndarray:
        return np.asarray(x / np.sqrt(((x @ metric) * x).sum(axis=1, keepdims=True)))

    def peer(steps: int) -> np.ndarray:
        return classical(field, start, horizon, steps, normalised)

    root = system.root()
    back = np.linalg.inv(root).T

    def ours(rtol: float) -> np.ndarray:
        found = trajectory(system.to_sphere(root), start @ root.T, horizon, rtol=rtol, atol=rtol / 100)
        return np.asarray(found.states[-1] @ back)

    work = f"causal attention on an ellipsoid to t = {horizon:g}, 3 heads, (n, d) = ({n}, 3)"
    return [row for rtol in TOLERANCES if (row := _equal_error(work, peer, ours, rtol, exact)) is not None]


def _equal_error(
    work: str, peer: Callable[[int], np.ndarray], ours: Callable[[float], np.ndarray], rtol: float, exact: np.ndarray
) -> Row | None:
    size = float(np.abs(exact).max())

    def error(found: np.ndarray) -> float:
        return float(np.abs(found - exact).max()) / size

    steps = steps_for(lambda count: error(peer(count)), error(ours(rtol)))
    if steps is None:
        return None
    peer_seconds, our_seconds, looped, found = side_by_side(lambda: peer(steps), lambda: ours(rtol))
    return Row(
        work,
        f"order 4, {steps} steps",
        f"DOP853, rtol {rtol:.0e}",
        peer_seconds,
        our_seconds,
        f"errors {error(looped):.0e} and {error(found):.0e}",
    )


def _late(name: str, value: np.ndarray) -> Row:
    """To t = 300, where scores are about e^600: what is left of the peer, and when it overflows without log-sum-exp."""
    steps, system, start = 6000, Clusters(value=value), np.random.default_rng(1).normal(size=(10, 3))
    exact = rescaled(system, start, LATE, rtol=1e-13, stop=False).states[-1]
    back = FLOAT64.asarray(system.exponential(-LATE, start), None).T

    def field(x: np.ndarray) -> np.ndarray:
        return np.asarray(softmax(x @ x.T) @ x @ value.T)

    def naive(x: np.ndarray) -> np.ndarray:
        weights = np.exp(x @ x.T)
        return np.asarray(weights / weights.sum(axis=1, keepdims=True) @ x @ value.T)

    peer_seconds, our_seconds, looped, found = side_by_side(
        lambda: classical(field, start, LATE, steps) @ back,
        lambda: rescaled(system, start, LATE, rtol=1e-10, stop=False).states[-1],
        repeat=3,
    )
    errors = [float(np.abs(end - exact).max() / np.abs(exact).max()) for end in (looped, found)]
    state, k = start, 0
    with np.errstate(all="ignore"):
        while np.isfinite(state).all():
            state, k = classical(naive, state, LATE / steps, 1), k + 1
    failed = f"without log-sum-exp the peer is nan from t = {k * LATE / steps:.2g} on"
    return Row(
        f"rescaled tokens to t = {LATE:g}, {name}, (n, d) = (10, 3)",
        f"order 4, {steps} steps",
        "DOP853, rtol 1e-10",
        peer_seconds,
        our_seconds,
        f"{errors[0]:.0e} and {errors[1]:.0e} from ours at rtol 1e-13; {failed}",
    )


def _precision(engine: str) -> Any:
    if engine == "mpmath":
        import mpmath

        return mpmath.workdps(DIGITS)
    import flint

    return flint.ctx.workprec(BITS)
