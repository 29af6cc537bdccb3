"""Exact matrices with a prescribed spectrum: symmetric, nonsymmetric with real spectrum, with a complex pair, defective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from hypothesis import strategies as st

from verify.strategies.numbers import exact_array, fraction, fractions, rational
from verify.strategies.spectra import SYMMETRIC, Spectrum, spectra

BASES = ("the axes", "any")


@dataclass(frozen=True, eq=False)
class Symmetric:
    """A symmetric matrix with its eigenvalues and eigenvectors, all exact.

    Attributes:
        value: V, an object array of SymPy rationals, shape ``(d, d)``.
        eigenvalues: descending.
        vectors: an orthonormal eigenbasis, the eigenvectors in its rows, in the order of the eigenvalues.
    """

    value: np.ndarray
    eigenvalues: Spectrum
    vectors: np.ndarray

    @property
    def dimension(self) -> int:
        """d."""
        return len(self.eigenvalues)

    @property
    def radius(self) -> Any:
        """``rho(V)``, the largest modulus of an eigenvalue."""
        return max(abs(value) for value in self.eigenvalues)

    @property
    def longest_step(self) -> Any:
        """``2/(|lambda_d| - lambda_1)``; ``None`` where the smallest eigenvalue does not dominate."""
        excess = -self.eigenvalues[-1] - self.eigenvalues[0]
        return 2 / excess if excess > 0 else None

    @property
    def short_step(self) -> Any:
        """``1/rho(V)``; ``None`` for the zero matrix."""
        return 1 / self.radius if self.radius > 0 else None

    def __repr__(self) -> str:
        return f"Symmetric(eigenvalues={list(map(str, self.eigenvalues))}, vectors={_text(self.vectors)})"


@dataclass(frozen=True, eq=False)
class General:
    """A square matrix with its eigenvalues, all exact.

    Attributes:
        value: an object array of SymPy rationals, shape ``(d, d)``.
        eigenvalues: SymPy numbers with multiplicities, a complex pair as ``a + b I`` and ``a - b I``.
    """

    value: np.ndarray
    eigenvalues: tuple[Any, ...]

    @property
    def dimension(self) -> int:
        """d."""
        return len(self.eigenvalues)

    def __repr__(self) -> str:
        return f"General(eigenvalues={list(map(str, self.eigenvalues))}, value={_text(self.value)})"


def _text(array: np.ndarray) -> str:
    return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in array) + "]"


def symmetric(eigenvalues: Sequence[Any], basis: np.ndarray | None = None) -> Symmetric:
    """The symmetric matrix with these eigenvalues, the rows of the orthogonal ``basis`` (default: the axes) its eigenvectors.

    >>> symmetric([1, -2]).longest_step
    2
    """
    exact = [fraction(value) for value in eigenvalues]
    order = sorted(range(len(exact)), key=lambda i: -exact[i])
    rows = _fractions(np.eye(len(exact), dtype=int) if basis is None else basis)[order]
    values = np.array([exact[i] for i in order], dtype=object)
    return Symmetric(exact_array(rows.T @ (values[:, None] * rows)), tuple(map(rational, values)), exact_array(rows))


def _fractions(array: Any) -> np.ndarray:
    return np.asarray(np.frompyfunc(fraction, 1, 1)(np.asarray(array, dtype=object)), dtype=object)


def householder(normal: Sequence[int]) -> np.ndarray:
    """The reflection ``I - 2 w w^T / w^T w`` in Fractions; rational for every rational ``w != 0``."""
    w = np.array([Fraction(entry) for entry in normal], dtype=object)
    eye = _fractions(np.eye(len(w), dtype=int))
    return eye - 2 * w[:, None] * w[None, :] / (w @ w)


def orthogonal_matrices(d: int, factors: int = 2, size: int = 3) -> st.SearchStrategy[np.ndarray]:
    """Exact rational orthogonal matrices: products of reflections in small integer vectors, shrinking to the identity.

    Every rational orthogonal matrix is a product of at most d such reflections (Cartan-Dieudonne), rotations by
    Pythagorean angles and permutations of the axes among them.

    Args:
        d: the dimension.
        factors: the most reflections.
        size: the largest entry of a normal vector: bounds the denominators by ``(d size^2)^factors``.
    """
    normals = st.lists(st.integers(-size, size), min_size=d, max_size=d).filter(any)

    def product(chosen: list[list[int]]) -> np.ndarray:
        matrix = _fractions(np.eye(d, dtype=int))
        for normal in chosen:
            matrix = matrix @ householder(normal)
        return exact_array(matrix)

    return st.lists(normals, max_size=factors).map(product)


@st.composite
def symmetric_matrices(
    draw: st.DrawFn,
    dimension: int | tuple[int, int] = (2, 4),
    kinds: tuple[str, ...] = SYMMETRIC,
    basis: str = "any",
    size: Any = 3,
) -> Symmetric:
    """Symmetric matrices with spectra of the given kinds (:func:`~verify.strategies.spectra.spectra`).

    Args:
        draw: from Hypothesis.
        dimension: d or its range.
        kinds: of spectra.
        basis: ``any`` rational orthonormal eigenbasis, or ``the axes`` for diagonal matrices.
        size: the scale of the eigenvalues.

    Raises:
        ValueError: for another basis, an unknown kind, or a dimension below 1.
    """
    if basis not in BASES:
        raise ValueError(f"basis is {basis!r}; expected one of {', '.join(BASES)}")
    eigenvalues = draw(spectra(dimension, kinds, size))
    return symmetric(eigenvalues, draw(orthogonal_matrices(len(eigenvalues))) if basis == "any" else None)


@st.composite
def real_spectrum_matrices(
    draw: st.DrawFn, dimension: int | tuple[int, int] = (2, 4), kinds: tuple[str, ...] = SYMMETRIC
) -> General:
    """Matrices that are not symmetric and have a real spectrum of the given kinds, defective ones among them.

    They are ``P T P^{-1}`` with T upper triangular and P unimodular, so that the entries stay short.
    """
    eigenvalues = draw(
        spectra(dimension, tuple(kind for kind in kinds if kind != "zero"), 3).filter(lambda s: len(s) > 1)
    )
    d = len(eigenvalues)
    values = [fraction(value) for value in eigenvalues]
    upper = np.array([[values[i] if i == j else Fraction(0) for j in range(d)] for i in range(d)], dtype=object)
    for i in range(d):
        for j in range(i + 1, d):
            upper[i, j] = Fraction(draw(st.integers(-2, 2)))
    upper[0, -1] = upper[0, -1] or Fraction(1)
    similar = draw(_sheared(upper))
    return General(exact_array(upper if (similar == similar.T).all() else similar), tuple(eigenvalues))


@st.composite
def complex_pair_matrices(draw: st.DrawFn, dimension: int | tuple[int, int] = (2, 4)) -> General:
    """Matrices with one complex pair ``a +- b i``, b > 0, and otherwise real eigenvalues.

    The pair may be purely imaginary, of the largest modulus, and of the largest, equal or smallest real part.
    """
    least, most = dimension if isinstance(dimension, tuple) else (dimension, dimension)
    if not 2 <= least <= most:
        raise ValueError(f"dimension is {dimension!r}; expected d >= 2, or a range of such")
    d = draw(st.integers(least, most))
    a, b = draw(fractions(-3, 3)), draw(fractions(Fraction(1, 12), 3))
    reals = draw(st.lists(st.one_of(fractions(-3, 3), st.sampled_from([a, -a, b])), min_size=d - 2, max_size=d - 2))
    middle = np.full((d, d), Fraction(0), dtype=object)
    middle[:2, :2] = [[a, -b], [b, a]]
    for i, value in enumerate(reals):
        middle[2 + i, 2 + i] = value
    pair = (rational(a) + sympy.I * rational(b), rational(a) - sympy.I * rational(b))
    return General(exact_array(draw(_sheared(middle))), (*pair, *map(rational, sorted(reals, reverse=True))))


def _shear(matrix: np.ndarray, i: int, j: int, factor: int) -> np.ndarray:
    """``(I + f e_i e_j^T) M (I - f e_i e_j^T)``: a similar matrix."""
    changed = matrix.copy()
    changed[i] = changed[i] + factor * changed[j]
    changed[:, j] = changed[:, j] - factor * changed[:, i]
    return changed


@st.composite
def _sheared(draw: st.DrawFn, matrix: np.ndarray) -> np.ndarray:
    d = len(matrix)
    places = st.tuples(st.integers(0, d - 1), st.integers(1, d - 1), st.sampled_from([1, -1, 2]))
    for i, shift, factor in draw(st.lists(places, max_size=d)):
        matrix = _shear(matrix, i, (i + shift) % d, factor)
    return matrix
