"""Hypotheses and kinds of states, read off the matrices and the tokens of a counterexample."""

import numpy as np


def assumption_1(e):
    """V (or the sum of the heads' values) is symmetric and nonsingular; its largest eigenvalue is simple and positive."""
    values = np.linalg.eigvalsh(e.V)[::-1]
    return bool(np.array_equal(e.V, e.V.T) and np.abs(values).min() > 1e-9 and values[0] > max(values[1] + 1e-9, 1e-9))


def step_condition(e):
    """alpha < 2/(|lambda_d| - lambda_1) if |lambda_d| > lambda_1."""
    values = np.linalg.eigvalsh(e.V)
    return bool(e.alpha * (abs(values[0]) - values[-1]) < 2 or abs(values[0]) <= values[-1])


def beyond_step_condition(e):
    """|lambda_d| > lambda_1 and alpha >= 2/(|lambda_d| - lambda_1)."""
    return not step_condition(e)


def small_step(e):
    """alpha < 1/rho(V)."""
    return bool(e.alpha * np.abs(np.linalg.eigvals(e.V)).max() < 1)


def dominant_not_symmetric(e):
    """V is not symmetric, its eigenvalue of largest modulus is real, positive and simple."""
    values = sorted(np.linalg.eigvals(e.V), key=abs)[::-1]
    real = abs(values[0].imag) < 1e-12 and values[0].real > 0
    return bool(not np.allclose(e.V, e.V.T) and real and abs(values[0]) > abs(values[1]) + 1e-9)


def rightmost_real(e):
    """V is not symmetric; its eigenvalue of strictly largest real part is real and positive."""
    values = sorted(np.linalg.eigvals(e.V), key=lambda value: -value.real)
    real = abs(values[0].imag) < 1e-9 and values[0].real > 1e-9
    return bool(not np.allclose(e.V, e.V.T) and real and values[0].real > values[1].real + 1e-9)


def rightmost_pair(e):
    """The eigenvalues of strictly largest real part are a complex pair, and this is positive."""
    values = sorted(np.linalg.eigvals(e.V), key=lambda value: (-value.real, value.imag))
    pair = abs(values[0] - values[1].conjugate()) < 1e-9 and abs(values[0].imag) > 1e-9
    return bool(pair and values[0].real > 1e-9 and all(value.real < values[0].real - 1e-9 for value in values[2:]))


def causal_steps(e):
    """Token i sees the tokens j <= i only; time is discrete."""
    return bool(e.causal and e.alpha is not None)


def at_eigenvector(e):
    """All tokens are at plus or minus one eigenvector of V."""
    x = e.X[0]
    one_line = np.abs(np.abs(e.X @ x) - 1).max() < 1e-12
    return bool(one_line and np.abs(e.V @ x - x * (x @ e.V @ x)).max() < 1e-12)


def at_principal(e):
    """All tokens are at plus or minus the eigenvector of the largest eigenvalue."""
    return bool(at_eigenvector(e) and abs(e.X[0] @ e.V @ e.X[0] - np.linalg.eigvals(e.V).real.max()) < 1e-12)


def not_principal(e):
    """All tokens are at plus or minus another eigenvector."""
    return at_eigenvector(e) and not at_principal(e)


def negative_eigenvalue(e):
    """All tokens are at plus or minus an eigenvector of a negative eigenvalue."""
    return bool(at_eigenvector(e) and e.X[0] @ e.V @ e.X[0] < 0)


def consensus(e):
    """All tokens are equal."""
    return bool(np.abs(e.X - e.X[0]).max() < 1e-12)


def bipartite(e):
    """Tokens at x and at -x, both occur."""
    signs = e.X @ e.X[0]
    return bool(np.abs(np.abs(signs) - 1).max() < 1e-12 and signs.min() < 0)


def different_heads(e):
    """Two heads or more; values and scores differ."""
    (v, a), (w, b) = e.heads[:2]
    return not np.allclose(v, w) and not np.allclose(a, b)


def polygonal(e):
    """s_i = 0 for every token."""
    return bool(np.abs(e.pull(e.X)).max() < 1e-12)


def identity_value(e):
    """One head without mask, V = I, time is continuous."""
    return bool(len(e.heads) == 1 and not e.causal and e.alpha is None and np.array_equal(e.V, np.eye(e.d)))


def definite_scores(e):
    """P is symmetric positive definite."""
    P = e.heads[0][1]
    return bool(np.allclose(P, P.T, atol=1e-12) and np.linalg.eigvalsh(P).min() > 1e-9)


def identity_scores(e):
    """P = I."""
    return bool(np.array_equal(e.heads[0][1], np.eye(e.d)))


def causal_symmetric(e):
    """A causal mask; V (or the sum of the heads' values) is symmetric, its largest eigenvalue simple; time is continuous."""
    values = np.linalg.eigvalsh(e.V)[::-1]
    return bool(e.causal and e.alpha is None and np.array_equal(e.V, e.V.T) and values[0] > values[1] + 1e-9)


def positive_largest(e):
    """The largest eigenvalue of V is positive."""
    return bool(np.linalg.eigvalsh(e.V)[-1] > 1e-9)


def in_hemisphere(e):
    """All tokens are on one side of the hyperplane W-orthogonal to the principal eigenvector."""
    heights = e.X @ e.W @ np.linalg.eigh(e.V)[1][:, -1]
    return bool(np.abs(heights).min() > 1e-9 and (np.sign(heights) == np.sign(heights[0])).all())


def semidefinite_heads(e):
    """Every head's value is symmetric and positive semidefinite, and all tokens are on one side of its principal eigenvector."""
    for value, _ in e.heads:
        values, vectors = np.linalg.eigh(value)
        heights = e.X @ vectors[:, -1]
        if not np.array_equal(value, value.T) or values[0] < -1e-9 or heights.min() * heights.max() <= 0:
            return False
    return len(e.heads) > 1
