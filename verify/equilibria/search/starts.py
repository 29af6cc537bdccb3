"""Where the search starts: uniformly on the spheres, and near states of few distinct tokens, where saddles are."""

from __future__ import annotations

import numpy as np

from verify.equilibria.search.found import layer_matrix
from verify.systems import System

CAUSAL_ORDERS = 3
"""Orders of the signs that each split is tried in, where the order of the tokens counts."""


def uniform(seed: int, count: int, n: int, d: int) -> np.ndarray:
    """Independent uniform tokens, shape ``(count, n, d)``; start k does not depend on how many there are."""
    tokens = np.random.default_rng([seed, 0]).normal(size=(count, n, d))
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)


def structured(system: System, seed: int, count: int, n: int) -> np.ndarray:
    """Sign states of all real eigenvectors, with each split, and ``count`` states of two to four places or with mean zero.

    A third of those have random places, a third places and their antipodes, a third are polygons: antipodal pairs and
    triangles in random planes (with one token left over for n = 1 and where n is too small for both).

    Args:
        system: whose layer matrix gives the eigenvectors; where it is causal the signs of each split are permuted too.
        seed: of all that is random.
        count: of states that are no sign states.
        n: tokens.
    """
    d = system.dimension
    rng = np.random.default_rng([seed, 1])
    states = [sign_state(vector, n, minus) for vector in real_eigenvectors(system) for minus in range(n // 2 + 1)]
    if getattr(system, "causal", False):
        states += [rng.permutation(state) for state in states for _ in range(CAUSAL_ORDERS)]
    for k in range(count):
        if k % 3 == 2:
            states.append(_polygon(rng, n, d))
            continue
        r = min(n, int(rng.integers(2, 5)))
        places = rng.normal(size=(r, d))
        if k % 3 and r > 1:
            places[1::2] = -places[: len(places[1::2]) * 2 : 2]
        members = np.concatenate([np.arange(r), rng.integers(0, r, size=n - r)])
        states.append(places[members])
    if not states:
        return np.zeros((0, n, d))
    tokens = np.array(states)
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)


def _polygon(rng: np.random.Generator, n: int, d: int) -> np.ndarray:
    """Tokens with sum zero for n >= 2 and d >= 2: antipodal pairs, and one triangle where n is odd or at random."""
    pairs = rng.normal(size=(n // 2 + 1, d))
    pairs /= np.linalg.norm(pairs, axis=1, keepdims=True)
    rows = [sign * place for place in pairs for sign in (1.0, -1.0)]
    if d == 1 or n < 3:
        return np.array(rows[:n])
    first, second = np.linalg.qr(rng.normal(size=(d, 2)))[0].T
    triangles = 1 if n % 2 else 2 * int(n >= 6 and rng.random() < 0.5)
    corners = [np.cos(2 * np.pi * k / 3) * first + np.sin(2 * np.pi * k / 3) * second for k in range(3)]
    rows = corners * triangles + rows
    return np.array(rows[:n])


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
