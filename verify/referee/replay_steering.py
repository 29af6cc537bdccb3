"""What fails when a layer is steered: the layer matrix H becomes ``H + kappa u w^T`` (arXiv 2605.25619, section 2.3)."""

import numpy as np
from replay_spheres import number


def _steering(e):
    """u and w of a counterexample about steering; the steered layer matrix is ``V + kappa u w^T``."""
    return (np.array([number(e.data["parameters"][f"{name}_{i + 1}"]) for i in range(e.d)]) for name in "uw")


def _after_steering(e, kappa):
    """One step with the steered layer; all tokens see it with the weights of the one head."""
    u, w = _steering(e)
    (value, key), *_ = e.heads
    means = e.weights(e.X, key) @ e.X
    return e.unit(e.X + e.alpha * (means @ value.T + kappa * np.outer(means @ w, u)))


def _leading_vector(matrix):
    """The unit eigenvector of the largest real part, and that eigenvalue."""
    values, vectors = np.linalg.eig(matrix)
    first = int(np.argmax(values.real))
    return vectors[:, first].real / np.linalg.norm(vectors[:, first].real), values[first].real


def principal_pair_stays(e):
    """For kappa = 1, 100, 10^4 the eigenvalue of largest real part is the same, and its vector orthogonal to u."""
    u, w = _steering(e)
    old = _leading_vector(e.V)[1]
    pairs = [_leading_vector(e.V + kappa * np.outer(u, w)) for kappa in (1, 1e2, 1e4)]
    return w @ u <= 0 and all(abs(v @ u) < 1e-9 and abs(value - old) < 1e-9 for v, value in pairs)


def far_from_direction(e):
    """``kappa w^T u >= 10 lambda_1``; the leading vector, and each token after the step, has ``|cos| <= 1/4`` with u."""
    u, w = _steering(e)
    kappa = number(e.data["parameters"]["kappa"])
    vector, value = _leading_vector(e.V + kappa * np.outer(u, w))
    wide = kappa * (w @ u) >= 10 * _leading_vector(e.V)[1] > 0 and value > 0
    return wide and abs(vector @ u) <= 0.25 and bool((np.abs(_after_steering(e, kappa) @ u) <= 0.25).all())


def never_steered(e):
    """Some token ends off ``+-u``, and at the same place for kappa = 1, 10^3 and 10^6."""
    u, _ = _steering(e)
    ends = [_after_steering(e, kappa) for kappa in (1, 1e3, 1e6)]
    same = np.all([np.abs(end - ends[0]).max(axis=1) < 1e-9 for end in ends], axis=0)
    return bool((same & (np.abs(ends[0] @ u) < 0.99)).any())


def on_the_other_side(e):
    """``w^T u > 0``, and all tokens end on the side of -u for kappa = 1, 10^3 and 10^6."""
    u, w = _steering(e)
    return w @ u > 0 and all(bool((_after_steering(e, kappa) @ u < 0).all()) for kappa in (1, 1e3, 1e6))


def less_aligned(e):
    """``w^T u > 0``, and some token is less aligned with u for the kappa of the file than for kappa = 0."""
    u, w = _steering(e)
    before, after = (np.abs(_after_steering(e, k) @ u) for k in (0, number(e.data["parameters"]["kappa"])))
    return w @ u > 0 and bool((after < before - 1e-9).any())
