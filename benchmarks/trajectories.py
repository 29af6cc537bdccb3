"""An accurate trajectory of the attention flow: the adaptive method against a plain Euler loop of the same final error."""

from __future__ import annotations

import numpy as np

from benchmarks.timing import Row, side_by_side
from verify import Attention
from verify.trajectories import trajectory

HORIZON = 5.0


def run(full: bool) -> list[Row]:
    """At (n, d) = (10, 3) to an error of about 1e-4, and to 1e-6 where ``full`` (Euler takes about a minute then)."""
    return [_to(1e-4)] + ([_to(1e-6)] if full else [])


def _to(error: float) -> Row:
    rng = np.random.default_rng(2)
    start = rng.normal(size=(10, 3))
    start /= np.linalg.norm(start, axis=1, keepdims=True)
    value = rng.normal(size=(3, 3))
    system = Attention(value=(value + value.T) / 2, query_key=rng.normal(size=(3, 3)))
    exact = trajectory(system, start, HORIZON, rtol=1e-13, atol=1e-14).states[-1]

    def euler(steps: int) -> np.ndarray:
        state, h = start, HORIZON / steps
        for _ in range(steps):
            state = state + h * system.field(state)
            state = state / np.linalg.norm(state, axis=1, keepdims=True)
        return state

    # The error of Euler's method is proportional to its step.
    steps = int(np.ceil(1000 * np.abs(euler(1000) - exact).max() / error))
    peer_seconds, our_seconds, looped, found = side_by_side(
        lambda: euler(steps), lambda: trajectory(system, start, HORIZON, rtol=error, atol=error / 100), repeat=3
    )
    errors = [float(np.abs(end - exact).max()) for end in (looped, found.states[-1])]
    return Row(
        "flow of attention to t = 5, (n, d) = (10, 3)",
        f"Euler loop, {steps} steps",
        "DOP853",
        peer_seconds,
        our_seconds,
        f"errors {errors[0]:.0e} and {errors[1]:.0e}",
    )
