"""Tokens on spheres and ellipsoids: the systems of a counterexample, written again from the papers, and numbers as exact text.

The step is that of eqs (8), (9), (21) of arXiv 2605.25619, on the ellipsoid ``x^T W x = 1`` that of arXiv 2412.02682. Its
Jacobian is taken by finite differences. Where time is continuous the "step" is the flow ``x_i' = s_i - x_i (x_i^T W s_i)``
over one unit of time, by the classical Runge-Kutta method.
"""

import math
import re

import numpy as np

NAMES = {"sqrt": math.sqrt, "log": math.log, "exp": math.exp, "cos": math.cos, "sin": math.sin, "tanh": math.tanh}
NAMES |= {"pi": math.pi, "E": math.e}


def number(text):
    """A float from exact text such as -1/2, sqrt(2)/2 or log(3)/2."""
    if not re.fullmatch(rf"(\s|[-+*/()]|(\d+\.?\d*|\.\d+)(e-?\d+)?|({'|'.join(NAMES)})\b)+", str(text)):
        raise ValueError(f"{text!r} is not an exact number")
    return float(eval(str(text), NAMES))


def matrix(rows):
    """A float array from rows of exact text."""
    return np.array([[number(entry) for entry in row] for row in rows])


class Spheres:
    """The system and the state of a counterexample: ``x_i+ = (x_i + alpha s_i) / |x_i + alpha s_i|``."""

    def __init__(self, data):
        self.data, self.X = data, matrix(data["tokens"])
        self.alpha = None if data["step_size"] is None else number(data["step_size"])
        self.n, self.d = self.X.shape
        V, A = data["value"], data["query_key"]
        if data["system"] == "oja":  # s = (1/n) sum_j V x_j: attention with equal scores
            self.heads = [(matrix(V), np.zeros((self.d, self.d)))]
        elif data["system"] == "attention":
            self.heads = [(matrix(V), np.eye(self.d) if A is None else matrix(A))]
        else:
            keys = [head["query_key"] for head in data["heads"]]
            keys = [np.eye(self.d) if key is None else matrix(key) for key in keys]
            self.heads = [(matrix(head["value"]), key) for head, key in zip(data["heads"], keys, strict=True)]
        self.W = np.eye(self.d) if data.get("metric") is None else matrix(data["metric"])  # tokens have x^T W x = 1
        self.causal = data.get("mask") == "causal"
        if data.get("schedule") is not None:
            raise ValueError("scores that depend on time are not read here")
        self.V = sum(value for value, _ in self.heads)
        self.rng = np.random.default_rng(0)

    def weights(self, X, A):
        """``a_ij = exp(x_i^T A x_j) / sum_l exp(x_i^T A x_l)``."""
        scores = X @ A @ np.swapaxes(X, -1, -2)
        if self.causal:  # token i sees the tokens j <= i only
            scores = np.where(np.tri(self.n, dtype=bool), scores, -np.inf)
        raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return raised / raised.sum(axis=-1, keepdims=True)

    def pull(self, X):
        """The rows ``s_i = sum_h sum_j a^h_ij V_h x_j``."""
        return sum(self.weights(X, A) @ X @ V.T for V, A in self.heads)

    def step(self, X):
        """One step from X, of shape (..., n, d); for a flow, one unit of time."""
        if self.alpha is None:
            return self.flow(X)
        Y = X + self.alpha * self.pull(X)
        return self.unit(Y)

    def unit(self, X):
        """Rows x divided by ``sqrt(x^T W x)``."""
        return X / np.sqrt((X @ self.W * X).sum(axis=-1, keepdims=True))

    def field(self, X):
        """Rows ``s_i - x_i (x_i^T W s_i)``."""
        s = self.pull(X)
        return s - X * (X @ self.W * s).sum(axis=-1, keepdims=True)

    def flow(self, X, substeps=20):
        """One unit of time by Runge-Kutta steps of order four, back on the spheres after each."""
        h = 1 / substeps
        for _ in range(substeps):
            a = self.field(X)
            b = self.field(X + h / 2 * a)
            c = self.field(X + h / 2 * b)
            X = X + h / 6 * (a + 2 * b + 2 * c + self.field(X + h * c))
            X = self.unit(X)
        return X

    def seen(self):
        """What one step does."""
        yield f"one step moves a token by at most {np.abs(self.step(self.X) - self.X).max():.3g}"
        yield f"spectral radius of the tangent Jacobian, by finite differences: {self.radius():.6g}"

    def fixed(self):
        """step(X) = X."""
        return bool(np.abs(self.step(self.X) - self.X).max() < 1e-9)

    def radius(self):
        """Spectral radius of the derivative of step on the tangent space."""
        return float(np.abs(self.spectrum()).max())

    def spectrum(self, h=1e-6):
        """Eigenvalues of the derivative of step on the tangent space, by central differences."""
        tangent = [np.linalg.svd(x[None])[2][1:] for x in self.X @ self.W]  # rows: a basis of the plane x_i^T W h = 0
        columns = []
        for i in range(self.n):
            for direction in tangent[i]:
                ahead, behind = self.X.copy(), self.X.copy()
                ahead[i] += h * direction
                behind[i] -= h * direction
                change = (self.step(ahead) - self.step(behind)) / (2 * h)
                columns.append(np.concatenate([tangent[k] @ change[k] for k in range(self.n)]))
        return np.linalg.eigvals(np.array(columns).T)

    def starts(self, angle, count=200):
        """Random states with every token turned by at most ``angle`` rad; half by exactly that, a quarter one way."""
        noise = self.rng.normal(size=(count, self.n, self.d))
        noise[::4] = noise[::4, :1]  # all tokens in one direction: what separates two groups least
        noise -= self.X * (noise * self.X).sum(axis=-1, keepdims=True)
        noise /= np.linalg.norm(noise, axis=-1, keepdims=True)
        turn = angle * np.where(np.arange(count) % 2, 1.0, self.rng.uniform(size=count))[:, None, None]
        return np.cos(turn) * self.X + np.sin(turn) * noise

    def settle(self, states, steps):
        """The states after so many steps, or after the last pair of steps that still changed something."""
        for _ in range(steps // 2):
            later = self.step(self.step(states))
            if np.abs(later - states).max() < 1e-14:
                break
            states = later
        return states

    def distance(self, X, target):
        """The largest distance of a token from its place, for each state of a batch."""
        return np.linalg.norm(X - target, axis=-1).max(axis=-1)
