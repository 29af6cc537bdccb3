"""Krawczyk's test: an equilibrium near float tokens exists and is alone in an explicit box of tangent coordinates.

With g the field in the coordinates of :class:`verify.equilibria.contraction.Chart`, Y an approximate inverse of ``Dg(0)`` and
``M(r) = I - Y Dg(|u|_inf <= r)``: if ``|Y g(0)|_inf + |M(r)|_inf r < r`` then g has exactly one zero with ``|u|_inf <= r``, and it has
``|u|_inf <= |Y g(0)|_inf / (1 - |M(r)|_inf)``. (R. Krawczyk 1969; R. E. Moore 1977.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.equilibria.certification.definite import row_norm
from verify.equilibria.contraction import Chart
from verify.systems import System

LARGEST, SMALLEST = 0.5, 1e-12
START = 1e-3
"""The first radius that is tried."""


@dataclass(frozen=True, eq=False)
class Existence:
    """An equilibrium that was proved to exist.

    Attributes:
        chart: tangent coordinates around the float tokens.
        radius: it is the only zero of the field with all tangent coordinates at most this.
        error: its tangent coordinates are at most this.
        jacobian: that of the field in coordinates over the box of size ``error``, an ``arb_mat``.
    """

    chart: Chart
    radius: float
    error: float
    jacobian: Any


def exists(flow: System, tokens: np.ndarray) -> Existence | str:
    """Krawczyk's test at the current precision of the balls, or in one line why it does not decide.

    Args:
        flow: the flow of the system (``step_size=None``), float64 or exact entries.
        tokens: float64, shape ``(n, d)``, near an equilibrium.
    """
    n, d = tokens.shape
    chart = Chart.near(tokens)
    size = n * (d - 1)
    if size == 0:
        return "a token of dimension 1 cannot move"
    at_rest = _jacobian(chart, flow, size, 0.0)
    if at_rest is None:
        return "the field is not enclosed at the tokens"
    linear = np.array([[float(entry.mid()) for entry in row] for row in at_rest.tolist()])
    if not np.isfinite(linear).all():
        return "the Jacobian is not finite"
    inverse = _inverse(linear)
    if inverse is None:
        return "the Jacobian is singular in float64: the equilibrium is not isolated, or nearly so"
    import flint

    precondition = flint.arb_mat(inverse.tolist())
    offset = row_norm(precondition * flint.arb_mat([[entry] for entry in chart.velocity(flow)]))

    def test(radius: float) -> Any:
        """``|M(r)|_inf`` where the test succeeds, else ``None``."""
        matrix = _jacobian(chart, flow, size, radius)
        if matrix is None:
            return None
        defect = precondition * matrix
        for i in range(size):
            defect[i, i] = defect[i, i] - 1
        norm = row_norm(defect)
        return norm if norm < 1 and offset + norm * radius < flint.arb(radius) else None

    found = _first(test, float(offset.upper()))
    if found is None:
        return "Krawczyk's test fails at every radius"
    radius = _grow(test, found)
    norm = test(found)
    error = float(np.nextafter(float((offset / (1 - norm)).upper()), np.inf))
    enclosed = _jacobian(chart, flow, size, error)
    return Existence(chart, radius, error, enclosed)


def _jacobian(chart: Chart, flow: System, size: int, radius: float) -> Any:
    import flint

    balls = chart.jacobian(flow, np.full(size, radius))
    return None if balls is None else flint.arb_mat([list(row) for row in balls])


def _inverse(matrix: np.ndarray) -> np.ndarray | None:
    try:
        inverse = np.linalg.inv(matrix)
    except np.linalg.LinAlgError:
        return None
    return inverse if np.isfinite(inverse).all() and np.linalg.cond(matrix) < 1e13 else None


def _first(test: Any, offset: float) -> float | None:
    """A radius at which the test succeeds: small enough for the derivative, large enough for the offset."""
    radius = max(START, min(4 * offset, LARGEST)) if np.isfinite(offset) else START
    while radius > max(SMALLEST, offset):
        if test(radius) is not None:
            return radius
        radius /= 32
    return None


def _grow(test: Any, radius: float) -> float:
    """The largest radius found in steps of four, then of two and of the root of two."""
    high = None
    while radius < LARGEST:
        wider = min(4 * radius, LARGEST)
        if test(wider) is None:
            high = wider
            break
        radius = wider
    if high is None:
        return radius
    for _ in range(2):
        middle = float(np.sqrt(radius * high))
        if test(middle) is None:
            high = middle
        else:
            radius = middle
    return radius
