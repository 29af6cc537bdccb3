"""Eigenpairs of a layer matrix: which one is principal, planes of complex pairs, gaps and nearly collinear eigenvectors.

Eigenvalues are ordered by descending real part, as in section 2 of arXiv 2605.25619. A complex pair is one group, whose
two columns span the plane of Re v and Im v; so averages over all eigenvectors count a pair once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from verify.errors import InvalidInput

Choice = Literal["real_part", "modulus", "one_plus"]
CHOICES: tuple[Choice, ...] = ("real_part", "modulus", "one_plus")
"""Principal by Re(lambda) (the paper's), by |lambda|, by |1 + alpha lambda| (what a step at consensus multiplies by)."""


@dataclass(frozen=True, eq=False)
class Spectrum:
    """All eigenpairs of a real matrix.

    Attributes:
        eigenvalues: complex, shape ``(d,)``, by descending real part; of a pair the one with positive imaginary part first.
        basis: shape ``(d, d)``. The column of a real eigenvalue is its unit eigenvector; the two columns of a pair are an
            orthonormal basis ``a/|a|, b/|b|`` of its plane, where ``v = a + i b`` has a orthogonal to b.
        lengths: shape ``(d,)``: ``|a|, |b|`` of the columns (1 for a real eigenvector).
        starts: first column of each group, ascending.
        condition: 2-norm condition number of the matrix of unit eigenvectors; inf if it is singular.
        alpha: step size of the choice one_plus.
    """

    eigenvalues: np.ndarray
    basis: np.ndarray
    lengths: np.ndarray
    starts: np.ndarray
    condition: float
    alpha: float = 1.0

    @property
    def dimension(self) -> int:
        """d."""
        return len(self.eigenvalues)

    @property
    def groups(self) -> int:
        """Number of real eigenvectors plus number of pairs."""
        return len(self.starts)

    @cached_property
    def widths(self) -> np.ndarray:
        """1 for a real eigenvector, 2 for a pair."""
        return np.diff(np.append(self.starts, self.dimension))

    def value(self, group: int) -> complex:
        """The eigenvalue of a group, of a pair the one with positive imaginary part."""
        return complex(self.eigenvalues[self.starts[group]])

    def columns(self, group: int) -> np.ndarray:
        """Orthonormal basis of a group, shape ``(d, 1)`` or ``(d, 2)``."""
        start = self.starts[group]
        return self.basis[:, start : start + self.widths[group]]

    def sizes(self, choice: Choice) -> np.ndarray:
        """What the choice compares, by group."""
        values = self.eigenvalues[self.starts]
        return {"real_part": values.real, "modulus": np.abs(values), "one_plus": np.abs(1 + self.alpha * values)}[
            choice
        ]

    def principal(self, choice: Choice = "real_part") -> int:
        """The group that is principal; of equals the one of larger real part."""
        return int(np.argmax(self.sizes(choice)))

    def second(self, choice: Choice = "real_part") -> int | None:
        """The group that comes next after the principal one, or None if there is none."""
        if self.groups < 2:
            return None
        sizes = self.sizes(choice).copy()
        sizes[self.principal(choice)] = -np.inf
        return int(np.argmax(sizes))

    def gap(self, choice: Choice = "real_part") -> float | None:
        """Difference of the two largest sizes, groups counted once: Re l_1 - Re l_2, Re l_1 - Re l_3 behind a pair."""
        second = self.second(choice)
        if second is None:
            return None
        sizes = self.sizes(choice)
        return float(sizes[self.principal(choice)] - sizes[second])

    def case(self, measure: Choice = "real_part", tolerance: float = 1e-12) -> int:
        """Section 2.1: 1 if the principal eigenvalue is real and strictly dominant, 2 if it is complex and so, 3 if neither.

        Args:
            measure: dominant in real part, or in modulus (the power method's sense, positive besides if it is real).
            tolerance: relative to the size.
        """
        sizes = self.sizes(measure)
        others = np.delete(sizes, 0)
        if others.size and sizes[0] - np.max(others) <= tolerance * abs(sizes[0]):
            return 3
        value = self.value(0)
        return 2 if value.imag else 3 if measure == "modulus" and value.real <= 0 else 1

    def dominance(self) -> float | None:
        """``|lambda_1|`` over the largest modulus of the other groups; None if they are all zero or there are none."""
        sizes = self.sizes("modulus")
        other = float(np.max(sizes[1:], initial=0.0))
        return float(sizes[0]) / other if other > 0 else None

    def span(self, *groups: int) -> np.ndarray:
        """Orthonormal basis of the span of several groups; directions below a relative 1e-10 are dropped."""
        left, singular, _ = np.linalg.svd(np.hstack([self.columns(group) for group in groups]), full_matrices=False)
        return left[:, singular > 1e-10 * singular[0]]

    def collinearity(self, first: int, second: int) -> float:
        """Cosine of the smallest angle between two groups: ``|v^T w|`` for real eigenvectors."""
        return min(1.0, float(np.linalg.norm(self.columns(first).T @ self.columns(second), 2)))

    def top(self, count: int = 5) -> list[complex]:
        """The first eigenvalues by real part, both of a pair listed, as in figure 6."""
        return [complex(value) for value in self.eigenvalues[:count]]

    def plane_coordinate(self, group: int, states: np.ndarray) -> np.ndarray:
        """z with ``projection of x on the plane = Re(z v)``: the matrix multiplies z by lambda. For pairs.

        Args:
            group: a pair.
            states: shape ``(..., d)``.
        """
        start = self.starts[group]
        parts = states @ self.columns(group) / self.lengths[start : start + 2]
        return parts[..., 0] - 1j * parts[..., 1]


def spectrum(matrix: np.ndarray, alpha: float = 1.0) -> Spectrum:
    """All eigenpairs, by LAPACK's real nonsymmetric solver (``O(d^3)``; four arrays of d^2 float64).

    Args:
        matrix: real, shape ``(d, d)``.
        alpha: step size, for the choice one_plus.

    Raises:
        InvalidInput: if the matrix is not square and finite, or the solver does not converge.
    """
    from scipy.linalg.lapack import dgeev, dgeev_lwork

    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or matrix.shape[0] == 0:
        raise InvalidInput(f"a layer matrix has shape {matrix.shape}; expected (d, d)")
    if not np.isfinite(matrix).all():
        raise InvalidInput("a layer matrix has an entry that is not finite; expected finite weights")
    # With the least workspace, the wrapper's default, LAPACK leaves out its blocked algorithms.
    workspace = int(dgeev_lwork(len(matrix), compute_vl=0)[0].real)
    real, imaginary, _, vectors, info = dgeev(np.asarray(matrix, dtype=np.float64), compute_vl=0, lwork=workspace)
    if info != 0:
        raise InvalidInput(
            f"the eigenvalue solver did not converge (dgeev: {info}); expected a matrix of moderate size"
        )
    order = _order(real, imaginary)
    values = (real + 1j * imaginary)[order]
    basis = np.asarray(vectors[:, order], order="F")
    del vectors
    first = np.flatnonzero(values.imag > 0)
    lengths = _planes(basis, first)
    starts = np.setdiff1d(np.arange(len(values)), first + 1)
    return Spectrum(values, basis, lengths, starts, _condition(basis, lengths, first), alpha)


def _order(real: np.ndarray, imaginary: np.ndarray) -> np.ndarray:
    """Columns by descending real part; pairs stay together, and equal real parts in the order of the solver."""
    heads = np.flatnonzero(imaginary >= 0)
    heads = heads[np.argsort(-real[heads], kind="stable")]
    return np.concatenate([[head, head + 1] if imaginary[head] > 0 else [head] for head in heads]).astype(int)


def _planes(basis: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Turn the columns Re v, Im v of every pair into an orthonormal basis in place; returns the lengths.

    The phase is chosen so that a and b are orthogonal; where b is nearly lost in rounding, one more projection keeps the
    columns orthogonal.
    """
    lengths = np.ones(basis.shape[1])
    real, imaginary = basis[:, first], basis[:, first + 1]
    squares = (real * real).sum(0) - (imaginary * imaginary).sum(0) + 2j * (real * imaginary).sum(0)
    phase = np.exp(-0.5j * np.angle(squares))
    a = real * phase.real - imaginary * phase.imag
    b = real * phase.imag + imaginary * phase.real
    lengths[first] = np.linalg.norm(a, axis=0)
    a /= lengths[first]
    b -= a * (a * b).sum(0)
    lengths[first + 1] = np.maximum(np.linalg.norm(b, axis=0), np.finfo(float).tiny)
    b /= lengths[first + 1]
    basis[:, first], basis[:, first + 1] = a, b
    return lengths


def _condition(basis: np.ndarray, lengths: np.ndarray, first: np.ndarray) -> float:
    """Of the complex matrix of unit eigenvectors: ``[v, conj v] = sqrt(2) [a, b] U`` with a unitary U."""
    scale = lengths.copy()
    scale[first] *= np.sqrt(2)
    scale[first + 1] *= np.sqrt(2)
    singular = np.linalg.svd(basis * scale, compute_uv=False)
    return float(singular[0] / singular[-1]) if singular[-1] > 0 else float("inf")


def correlations(units: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """``|projection of x on the span|`` (eq. (6)); for one column it is ``|cos(x, v)|``.

    Args:
        units: unit rows, shape ``(..., d)``.
        columns: orthonormal, shape ``(d, k)``.
    """
    return np.minimum(1.0, np.linalg.norm(units @ columns, axis=-1))


def all_correlations(units: np.ndarray, system: Spectrum) -> np.ndarray:
    """:func:`correlations` with every group, shape ``(..., groups)``; memory is that of ``(..., d)`` twice."""
    squares = units @ system.basis
    np.square(squares, out=squares)
    return np.minimum(1.0, np.sqrt(np.add.reduceat(squares, system.starts, axis=-1)))
