"""What fails on spheres: equilibria, stability, basins, ranks."""

import math

import numpy as np
from replay_hypotheses import at_eigenvector, consensus, polygonal
from replay_spheres import number


def ends_apart(e):
    """The trajectory comes to rest at tokens that are not all equal, and every start within 0.001 of it does."""
    states = e.settle(e.unit(e.X + 0.001 * e.rng.uniform(-1, 1, size=(20, e.n, e.d)) / math.sqrt(e.d)), 100)
    still = np.abs(e.field(states)).max() < 1e-9
    return bool(still and np.linalg.norm(states - states[:, :1], axis=-1).max(axis=-1).min() > 0.1)


def complex_eigenvalues(e):
    """The field vanishes, and an eigenvalue of the linearisation is not real: a gradient field has none, for any metric."""
    return bool(np.abs(e.field(e.X)).max() < 1e-12 and np.abs(e.spectrum().imag).max() > 1e-3)


def rests_apart(e):
    """The field vanishes at tokens that are not all equal."""
    return bool(np.abs(e.field(e.X)).max() < 1e-12 and np.abs(e.X - e.X[0]).max() > 1e-3)


def two_cycle(e):
    """One step sends every token to its opposite, the next one back: no equilibrium."""
    once = e.step(e.X)
    return bool(np.abs(once + e.X).max() < 1e-12 and np.abs(e.step(once) - e.X).max() < 1e-12)


def collapses(e):
    """One step sends a state of two groups to a consensus: no equilibrium."""
    once = e.step(e.X)
    return bool(np.abs(once - once[0]).max() < 1e-12 and np.abs(once - e.X).max() > 1)


def attracting_cycle(e):
    """The two-cycle X, -X attracts: radius < 1, and all of 200 starts within 0.01 rad end on it."""
    if not two_cycle(e) or not e.radius() < 1 - 1e-6:
        return False
    states = e.settle(e.starts(0.01), 1000)
    return bool(e.distance(states, e.X).max() < 1e-9 and e.distance(e.step(states), -e.X).max() < 1e-9)


def attracting_rotation(e):
    """Tokens x and -x turn in a plane for ever, by one angle in each step; starts within 0.01 rad end at such states."""
    states = e.settle(e.starts(0.01), 2000)
    moved = e.step(states)
    signs = np.sign(e.X @ e.X[0])
    two = np.abs((states * states[:, :1]).sum(axis=-1) - signs).max() < 1e-9
    angle = np.arccos(np.clip((states * moved).sum(axis=-1), -1, 1))
    turns = angle.min() > 0.01 and angle.max() - angle.min() < 1e-6
    flat = np.linalg.matrix_rank(np.concatenate([states[:, 0], moved[:, 0]]), tol=1e-6) == 2
    return bool(signs.min() < 0 and two and turns and flat)


def attracting_line(e):
    """Starts near the pair (x, -x) stay near and end at pairs (y, -y), never at a consensus: stable, and none escapes."""
    if e.n != 2 or not e.fixed() or np.abs(e.X.sum(axis=0)).max() > 1e-12:
        return False
    given = number(e.data["radius"])
    states, farthest = e.starts(given, 400), 0.0
    for _ in range(400):
        states = e.step(states)
        farthest = max(farthest, float(e.distance(states, e.X).max()))
        if np.abs(states.sum(axis=1)).max() < 1e-12:  # all are on the line of equilibria
            break
    return bool(np.abs(states.sum(axis=1)).max() < 1e-9 and farthest < 4 * given)


def attracting_circle(e):
    """A polygon in a plane: 1 is a simple eigenvalue, all others are inside; starts nearby end at polygons nearby."""
    sizes = np.sort(np.abs(e.spectrum()))[::-1]
    if not e.fixed() or np.linalg.matrix_rank(e.X, tol=1e-9) != 2 or abs(sizes[0] - 1) > 1e-6 or sizes[1] > 1 - 1e-4:
        return False
    states = e.settle(e.starts(0.001), 4000)
    return bool(np.abs(e.pull(states)).max() < 1e-9 and e.distance(states, e.X).max() < 0.05)


def stable(e):
    """step(X) = X, radius < 1, and all of 200 starts within 0.01 rad return: asymptotically stable."""
    if not e.fixed() or not e.radius() < 1 - 1e-6:
        return False
    return bool(e.distance(e.settle(e.starts(0.01), 3000), e.X).max() < 1e-9)


def unstable(e):
    """step(X) = X, radius > 1, and a start 1e-6 away is more than 0.01 away after some steps: not stable."""
    if not e.fixed() or not e.radius() > 1 + 1e-6:
        return False
    states, farthest = e.starts(1e-6), 0.0
    for _ in range(400):
        states = e.step(states)
        farthest = max(farthest, float(e.distance(states, e.X).max()))
        if farthest > 0.01:
            break
    return farthest > 0.01


def rank_below_groups(e):
    """step(X) = X, and the attention matrix has a rank below the number of distinct tokens."""
    groups = len(np.unique(np.round(e.X, 9), axis=0))
    return bool(e.fixed() and np.linalg.matrix_rank(e.weights(e.X, e.heads[0][1]), tol=1e-9) < groups)


def some_off_eigenvectors(e):
    """Some token is no eigenvector of V: the state is a clustering, no consensus and not bipartite."""
    images = e.X @ e.V.T
    return bool(np.abs(images - e.X * (images * e.X).sum(axis=1, keepdims=True)).max() > 1e-3)


def singular_but_moves(e):
    """diag(kappa) x I - Aatt x V is singular at a state that one step moves."""
    kappa = [number(text) for text in e.data["parameters"]["kappa"].split(",")]
    A = e.heads[0][1]
    whole = np.kron(np.diag(kappa), np.eye(e.d)) - np.kron(e.weights(e.X, A), e.V)
    return bool(np.linalg.svd(whole, compute_uv=False)[-1] < 1e-12 and np.abs(e.step(e.X) - e.X).max() > 0.01)


def not_at_principal_limit(e):
    """The state rests for ever, and no token is at plus or minus the principal eigenvector."""
    top = np.linalg.eigh(e.V)[1][:, -1]
    return bool(e.fixed() and np.abs(e.X @ top).max() < 1 - 1e-3)


def attracting_polygons(e):
    """A polygon: no eigenvalue is outside the unit circle, and starts nearby end at polygons nearby."""
    if not polygonal(e) or np.abs(e.spectrum()).max() > 1 + 1e-6:
        return False
    states = e.settle(e.starts(0.001, 40), 400)
    return bool(np.abs(e.pull(states)).max() < 1e-6 and e.distance(states, e.X).max() < 0.05)


def uniform_attention(e):
    """A = 0: every s_i is V times the mean token, so that s_i = kappa_i x_i leaves only the classes of Lemma 1."""
    return all(not A.any() for _, A in e.heads)


def principal_not_tangent(e):
    """v_1 has a component along some token."""
    values, vectors = np.linalg.eigh(e.V)
    return bool(np.abs(e.X @ vectors[:, values.argmax()]).max() > 0.1)


def both_normalisers_above_one(e):
    """step(X) = X, and c_+ = |x + alpha s| > 1 at both signs: 1/c_+ < 1 and 1/c_- < 1."""
    norms = np.linalg.norm(e.X + e.alpha * e.pull(e.X), axis=1)
    return bool(e.fixed() and norms.min() > 1 + 1e-6)


def wide_basin(e):
    """Stable, and all of 80 states with every token turned by up to 0.2 rad return."""
    states = e.starts(0.2, 80)
    for _ in range(30):
        states = e.settle(states, 100)
        if e.distance(states, e.X).max() > 1:
            return False
    return bool(e.distance(states, e.X).max() < 1e-9 and stable(e))


def equal_and_moves(e):
    """All tokens equal x, x is no eigenvector of V, and one step moves it."""
    return bool(consensus(e) and not at_eigenvector(e) and np.abs(e.step(e.X) - e.X).max() > 0.01)
