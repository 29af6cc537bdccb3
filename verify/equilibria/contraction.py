"""Bounds of the derivative of the step in tangent coordinates, over whole boxes of states, in ball arithmetic.

Everything here is rigorous at the current precision of the balls, except :func:`lyapunov_norm`, which only proposes a
norm; whether the step contracts in it is then bounded rigorously.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verify.systems import System


class Chart:
    """Coordinates ``x_i = sqrt(1 - |u_i|^2) x_i* + B_i u_i`` of the states in the hemispheres around ``x_i*``.

    Attributes:
        places: ``x_i*`` in balls, shape ``(n, d)``.
        frames: ``B_i``, orthonormal tangent bases: the last d - 1 columns of a Householder matrix, in balls.
    """

    def __init__(self, tokens: Any) -> None:
        import flint
        import numpy as np

        from verify.arithmetic.numeric import object_arithmetic

        arb = object_arithmetic("arb")
        self.places = arb.asarray(tokens, None)
        self.frames = []
        for place in self.places:
            mirror = place.copy()
            mirror[0] = mirror[0] + (1 if float(place[0].mid()) >= 0 else -1)
            reflect = flint.arb(2) / (mirror @ mirror) * np.outer(mirror, mirror)
            self.frames.append((arb.asarray(np.eye(len(place), dtype=int), None) - reflect)[:, 1:])

    @staticmethod
    def near(tokens: Any) -> Chart:
        """The chart at float tokens, moved to the spheres: balls around exact unit vectors.

        Args:
            tokens: float64, shape ``(n, d)``, rows of about unit length.
        """
        from verify.arithmetic.numeric import object_arithmetic

        arb = object_arithmetic("arb")
        return Chart(arb.normalize(arb.asarray(tokens, None)))

    def velocity(self, system: System) -> Any:
        """``u'`` at u = 0 for a flow, in balls, flat: the field in coordinates, ``u_i' = B_i^T x_i'``."""
        import numpy as np

        field = system.field(self.places)
        return np.concatenate([field[i] @ frame for i, frame in enumerate(self.frames)])

    def coordinates(self, tokens: Any) -> Any:
        """``u`` of unit tokens in balls, flat; ``None`` unless all of them are in the hemispheres."""
        import numpy as np

        if not all(tokens[i] @ place > 0 for i, place in enumerate(self.places)):
            return None
        return np.concatenate([tokens[i] @ frame for i, frame in enumerate(self.frames)])

    def states(self, bounds: Any) -> Any:
        """The tokens of all states with ``|u_k| <= bounds[k]``, in balls, shape ``(n, d)``."""
        return self._box(bounds)[2]

    def jacobian(self, system: System, bounds: Any, period: int = 1) -> Any:
        """``DF`` over ``|u_k| <= bounds[k]`` for F, ``period`` steps in coordinates; ``None`` where F may not exist.

        For a flow, that of the field in coordinates, ``u_i' = B_i^T x_i'`` (:meth:`velocity`).
        """
        import numpy as np

        n, d = self.places.shape
        boxes, heights, tokens = self._box(bounds)
        slopes = self._slopes(boxes, heights)
        total, after = None, tokens
        for _ in range(period):
            matrix = system.jacobian(after)
            total = matrix if total is None else matrix @ total
            after = tokens if system.is_flow else system.step(after)
        if self.coordinates(after) is None:
            return None
        blocks = np.asarray(total).reshape(n, d, n, d)
        rows = [[self.frames[i].T @ blocks[i, :, j, :] @ slopes[j] for j in range(n)] for i in range(n)]
        return np.array(np.block(rows), dtype=object)

    def slopes(self, bounds: Any) -> list[Any]:
        """``dx_i/du_i`` over ``|u_k| <= bounds[k]``, in balls, n arrays of shape ``(d, d - 1)``."""
        return self._slopes(*self._box(bounds)[:2])

    def _slopes(self, boxes: Any, heights: list[Any]) -> list[Any]:
        import numpy as np

        # d sqrt(1 - |u|^2) = -u/h
        return [B - np.outer(x, u / h) for h, x, B, u in zip(heights, self.places, self.frames, boxes, strict=True)]

    def _box(self, bounds: Any) -> tuple[Any, list[Any], Any]:
        """Coordinates, heights over the tangent spaces and tokens, in balls."""
        import flint
        import numpy as np

        n, d = self.places.shape
        boxes = np.array([flint.arb(0, float(bound)) for bound in bounds], dtype=object).reshape(n, d - 1)
        # abs() first: the product of a ball around 0 with itself would reach below 0.
        heights = [(1 - sum((abs(u) * abs(u) for u in box), flint.arb(0))).sqrt() for box in boxes]
        state = [height * x + B @ u for height, x, B, u in zip(heights, self.places, self.frames, boxes, strict=True)]
        return boxes, heights, np.array(state, dtype=object)


def lyapunov_norm(linear: Any) -> Any:
    """L with ``|L M L^-1|_2 < 1`` for a float matrix, up to rounding; ``None`` unless its radius is below 1."""
    import numpy as np
    from scipy.linalg import solve_discrete_lyapunov

    radius = float(np.abs(np.linalg.eigvals(linear)).max())
    if not radius < 1:
        return None
    scaled = linear / ((1 + radius) / 2)
    return np.linalg.cholesky(solve_discrete_lyapunov(scaled.T, np.eye(len(linear)))).T


def extents(weight: Any) -> Any:
    """Bounds of the coordinates of u with ``|L u|_2 <= 1``: the row norms of ``L^-1``, rounded up."""
    import flint
    import numpy as np

    rows = flint.arb_mat(weight.tolist()).inv().tolist()
    return np.array([np.nextafter(float(_root(row).upper()), np.inf) for row in rows])


def operator_norm(balls: Any, weight: Any) -> Any:
    """A bound of ``|M|`` over all M in the balls: the largest row sum, or ``|L M L^-1|_2`` as middle plus radii."""
    import flint

    if weight is None:
        return _largest(sum(abs(entry) for entry in row) for row in balls)
    form = flint.arb_mat(weight.tolist())
    rows = (form * flint.arb_mat(balls.tolist()) * form.inv()).tolist()
    middle = flint.arb_mat([[entry.mid() for entry in row] for row in rows])
    radii = flint.arb_mat([[entry.rad() for entry in row] for row in rows])
    return two_norm(middle) + two_norm(radii)


def two_norm(matrix: Any) -> Any:
    """An upper bound of ``|M|_2``, within 0.1 %: ``|(M^T M)^k|_F^(1/2k)`` with k = 2^12; balls do not overflow."""
    import flint

    power, k = matrix.transpose() * matrix, 1
    for _ in range(12):
        power, k = power * power, 2 * k
    size = _root(entry for row in power.tolist() for entry in row).upper()
    if size == 0:
        return flint.arb(0)
    return (size.log() / (2 * k)).exp().upper()


def length(offsets: Any, weight: Any) -> Any:
    """An upper bound of the norm of u: its largest coordinate, or ``|L u|_2``."""
    import flint

    if weight is None:
        return _largest(abs(u) for u in offsets)
    moved = flint.arb_mat(weight.tolist()) * flint.arb_mat([[u] for u in offsets])
    return _root(row[0] for row in moved.tolist()).upper()


def _root(entries: Iterable[Any]) -> Any:
    import flint

    return sum((entry * entry for entry in entries), flint.arb(0)).sqrt()


def _largest(balls: Iterable[Any]) -> Any:
    """The largest upper bound; nan if one of them is."""
    import flint

    best = flint.arb(0)
    for ball in balls:
        upper = ball.upper()
        if not upper.is_finite():
            return flint.arb("nan")
        best = upper if upper > best else best
    return best
