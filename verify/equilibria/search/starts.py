"""Where the search starts: uniformly on the spheres, and near states of few distinct tokens, where saddles are."""

from __future__ import annotations

import numpy as np

from verify.equilibria.search.found import layer_matrix
from verify.systems import System


def uniform(seed: int, count: int, n: int, d: int) -> np.ndarray:
    """Independent uniform tokens, shape ``(count, n, d)``; start k does not depend on how many there are."""
    tokens = np.random.default_rng([seed, 0]).normal(size=(count, n, d))
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)


def structured(system: System, seed: int, count: int, n: int) -> np.ndarray:
    """Sign states of all real eigenvectors, with each split, and up to ``count`` states of 2 to 4 clusters, half of them with antipodes.

    Args:
        system: whose layer matrix gives the eigenvectors.
        seed: of the clusters.
        count: of cluster states.
        n: tokens.
    """
    d = system.dimension
    rng = np.random.default_rng([seed, 1])
    states = [sign_state(vector, n, minus) for vector in real_eigenvectors(system) for minus in range(n // 2 + 1)]
    for k in range(count):
        r = min(n, int(rng.integers(2, 5)))
        places = rng.normal(size=(r, d))
        if k % 2 and r > 1:
            places[1::2] = -places[: len(places[1::2]) * 2 : 2]
        members = np.concatenate([np.arange(r), rng.integers(0, r, size=n - r)])
        states.append(places[members])
    if not states:
        return np.zeros((0, n, d))
    tokens = np.array(states)
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)


def real_eigenvectors(system: System) -> list[np.ndarray]:
    """Unit real eigenvectors of the layer matrix, the largest real part first."""
    matrix = layer_matrix(system)
    if np.array_equal(matrix, matrix.T):
        values, vectors = np.linalg.eigh(matrix)
    else:
        values, vectors = np.linalg.eig(matrix)
    order = np.argsort(-values.real, kind="stable")
    return [vectors[:, k].real / np.linalg.norm(vectors[:, k].real) for k in order if abs(values[k].imag) < 1e-12]


def sign_state(vector: np.ndarray, n: int, minus: int) -> np.ndarray:
    """``minus`` tokens at ``-v``, the others at ``v``."""
    return np.where(np.arange(n)[:, None] < n - minus, 1.0, -1.0) * vector
