"""What a stranger would write to check a counterexample: numpy, json and math, nothing of this package.

    python replay.py FILE           what the state in FILE does under one step, and its spectral radius
    python replay.py FILE CHECK...  whether the checks named in table.json hold; exit 1 if all do

FILE holds a counterexample as ``verify run --json`` writes it. The step is written again here from eqs (8), (9), (21) of
arXiv 2605.25619, and on the ellipsoid ``x^T W x = 1`` of arXiv 2412.02682. Its Jacobian is taken by finite differences, and
hypotheses are read off the matrices. Where time is continuous the "step" is the flow ``x_i' = s_i - x_i (x_i^T W s_i)`` over
one unit of time, by the classical Runge-Kutta method.
"""

import json
import math
import re
import sys

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


class Example:
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


# ------------------------------------------------------------------ hypotheses


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


# ------------------------------------------------------------------ what fails


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


# ------------------------------------------------------------------ steering a layer


def steering(e):
    """u and w of a counterexample about steering; the steered layer matrix is ``V + kappa u w^T``."""
    return (np.array([number(e.data["parameters"][f"{name}_{i + 1}"]) for i in range(e.d)]) for name in "uw")


def after_steering(e, kappa):
    """One step with the steered layer; all tokens see it with the weights of the one head."""
    u, w = steering(e)
    (value, key), *_ = e.heads
    means = e.weights(e.X, key) @ e.X
    return e.unit(e.X + e.alpha * (means @ value.T + kappa * np.outer(means @ w, u)))


def leading_vector(matrix):
    """The unit eigenvector of the largest real part, and that eigenvalue."""
    values, vectors = np.linalg.eig(matrix)
    first = int(np.argmax(values.real))
    return vectors[:, first].real / np.linalg.norm(vectors[:, first].real), values[first].real


def principal_pair_stays(e):
    """For kappa = 1, 100, 10^4 the eigenvalue of largest real part is the same, and its vector orthogonal to u."""
    u, w = steering(e)
    old = leading_vector(e.V)[1]
    pairs = [leading_vector(e.V + kappa * np.outer(u, w)) for kappa in (1, 1e2, 1e4)]
    return w @ u <= 0 and all(abs(v @ u) < 1e-9 and abs(value - old) < 1e-9 for v, value in pairs)


def far_from_direction(e):
    """``kappa w^T u >= 10 lambda_1``; the leading vector, and each token after the step, has ``|cos| <= 1/4`` with u."""
    u, w = steering(e)
    kappa = number(e.data["parameters"]["kappa"])
    vector, value = leading_vector(e.V + kappa * np.outer(u, w))
    wide = kappa * (w @ u) >= 10 * leading_vector(e.V)[1] > 0 and value > 0
    return wide and abs(vector @ u) <= 0.25 and bool((np.abs(after_steering(e, kappa) @ u) <= 0.25).all())


def never_steered(e):
    """Some token ends off ``+-u``, and at the same place for kappa = 1, 10^3 and 10^6."""
    u, _ = steering(e)
    ends = [after_steering(e, kappa) for kappa in (1, 1e3, 1e6)]
    same = np.all([np.abs(end - ends[0]).max(axis=1) < 1e-9 for end in ends], axis=0)
    return bool((same & (np.abs(ends[0] @ u) < 0.99)).any())


def on_the_other_side(e):
    """``w^T u > 0``, and all tokens end on the side of -u for kappa = 1, 10^3 and 10^6."""
    u, w = steering(e)
    return w @ u > 0 and all(bool((after_steering(e, kappa) @ u < 0).all()) for kappa in (1, 1e3, 1e6))


def less_aligned(e):
    """``w^T u > 0``, and some token is less aligned with u for the kappa of the file than for kappa = 0."""
    u, w = steering(e)
    before, after = (np.abs(after_steering(e, k) @ u) for k in (0, number(e.data["parameters"]["kappa"])))
    return w @ u > 0 and bool((after < before - 1e-9).any())


def load(path):
    """The example in a file: a counterexample, or something that holds one."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    return Example(data.get("counterexample") or data)


def main(path, *checks):
    """Print what is seen; 1 if all checks hold."""
    example = load(path)
    answers = {name: globals()[name](example) for name in checks}
    print(f"one step moves a token by at most {np.abs(example.step(example.X) - example.X).max():.3g}")
    print(f"spectral radius of the tangent Jacobian, by finite differences: {example.radius():.6g}")
    for name, holds in answers.items():
        print(f"{name}: {'yes' if holds else 'NO'}: {' '.join(globals()[name].__doc__.split())}")
    return int(bool(answers) and all(answers.values()))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
