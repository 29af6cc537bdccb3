"""Pseudo-arclength continuation of the zeros of the field in a symmetry's fixed space and one parameter, in float64.

The unknowns are tangent coordinates of the orbits' unit vectors, centred anew at every iterate, and ``q = (p - p_0) / w``
with the length w of the range. A predictor goes along the null vector of ``[F_u F_q]``; Newton's method, bordered by that
vector, comes back to the curve (Keller 1977; Allgower and Georg, *Numerical Continuation Methods*, 1990).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.equilibria.continuation.family import Family
from verify.equilibria.continuation.space import FixedSpace

ROUNDS = 10
SMALLEST = 1e-7
"""Arclength of a step below which the corrector counts as failed."""


@dataclass(frozen=True, eq=False)
class Node:
    """A point of the curve.

    Attributes:
        y: unit vectors of the orbits, flat.
        q: the scaled parameter.
        along: the unit tangent ``(dy/ds, dq/ds)``, shape ``(len(y) + 1,)``.
        s: arclength from where the tracing began.
    """

    y: np.ndarray
    q: float
    along: np.ndarray
    s: float


@dataclass(frozen=True, eq=False)
class Curve:
    """The zero set that is followed.

    Attributes:
        family: the systems.
        space: the states.
        origin: p at q = 0.
        width: w, positive.
    """

    family: Family
    space: FixedSpace
    origin: float
    width: float

    def parameter(self, q: float) -> float:
        """The p of a q."""
        return float(self.origin + self.width * q)

    def residual(self, y: np.ndarray, q: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """F, ``[F_u F_q]`` and the frame at y; F has one entry for each unknown."""
        p, space = self.parameter(q), self.space
        frame = space.frame(y)
        with np.errstate(all="ignore"):
            value = frame.T @ space.equations(self.family, p, y)
            by_state = frame.T @ space.derivative(self.family, p, y) @ frame
            by_parameter = self.width * (frame.T @ space.slope(self.family, p, y))
        return value, np.column_stack([by_state, by_parameter]), frame

    def corrected(self, y: np.ndarray, q: float, border: np.ndarray | None) -> tuple[np.ndarray, float] | None:
        """Newton's method across ``border`` (ambient, shape ``(len(y) + 1,)``), or at fixed q where it is ``None``.

        Returns:
            The zero to rounding, or ``None`` where Newton's method does not converge.
        """
        last = np.inf
        for _ in range(ROUNDS):
            value, matrix, frame = self.residual(y, q)
            if not (np.isfinite(value).all() and np.isfinite(matrix).all()):
                return None
            # A residual of rounding errors is as good as it gets; next to a branch point further steps only wander.
            if len(value) and np.abs(value).max() <= 4e-16 * max(1.0, np.abs(matrix).max()) and last < np.inf:
                return y, q
            across = np.zeros(len(y) + 1) if border is None else border
            row = np.append(frame.T @ across[:-1], 1.0 if border is None else across[-1])
            change = _solved(np.vstack([matrix, row]), np.append(-value, 0.0))
            size = float(np.abs(change).max())
            if not size < 0.5:
                return None
            y, q = self.space.normalised(y + frame @ change[:-1]), q + float(change[-1])
            # Beyond rounding a further step cannot improve; on the way there each must be much shorter than the last.
            if size < 1e-13 or (size < 1e-9 and size > last / 2):
                return y, q
            last = size
        return None

    def tangent(self, y: np.ndarray, q: float, before: np.ndarray) -> np.ndarray:
        """The unit null vector of ``[F_u F_q]``, in the direction of ``before`` (both ambient).

        Where the null space has more dimensions (a branch point) it is the part of ``before`` in it.
        """
        _, matrix, frame = self.residual(y, q)
        if matrix.shape[0] == 0:
            return np.append(np.zeros(len(y)), np.sign(before[-1]) or 1.0)
        _, sizes, rows = np.linalg.svd(matrix)
        null = rows[len(sizes) :]
        if sizes[-1] < 1e-8 * max(sizes[0], 1e-300):
            null = rows[len(sizes) - int((sizes < 1e-8 * sizes[0]).sum()) :]
        old = np.append(frame.T @ before[:-1], before[-1])
        chosen = null.T @ (null @ old)
        if not np.linalg.norm(chosen) > 1e-3 * np.linalg.norm(old):
            chosen = null[-1]
        chosen = chosen / np.linalg.norm(chosen)
        return np.append(frame @ chosen[:-1], chosen[-1])

    def start(self, y: np.ndarray, q: float, sign: float) -> Node | None:
        """The point of the curve near y at this q, to be left towards larger (``sign`` 1) or smaller q."""
        found = self.corrected(y, q, None)
        if found is None:
            return None
        y, _ = found
        along = self.tangent(y, q, np.append(np.zeros(len(y)), sign))
        return Node(y, q, along, 0.0)

    def advance(self, node: Node, length: float) -> Node | None:
        """The point at arclength ``length`` beyond a point, measured along its tangent; ``None`` if none is found there."""
        y = self.space.normalised(node.y + length * node.along[:-1])
        q = node.q + length * node.along[-1]
        found = self.corrected(y, q, node.along)
        if found is None:
            return None
        moved = np.append(found[0] - y, found[1] - q)
        if np.linalg.norm(moved) > max(0.3 * abs(length), 1e-9):
            return None
        along = self.tangent(found[0], found[1], node.along)
        if along @ node.along < 0.9:
            return None
        return Node(found[0], found[1], along, node.s + length)


def _solved(matrix: np.ndarray, right: np.ndarray) -> Any:
    """The least-squares solution of smallest norm: a branch point is a singular matrix with a consistent right side."""
    return np.linalg.lstsq(matrix, right, rcond=1e-12)[0]
