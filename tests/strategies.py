"""The public strategies in floats, for tests that follow ``step`` and its derivatives in float64."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from verify import strategies as exact
from verify.arithmetic.numeric import FLOAT64

SEEDS = st.integers(0, 2**20)


def floats(array: np.ndarray) -> np.ndarray:
    """Exact entries as float64."""
    return FLOAT64.asarray(array, None)


@dataclass(frozen=True, eq=False)
class Symmetric:
    """A symmetric matrix with its eigenvalues, descending, and its eigenvectors as rows of ``vectors``, in floats."""

    value: np.ndarray
    eigenvalues: np.ndarray
    vectors: np.ndarray

    @property
    def dimension(self) -> int:
        """d."""
        return len(self.eigenvalues)

    @property
    def longest_step(self) -> float:
        """The step-size bound ``2/(|lambda_d| - lambda_1)``; infinite where there is none."""
        excess = -self.eigenvalues[-1] - self.eigenvalues[0]
        return 2 / excess if excess > 0 else float("inf")

    def __repr__(self) -> str:
        return f"Symmetric(eigenvalues={self.eigenvalues.tolist()}, vectors={self.vectors.tolist()})"


def rounded(matrix: exact.Symmetric) -> Symmetric:
    """An exact matrix in floats."""
    return Symmetric(floats(matrix.value), floats(np.array(matrix.eigenvalues)), floats(matrix.vectors))


def symmetric(eigenvalues: list[float]) -> Symmetric:
    """The diagonal matrix with these eigenvalues."""
    return rounded(exact.symmetric(eigenvalues))


def symmetric_matrices(least: int = 2, most: int = 4) -> st.SearchStrategy[Symmetric]:
    """Symmetric V under Assumption 1 in any orthonormal basis; the principal eigenvalue is simple by a twelfth."""
    return exact.symmetric_matrices((least, most), exact.ASSUMPTION_1).map(rounded)


def orthogonal(seed: int, d: int) -> np.ndarray:
    """A random orthogonal matrix."""
    return np.linalg.qr(np.random.default_rng([seed, d]).normal(size=(d, d)))[0]


def step_sizes(matrix: Symmetric) -> st.SearchStrategy[float]:
    """Step sizes below the bound, by 2 % at least, and at most 4."""
    return st.floats(0.02, 0.98).map(lambda share: share * min(4.0, matrix.longest_step))


def short_steps(matrix: Symmetric) -> st.SearchStrategy[float]:
    """Step sizes below ``1/rho(V)``."""
    return st.floats(0.02, 0.99).map(lambda share: float(share / np.abs(matrix.eigenvalues).max()))


def sign_state(vector: np.ndarray, m: int, rest: int = 0) -> np.ndarray:
    """m tokens at the vector, ``rest`` at its negative."""
    return np.concatenate([np.repeat(vector[None], m, axis=0), np.repeat(-vector[None], rest, axis=0)])


def scores(d: int) -> st.SearchStrategy[np.ndarray]:
    """A of any kind, zero and skew ones among them."""
    return exact.score_matrices(d).map(floats)


def states(d: int, most: int = 6) -> st.SearchStrategy[np.ndarray]:
    """n unit tokens, anywhere and on the sets of measure zero."""
    return exact.states(d, (1, most)).map(floats)


def polygons(d: int) -> st.SearchStrategy[np.ndarray]:
    """Tokens that sum to zero and are not on a line."""
    return exact.polygons(d, (3, 8)).map(floats)
