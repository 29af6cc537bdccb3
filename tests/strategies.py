"""Hypothesis strategies that several tests share: symmetric matrices with a prescribed spectrum, states, scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

SEEDS = st.integers(0, 2**20)


@dataclass(frozen=True, eq=False)
class Symmetric:
    """A symmetric matrix with its eigenvalues, descending, and its eigenvectors as rows of ``vectors``."""

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


def orthogonal(seed: int, d: int) -> np.ndarray:
    """A random orthogonal matrix."""
    return np.linalg.qr(np.random.default_rng([seed, d]).normal(size=(d, d)))[0]


def symmetric(eigenvalues: list[float], basis: np.ndarray | None = None) -> Symmetric:
    """The matrix with these eigenvalues, the rows of ``basis`` (default: the axes) its eigenvectors."""
    order = np.argsort(eigenvalues)[::-1]
    spectrum = np.array(eigenvalues, dtype=float)[order]
    vectors = (np.eye(len(spectrum)) if basis is None else basis)[order]
    return Symmetric(vectors.T @ np.diag(spectrum) @ vectors, spectrum, vectors)


@st.composite
def spectra(draw: st.DrawFn, least: int = 2, most: int = 4, gap: float = 1e-2) -> list[float]:
    """Eigenvalues under Assumption 1: nonsingular, lambda_1 positive and simple by at least ``gap`` (relative).

    Indefinite; negative but for lambda_1; positive; nearly repeated (by 1e-9), also in pairs ``+-``.
    """
    d = draw(st.integers(least, most))
    top = draw(st.floats(0.1, 3.0))
    kind = draw(st.sampled_from(["indefinite", "negative", "positive", "nearly repeated", "dominated"]))
    high = top * (1 - gap)
    if kind == "positive":
        rest = draw(st.lists(st.floats(0.05 * high, high), min_size=d - 1, max_size=d - 1))
    elif kind in ("negative", "dominated"):
        low = -3 * top if kind == "dominated" else -top
        rest = draw(st.lists(st.floats(low, -0.05), min_size=d - 1, max_size=d - 1))
    else:
        rest = draw(st.lists(st.floats(-2 * top, high), min_size=d - 1, max_size=d - 1))
        rest = [r if abs(r) > 0.05 else -0.05 for r in rest]
    if kind == "nearly repeated":
        rest = [
            rest[0] * (1 - 1e-9 * i) * draw(st.sampled_from([1, 1, -1 if rest[0] > 0 else 1])) for i in range(d - 1)
        ]
    return [top, *sorted(rest, reverse=True)]


@st.composite
def symmetric_matrices(draw: st.DrawFn, least: int = 2, most: int = 4, gap: float = 1e-2) -> Symmetric:
    """A random symmetric V under Assumption 1 in a random orthonormal basis."""
    eigenvalues = draw(spectra(least, most, gap))
    return symmetric(eigenvalues, orthogonal(draw(SEEDS), len(eigenvalues)))


def step_sizes(matrix: Symmetric) -> st.SearchStrategy[float]:
    """Step sizes below the bound, by 2 % at least, and at most 4."""
    return st.floats(0.02, 0.98).map(lambda share: share * min(4.0, matrix.longest_step))


def short_steps(matrix: Symmetric) -> st.SearchStrategy[float]:
    """Step sizes below ``1/rho(V)``."""
    return st.floats(0.02, 0.99).map(lambda share: float(share / np.abs(matrix.eigenvalues).max()))


def splits(most: int = 4) -> st.SearchStrategy[tuple[int, int]]:
    """How many tokens stand at ``+v_k`` and at ``-v_k``; singletons and balanced splits among them."""
    return st.tuples(st.integers(1, most), st.integers(1, most))


def sign_state(vector: np.ndarray, m: int, rest: int = 0) -> np.ndarray:
    """m tokens at the vector, ``rest`` at its negative."""
    return np.concatenate([np.repeat(vector[None], m, axis=0), np.repeat(-vector[None], rest, axis=0)])


def scores(d: int) -> st.SearchStrategy[np.ndarray]:
    """A general, nonsymmetric A; now and then zero, skew, or large."""

    def build(seed: int, kind: str, size: float) -> np.ndarray:
        a = np.random.default_rng([seed, d, 1]).normal(size=(d, d)) * size
        return {"zero": 0 * a, "skew": a - a.T}.get(kind, a)

    kinds = st.sampled_from(["general", "general", "general", "skew", "zero"])
    return st.builds(build, SEEDS, kinds, st.sampled_from([0.3, 1.0, 3.0]))


def states(d: int, most: int = 6) -> st.SearchStrategy[np.ndarray]:
    """n random unit tokens."""

    def build(seed: int, n: int) -> np.ndarray:
        x = np.random.default_rng([seed, n, d]).normal(size=(n, d))
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    return st.builds(build, SEEDS, st.integers(1, most))


def polygons(d: int) -> st.SearchStrategy[np.ndarray]:
    """Tokens that sum to zero and are not on a line: regular polygons in random planes, with antipodal pairs."""

    def build(seed: int, corners: list[int], pairs: int) -> np.ndarray:
        rng = np.random.default_rng([seed, d, 2])
        parts = []
        for r in corners:
            angles = 2 * np.pi * (np.arange(r) / r + rng.uniform())
            parts.append(
                np.stack([np.cos(angles), np.sin(angles)], axis=1) @ orthogonal(int(rng.integers(2**20)), d)[:2]
            )
        for _ in range(pairs):
            x = rng.normal(size=d)
            parts.append(np.array([x, -x]) / np.linalg.norm(x))
        return np.concatenate(parts)

    return st.builds(build, SEEDS, st.lists(st.integers(3, 5), min_size=1, max_size=2), st.integers(0, 1))
