"""Tokens of any length, arXiv 2305.05465: ``x_i' = sum_j P_ij V x_j`` with ``P_ij = softmax_j(<Q x_i, K x_j>)``, and what fails.

The rescaled tokens ``z_i = e^{-tV} x_i`` obey ``z_i' = sum_j P_ij V (z_j - z_i)`` with the same weights. They are integrated
by the classical Runge-Kutta method up to a time at which their limits are recognised: each token then scores itself so much
higher than the others that what it can still move, for ever, is bounded by a number that is computed.
"""

import math

import numpy as np
from replay_hypotheses import consensus
from replay_spheres import matrix, number


class Free:
    """The system and the initial tokens of a counterexample; Q^T K is called A."""

    causal, alpha = False, None  # no mask; time is continuous

    def __init__(self, data):
        if data["step_size"] is not None or data.get("mask") or data.get("heads"):
            raise ValueError("this system is a flow with one head and no mask")
        self.data, self.X, self.V = data, matrix(data["tokens"]), matrix(data["value"])
        self.n, self.d = self.X.shape
        self.A = np.eye(self.d) if data["query_key"] is None else matrix(data["query_key"])
        self.heads = [(self.V, self.A)]
        self.rng = np.random.default_rng(0)

    def weights(self, X):
        """P: the largest score of a row is subtracted before exp, so that none overflows."""
        scores = X @ self.A @ np.swapaxes(X, -1, -2)
        raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return raised / raised.sum(axis=-1, keepdims=True)

    def field(self, X):
        """Rows ``sum_j P_ij V x_j``."""
        return self.weights(X) @ X @ self.V.T

    def exponential(self, t):
        """``e^{tV}``: the Taylor series of ``tV/2^k``, squared k times."""
        k = max(0, math.ceil(math.log2(abs(t) * np.abs(self.V).sum() + 1e-300)) + 2)
        small, term, total = self.V * (t / 2**k), np.eye(self.d), np.eye(self.d)
        for order in range(1, 20):
            term = term @ small / order
            total = total + term
        for _ in range(k):
            total = total @ total
        return total

    def rescaled_field(self, Z, t):
        """Rows ``sum_j P_ij V (z_j - z_i)``, the weights being those of ``x = e^{tV} z``."""
        return (self.weights(Z @ self.exponential(t).T) @ Z - Z) @ self.V.T

    def rescaled(self, Z, end, start=0.0, h=0.01, mirror=None):
        """Rescaled tokens at time ``end`` from Z, of shape (..., n, d), at time ``start``.

        With ``mirror``, the state stays one that X -> -X turns into a permutation of itself: rounding is taken out.
        """
        count = max(1, math.ceil((end - start) / h))
        h = (end - start) / count
        for k in range(count):
            t = start + k * h
            a = self.rescaled_field(Z, t)
            b = self.rescaled_field(Z + h / 2 * a, t + h / 2)
            c = self.rescaled_field(Z + h / 2 * b, t + h / 2)
            Z = Z + h / 6 * (a + 2 * b + 2 * c + self.rescaled_field(Z + h * c, t + h))
            if mirror is not None:
                kept = (Z - Z[..., mirror, :]) / 2
                if not np.abs(kept - Z).max() < 1e-12 * max(1.0, np.abs(Z).max()):
                    raise ArithmeticError("the state has lost its symmetry by more than rounding")
                Z = kept
        return Z

    def growth(self):
        """sigma > 0 with ``V^T A + A V = sigma A``: scores are ``e^{sigma t} z_i^T A z_j``. None if there is none."""
        changed = self.V.T @ self.A + self.A @ self.V
        sigma = (changed * self.A).sum() / max((self.A**2).sum(), 1e-300)
        return sigma if sigma > 1e-9 and np.abs(changed - sigma * self.A).max() < 1e-12 else None

    def remaining(self, Z, t, held=False, move=1e-6):
        """For each state of a batch, whether after time t no token ever moves by ``move``; tokens that are held do not count.

        Let g be the least amount by which a token's score with itself exceeds one with another, also after all have moved
        by that much. Until they have, weights of others add up to at most ``(n - 1) e^{-g e^{sigma (s - t)}}``, so that
        in all the time that is left a token moves by at most ``|V| D (n - 1) e^{-g} / (sigma g)``, D the diameter.
        """
        sigma = self.growth()
        if sigma is None:
            return np.zeros(Z.shape[:-2], dtype=bool)
        raised = math.exp(sigma * t) * (Z @ self.A @ np.swapaxes(Z, -1, -2))
        gaps = np.diagonal(raised, axis1=-2, axis2=-1)[..., None] - raised
        counted = ~np.eye(self.n, dtype=bool) & ~np.broadcast_to(held, self.n)[:, None]
        width = np.linalg.norm(Z[..., None, :, :] - Z[..., None, :], axis=-1).max(axis=(-1, -2))
        size = np.linalg.norm(Z, axis=-1).max(axis=-1)
        lost = math.exp(sigma * t) * np.linalg.norm(self.A) * move * (width + 2 * (size + move))
        g = np.where(counted, gaps, np.inf).min(axis=(-1, -2)) - lost
        positive = np.where(g > 0, g, 1.0)
        far = np.linalg.norm(self.V) * (width + 2 * move) * (self.n - 1) * np.exp(-positive) / (sigma * positive)
        return (g > 0) & (far < move)

    def limits(self, Z, mirror=None):
        """The limits of the rescaled tokens of each state of a batch to 1e-6, or None if one is not recognised.

        Scores have grown by e^6 then. Twice as many steps must give the same, and the last sixth must change nothing.
        """
        sigma = self.growth()
        if sigma is None:
            return None
        end, held = 6 / sigma, False
        if mirror is not None:
            held = ~self.X.any(axis=1)  # a token at 0 is its own mirror image
        before = self.rescaled(Z, end * 5 / 6, mirror=mirror)
        late = self.rescaled(before, end, end * 5 / 6, mirror=mirror)
        if not self.remaining(late, end, held).all():
            return None
        fine = self.rescaled(Z, end, h=0.005, mirror=mirror)
        same = max(np.abs(late - fine).max(), np.abs(late - before).max()) < 1e-6
        return late if same else None

    def mirror(self):
        """The permutation of the tokens that X -> -X is, or None."""
        order = np.lexsort(self.X.T)
        if not np.array_equal(self.X[order[::-1]], -self.X[order]):
            return None
        places = np.empty(self.n, dtype=int)
        places[order] = order[::-1]
        return places

    def starts(self, count=200):
        """Random states with every token within the file's radius of its place, half of them at exactly that."""
        noise = self.rng.normal(size=(count, self.n, self.d))
        noise /= np.linalg.norm(noise, axis=-1, keepdims=True)
        far = np.where(np.arange(count) % 2, 1.0, self.rng.uniform(size=count))[:, None, None]
        return self.X + number(self.data["radius"]) * far * noise

    def seen(self):
        """What the tokens do first."""
        rescaled = np.linalg.norm(self.rescaled_field(self.X, 0.0), axis=-1).max()
        yield f"at time 0 the fastest token has the speed {np.linalg.norm(self.field(self.X), axis=-1).max():.3g}"
        yield f"the fastest rescaled token has the speed {rescaled:.3g}"


# ------------------------------------------------------------------ hypotheses


def all_expanding(e):
    """All d eigenvalues of V have a positive real part, so that k = d: subspaces of codimension k are points."""
    return bool(np.linalg.eigvals(e.V).real.min() > 1e-9)


# ------------------------------------------------------------------ what fails


def speed_without_bound(e):
    """All tokens are one x with V x = lambda x, lambda > 0, and x(t) = e^{lambda t} x: each time 1/lambda the speed grows e-fold."""
    x = e.X[0]
    rate = x @ e.V @ x / max(x @ x, 1e-300)
    if not consensus(e) or np.abs(e.V @ x - rate * x).max() > 1e-12 or not rate > 1e-9:
        return False
    X, h, speeds = e.X, 0.01 / rate, [np.abs(e.field(e.X)).max()]
    for _ in range(14):
        for _ in range(100):
            a = e.field(X)
            b = e.field(X + h / 2 * a)
            c = e.field(X + h / 2 * b)
            X = X + h / 6 * (a + 2 * b + 2 * c + e.field(X + h * c))
        speeds.append(np.abs(e.field(X)).max())
    grown = np.array(speeds[1:]) / np.array(speeds[:-1])
    return bool(np.abs(grown - math.e).max() < 1e-6 and speeds[-1] > 1e6 * speeds[0])


def vertex_outside_s(e):
    """A vertex v of the hull C of the tokens has v^T A v < max_j v^T A v_j, that is |Bv|^2 < max_j <Bv, Bv_j>: it is not in S."""
    for v in e.X:
        others = e.X[np.abs(e.X - v).max(axis=1) > 1e-12]
        if len(others) and (others @ e.A.T @ v).max() > v @ e.A @ v + 1e-9 and _separated(v, others):
            return True
    return False


def _separated(v, others):
    """Whether a hyperplane has v on one side and the others on the other: across the way to their hull's nearest point."""
    p = others[0]
    for _ in range(2000):
        w = others[(others @ (v - p)).argmax()]
        if (v - p) @ (w - p) < 1e-12:
            break
        p = p + min(1.0, (v - p) @ (w - p) / ((w - p) @ (w - p))) * (w - p)
    return bool((others @ (v - p)).max() < v @ (v - p) - 1e-9)


def limit_between(e):
    """A token is at 0 and X -> -X permutes the tokens, so that it stays; all others have limits, and 0 is halfway between two."""
    mirror, held = e.mirror(), ~e.X.any(axis=1)
    if mirror is None or not held.any() or held.all():
        return False
    ends = e.limits(e.X, mirror)
    return ends is not None and bool(not ends[held].any() and np.linalg.norm(ends[~held], axis=-1).min() > 0.1)


def four_limits(e):
    """From all of 200 starts within the file's radius, and from its tokens, the rescaled tokens have four limits 0.1 apart or more."""
    ends = e.limits(np.concatenate([e.X[None], e.starts()]))
    if ends is None:
        return False
    apart = np.linalg.norm(ends[..., None, :, :] - ends[..., None, :], axis=-1) > 0.1
    # Limits that are far from all before them, counted greedily; each state on its own.
    return all(_apart(state) >= 4 for state in apart)


def _apart(far):
    chosen = []
    for i in range(len(far)):
        if far[i, chosen].all():
            chosen.append(i)
    return len(chosen)
