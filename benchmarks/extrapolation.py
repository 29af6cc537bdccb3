"""Reference solutions of autonomous flows to many digits: Gragg's rule, extrapolated, in any arithmetic of object arrays.

Nothing here is shared with the integrators that are measured: no tableau, no floats, and the field is the definition.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

COLUMNS = 9


def extrapolated(field: Callable[[Any], Any], start: Any, horizon: Any, tolerance: float) -> Any:
    """The state at the horizon.

    Args:
        field: of states, in the arithmetic of ``start``.
        start: an object array of ``mpmath.mpf`` or ``flint.arb`` (middles of balls: nothing is enclosed).
        horizon: a number of the same kind, positive.
        tolerance: the last two columns of each extrapolation differ by at most this; the better one is taken.

    Returns:
        An array of the same shape; its error is far below the tolerance where the flow does not stretch errors.
    """
    state, time, step, one = start, horizon - horizon, horizon / 8, horizon / horizon
    while time < horizon:
        last = step >= horizon - time
        length = horizon - time if last else step
        best, gap = _extrapolated_step(field, state, length, one)
        factor = 0.8 * (tolerance / max(gap, 1e-45)) ** (1 / (2 * COLUMNS - 1))
        if gap <= tolerance:
            state, time = best, horizon if last else _middle(time + length)
        step = _middle(length * min(max(factor, 0.2), 2.0))
    return state


def _extrapolated_step(field: Callable[[Any], Any], state: Any, length: Any, one: Any) -> tuple[Any, float]:
    """The corner of the table of 2, 4, ..., 2 COLUMNS substeps, and how far it is from its neighbour."""
    slope, row = field(state), []
    for k in range(1, COLUMNS + 1):
        h = length / (2 * k)
        before, now = state, _middle(state + slope * h)
        for _ in range(2 * k - 1):
            before, now = now, _middle(before + field(now) * (2 * h))
        made = [_middle((before + now + field(now) * h) / 2)]
        for j in range(1, k):
            made.append(_middle(made[-1] + (made[-1] - row[j - 1]) / ((one * k / (k - j)) ** 2 - 1)))
        row = made
    return row[-1], max(float(abs(entry)) for entry in (row[-1] - row[-2]).flat)


def _middle(values: Any) -> Any:
    """Balls without their radii, other numbers as they are."""

    def middle(number: Any) -> Any:
        return number.mid() if hasattr(number, "mid") and hasattr(number, "rad") else number

    return np.frompyfunc(middle, 1, 1)(values)
