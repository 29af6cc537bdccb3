"""The spectrum of ``H + kappa u w^T``: the secular equation, when one eigenvalue dominates, and how its vector points.

Away from the eigenvalues of H, z is an eigenvalue of ``H + kappa u w^T`` if and only if ``1 = kappa g(z)`` with
``g(z) = w^T (z - H)^{-1} u``, and its vector is ``(z - H)^{-1} u``. What is proved about it stands in
``proofs/power_method/steering.py`` and ``proofs/beyond/steering.py``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from verify.errors import InvalidInput
from verify.weights.leading import Leading, leading, of_eigenpairs

DENSE = 1024
"""Dimensions up to which dominance is read off all eigenvalues."""
ROUNDING = 1e-12
"""A cosine below it is zero."""
_GRID = 48
_POINTS = 4096


@dataclass(frozen=True, eq=False)
class RankOne:
    """``H + kappa u w^T`` for every kappa, with ``g`` in partial fractions.

    Attributes:
        matrix: H, float64, shape ``(d, d)``.
        u, w: shape ``(d,)``; u has norm 1.
        poles: the eigenvalues of H, shape ``(d,)``.
        residues: ``(w^T v_j)(l_j^T u)``, shape ``(d,)``.
        norm: the spectral norm of H.
    """

    matrix: np.ndarray
    u: np.ndarray
    w: np.ndarray
    poles: np.ndarray
    residues: np.ndarray
    norm: float

    @staticmethod
    def of(matrix: np.ndarray, u: np.ndarray, w: np.ndarray) -> RankOne:
        """Compute poles and residues: one eigendecomposition of H and one singular value.

        Raises:
            InvalidInput: if shapes disagree, u is no unit vector, w is 0, or anything is not finite.
        """
        d = matrix.shape[0]
        if matrix.shape != (d, d) or u.shape != (d,) or w.shape != (d,):
            raise InvalidInput(f"shapes are {matrix.shape}, {u.shape}, {w.shape}; expected (d, d), (d,), (d,)")
        if not all(np.isfinite(array).all() for array in (matrix, u, w)):
            raise InvalidInput("the layer matrix, u or w is not finite")
        if abs(np.linalg.norm(u) - 1) > 1e-6 or not w.any():
            raise InvalidInput(f"|u| = {np.linalg.norm(u):.6g} and |w| = {np.linalg.norm(w):.6g}; expected 1 and not 0")
        poles, vectors = np.linalg.eig(matrix)
        residues = (w @ vectors) * np.linalg.solve(vectors, u.astype(vectors.dtype))
        return RankOne(matrix, u, w, poles, residues, float(np.linalg.norm(matrix, 2)))

    @property
    def gain(self) -> float:
        """``w^T u``."""
        return float(self.w @ self.u)

    def changed(self, kappa: float) -> np.ndarray:
        """``H + kappa u w^T``."""
        return self.matrix + kappa * np.outer(self.u, self.w)

    def secular(self, z: Any, kappa: float) -> Any:
        """``1 - kappa g(z)`` at complex numbers z of any shape; zero exactly at new eigenvalues."""
        z = np.asarray(z)
        total = np.zeros(z.shape, dtype=complex)
        with np.errstate(divide="ignore", invalid="ignore"):  # at a pole it is infinite
            for start in range(0, len(self.poles), 512):
                part = slice(start, start + 512)
                total += (self.residues[part] / (z[..., None] - self.poles[part])).sum(axis=-1)
            return 1 - kappa * total

    def sufficient(self) -> float:
        """The proved bound: above it one eigenvalue is real, positive, simple, and larger than all other moduli.

        ``kappa |w| > |H| ((1 + sqrt(1 + c)) / c)^2`` with ``c = w^T u / |w|``; infinity where ``w^T u <= 0`` up to rounding.
        """
        length = float(np.linalg.norm(self.w))
        cosine = self.gain / length
        return math.inf if cosine <= ROUNDING else self.norm * ((1 + math.sqrt(1 + cosine)) / cosine) ** 2 / length

    def enclosure(self, kappa: float) -> tuple[float, float, float] | None:
        """``(low, high, others)`` above :meth:`sufficient`: the leading eigenvalue is in [low, high], other moduli <= others."""
        pull = kappa * float(np.linalg.norm(self.w)) * self.norm
        if not kappa > self.sufficient():
            return None
        middle = kappa * self.gain
        # |mu - middle| (mu - |H|) <= pull: the larger root of (middle - mu)(mu - |H|) = pull, and its mirror above.
        half, root = (middle - self.norm) / 2, math.sqrt(max(((middle - self.norm) / 2) ** 2 - pull, 0.0))
        above = math.sqrt(half**2 + pull)
        return self.norm + half + root, self.norm + half + above, self.norm + math.sqrt(pull)

    def sine_bound(self, kappa: float) -> float | None:
        """The proved bound on the sine of the angle between the leading eigenvector and u, above :meth:`sufficient`."""
        enclosure = self.enclosure(kappa)
        return None if enclosure is None else min(1.0, self.norm / enclosure[0])

    def leading(self, kappa: float) -> Leading:
        """The leading eigenvalues of ``H + kappa u w^T``, and how the first vector points.

        Above :data:`DENSE` dimensions a few eigenvalues of largest modulus are computed; where the first one is real and
        positive it is the one of largest real part and of largest ``|1 + lambda|`` too, else all are computed.
        """
        if len(self.u) > DENSE:
            from scipy.sparse.linalg import eigs

            matrix, ncv = self.changed(kappa), min(40, len(self.u))
            first = eigs(matrix, k=1, which="LM", v0=self.u)
            # The others are crowded: three digits of the next modulus are enough.
            both = eigs(matrix, k=2, which="LM", v0=self.u, tol=1e-3, ncv=ncv, return_eigenvectors=False)
            found = replace(of_eigenpairs(*first, self.u), second=float(np.abs(both).min()))
            if found.dominant:
                return found
        return leading(self.changed(kappa), self.u)

    def dominant(self, kappa: float) -> bool:
        """Whether one eigenvalue is real, positive, simple, and strictly larger than all other moduli."""
        return self._dominating(kappa) is not None

    def steered(self, kappa: float) -> bool:
        """Whether in addition its vector is nearer to the line of u than 45 degrees: it is the wanted pair that dominates."""
        value = self._dominating(kappa)
        if value is None:
            return False
        try:
            vector = np.linalg.solve(value * np.eye(len(self.u)) - self.matrix, self.u)
        except np.linalg.LinAlgError:  # an eigenvalue of H too: then the vector is not the one that u makes
            return False
        return bool(2 * (vector @ self.u) ** 2 > vector @ vector)

    def _dominating(self, kappa: float) -> float | None:
        """The dominant eigenvalue: up to :data:`DENSE` dimensions by a dense solver, above by :meth:`counted`."""
        if len(self.u) > DENSE:
            return self.counted(kappa)
        values = np.linalg.eigvals(self.changed(kappa))
        order = np.argsort(-np.abs(values))
        first, others = values[order[0]], np.abs(values[order[1:]])
        fine = first.imag == 0 and first.real > 0 and (others < first.real).all()
        return float(first.real) if fine else None

    def counted(self, kappa: float) -> float | None:
        """The same from the secular equation alone, in ``O(d)`` for each point that it is evaluated at.

        The largest real root r is followed inwards; zeros outside ``|z| = r (1 - 1e-7)`` are counted by the winding of
        ``1 - kappa g`` along that circle.
        """
        root = self._largest_root(kappa)
        if root is None:
            return None
        radius = root * (1 - 1e-7)
        winding = self._winding(radius, kappa)
        alone = winding is not None and int((np.abs(self.poles) > radius).sum()) - winding == 1
        return root if alone else None

    def _largest_root(self, kappa: float) -> float | None:
        high = self.norm + abs(kappa) * float(np.linalg.norm(self.w))
        if high == 0:
            return None
        grid = np.concatenate([np.geomspace(high * 1e-6, high, 6000), [high * 1.0000001]])
        # Real poles change the sign too; there the function is large.
        values = self.secular(grid, kappa).real
        for i in range(len(grid) - 2, -1, -1):
            if values[i] * values[i + 1] <= 0:
                root = _bisected(lambda z: float(self.secular(np.array(z), kappa).real), grid[i], grid[i + 1])
                if abs(self.secular(np.array(root), kappa)) < 1e-3:
                    return root
        return None

    def _winding(self, radius: float, kappa: float) -> int | None:
        angles = np.linspace(0, np.pi, _POINTS)
        for _ in range(8):
            values = self.secular(radius * np.exp(1j * angles), kappa)
            if not np.isfinite(values).all() or (values == 0).any():
                return None
            turned = np.angle(values[1:] / values[:-1])
            steep = np.abs(turned) > 1.0
            if not steep.any():
                return round(float(turned.sum()) / np.pi)  # the lower half is its mirror
            angles = np.sort(np.concatenate([angles, (angles[1:][steep] + angles[:-1][steep]) / 2]))
        return round(float(turned.sum()) / np.pi)

    def threshold(self, tolerance: float = 1e-6) -> float | None:
        """The kappa above which, up to the proved bound and so for ever, the pair of u dominates; None without a bound.

        :meth:`steered` is looked at on a grid from the bound down to 1e-4 of it, and bisected where it first fails. It is 0
        where it never does.
        """
        bound = self.sufficient()
        if not math.isfinite(bound):
            return None
        high, low = bound * (1 + 1e-9), 0.0
        for lower in bound * np.geomspace(1, 1e-4, _GRID)[1:]:
            if not self.steered(float(lower)):
                low = float(lower)
                break
            high = float(lower)
        if low == 0:
            return 0.0
        while high - low > tolerance * high:
            middle = (low + high) / 2
            if self.steered(middle):
                high = middle
            else:
                low = middle
        return high


def _bisected(function: Any, low: float, high: float) -> float:
    start = function(low)
    for _ in range(80):
        middle = (low + high) / 2
        value = function(middle)
        if (value > 0) == (start > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2
