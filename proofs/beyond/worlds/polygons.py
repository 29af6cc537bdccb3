"""Polygonal equilibria of attention (8): scores, and the invariant subspace of common pulls."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

# ------------------------------------------------------------------ scores at a polygonal equilibrium


def symbolic_scores() -> Any:
    """Tokens, A and positive weights p with symbolic n and d."""
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray

    n, d = sympy.symbols("n d", integer=True, positive=True)
    x, a, p = IndexedArray.symbol("x", n, d), IndexedArray.symbol("A", d, d), IndexedArray.symbol("p", 1, n)
    return SimpleNamespace(X=x, A=a, p=p, xp=INDEXED, n=n)


def random_scores(rng: Any) -> Any:
    """Random numbers for the same."""
    from verify.arithmetic.numeric import FLOAT64

    n, d = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    x, a, p = rng.normal(size=(n, d)), rng.normal(size=(d, d)), rng.uniform(size=(1, n))
    return SimpleNamespace(X=x, A=a, p=p, xp=FLOAT64, n=n)


def monotone(w: Any) -> tuple[Any, Any]:
    """``(b_i - b_k)^T (y_i - y_k)`` with ``y_i = sum_j e^{f_ij} x_j``, and ``sum_j (e^{f_ij} - e^{f_kj})(f_ij - f_kj)``."""
    return _monotone(w, sign=-1)


def monotone_wrongly(w: Any) -> tuple[Any, Any]:
    """With ``e^{f_ij} + e^{f_kj}`` on the right: false."""
    return _monotone(w, sign=1)


def _monotone(w: Any, *, sign: int) -> tuple[Any, Any]:
    queries = w.X @ w.A
    scores = queries @ w.xp.transpose(w.X)
    if hasattr(w.X, "entry"):
        import sympy

        from verify.arithmetic.indexed import IndexedArray, fresh_index, normal_form

        weights = IndexedArray(scores.shape, lambda i, j: sympy.exp(scores.entry(i, j)))
        sums = weights @ w.X
        i, k, q, j = (fresh_index() for _ in range(4))
        left = sympy.Sum(
            (queries.entry(i, q) - queries.entry(k, q)) * (sums.entry(i, q) - sums.entry(k, q)), (q, 1, w.X.shape[1])
        )
        spread = weights.entry(i, j) + sign * weights.entry(k, j)
        right = sympy.Sum(spread * (scores.entry(i, j) - scores.entry(k, j)), (j, 1, w.n))
        return normal_form(left), normal_form(right)
    import numpy as np

    weights = np.exp(scores)
    sums = weights @ w.X
    between = (queries[:, None] - queries[None, :]) * (sums[:, None] - sums[None, :])
    spread = weights[:, None] + sign * weights[None, :]
    return between.sum(axis=-1), (spread * (scores[:, None] - scores[None, :])).sum(axis=-1)


def averaged(w: Any) -> tuple[Any, Any]:
    """``sum_i p_i (x_i^T A x_j)`` and ``(sum_i p_i x_i)^T A x_j``."""
    return w.p @ (w.X @ w.A @ w.xp.transpose(w.X)), (w.p @ w.X) @ w.A @ w.xp.transpose(w.X)


def averaged_wrongly(w: Any) -> tuple[Any, Any]:
    """With A transposed on the right: false."""
    return averaged(w)[0], (w.p @ w.X) @ w.xp.transpose(w.A) @ w.xp.transpose(w.X)


# ------------------------------------------------------------------ the subspace of common pulls


def free_common_pull() -> Any:
    """Letters: ``e = 1/sqrt(n)``, tokens X with ``e^T X = 0`` and ``X A X^T = 0``, ``D = diag(x_i^T V u)``.

    The vector u is ``sqrt(n) g``, so that ``D e = X V g`` and the perturbation ``h_i = (I - x_i x_i^T) V u`` is
    ``H = n e g^T V^T - D X``.
    """
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("e' e", ""), ("D e", "X V g")], symmetric=["D"], zeros=["e' X", "X A X'"])
    e, x, a, v, g, diagonal = (FreeMatrix.letter(name, rules) for name in ("e", "X", "A", "V", "g", "D"))
    n = sympy.Symbol("n", positive=True)
    identity = FreeMatrix({(): sympy.Integer(1)}, rules)
    moved = e @ g.transposed() @ v.transposed() * n + diagonal @ x * -1
    return SimpleNamespace(e=e, X=x, A=a, V=v, g=g, n=n, H=moved, one=identity)


def random_common_pull(rng: Any) -> Any:
    """A random polygon in a random subspace of R^d on which A vanishes, V not symmetric, and a vector u."""
    from verify.arithmetic.linear import orthogonal

    d = int(rng.integers(3, 6))
    size = int(rng.integers(2, d))
    inside = orthogonal(rng, d)[:, :size]
    x = closed_polygon(rng, size) @ inside.T
    a = rng.normal(size=(d, d))
    a -= inside @ (inside.T @ a @ inside) @ inside.T
    v, u, alpha = rng.normal(size=(d, d)), rng.normal(size=d), rng.uniform(0.1, 1)
    return SimpleNamespace(X=x, A=a, V=v, u=u, alpha=alpha, inside=inside)


def closed_polygon(rng: Any, d: int) -> Any:
    """Random unit vectors in R^d with sum zero that span it: random triangles, each in a plane of its own, and a pair."""
    import numpy as np

    from verify.arithmetic.linear import orthogonal

    rows = []
    for k in range(d):
        plane = orthogonal(rng, d)[:, :2]
        angle = rng.uniform(0, 6)
        half = np.sqrt(angle * 0 + 3) / 2  # a third of a turn without rounding pi
        x, y = np.cos(angle), np.sin(angle)
        corners = [[x, y], [-x / 2 - half * y, half * x - y / 2], [half * y - x / 2, -half * x - y / 2]]
        rows.append(np.array(corners) @ plane.T)
        if k == 0:
            rows.append(np.array([plane[:, 1], -plane[:, 1]]))
    return np.concatenate(rows)


def common_pull(w: Any) -> tuple[Any, Any]:
    """The derivative along ``h_i = (I - x_i x_i^T) V u``, and what the common pull ``(I - C + C A^T) V u`` makes of it."""
    return _common_pull(w, with_scores=True)


def common_pull_unscored(w: Any) -> tuple[Any, Any]:
    """The same without ``C A^T``: false."""
    return _common_pull(w, with_scores=False)


def _common_pull(w: Any, *, with_scores: bool) -> tuple[Any, Any]:
    if hasattr(w, "one"):
        # Lemma 10 with uniform weights and mean zero: row i is V (hbar + (1/n) sum_j x_j (h_i^T A x_j + x_i^T A h_j)).
        xt, ht = w.X.transposed(), w.H.transposed()
        moved = (w.H @ w.A @ xt + w.X @ w.A @ ht) * (1 / w.n)
        seen = (w.e @ w.e.transposed() @ w.H + moved @ w.X) @ w.V.transposed()
        covariance = xt @ w.X * (1 / w.n)
        pull = w.one + covariance * -1 + (w.A @ covariance if with_scores else w.A * 0)
        return seen, w.e @ w.g.transposed() @ w.V.transposed() @ pull @ w.V.transposed() * w.n
    import numpy as np

    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Attention

    n, d = w.X.shape

    def tangent(u: Any) -> Any:
        return u - w.X * (w.X @ u)[:, None]

    covariance = w.X.T @ w.X / n
    pull = np.eye(d) - covariance + (covariance @ w.A.T if with_scores else 0)
    system = Attention(value=w.V, query_key=w.A, step_size=w.alpha)
    moved = directional_derivative(system.step, w.X, tangent(w.V @ w.u))
    return moved, tangent(w.V @ (w.u + w.alpha * pull @ w.V @ w.u))


def free_unscored() -> Any:
    """The letters of :func:`free_common_pull` with ``A X^T = 0`` in place of ``X A X^T = 0``."""
    return _free_with(("A", "X'"), ("X", "A'"))


def free_scored_from_outside() -> Any:
    """The same with ``X A = 0``, which is not enough."""
    return _free_with(("X", "A"), ("A'", "X'"))


def _free_with(*zeros: tuple[str, str]) -> Any:
    import dataclasses

    from verify.arithmetic.free import FreeMatrix

    w = free_common_pull()
    rules = dataclasses.replace(w.H.rules, zeros=frozenset({*zeros, ("e'", "X"), ("X'", "e")}))
    return SimpleNamespace(
        **{name: FreeMatrix(v.terms, rules) if isinstance(v, FreeMatrix) else v for name, v in vars(w).items()}
    )


def random_unscored(rng: Any) -> Any:
    """The same in numbers: A x_j = 0 for every token, and A^T x_j is not."""
    w = random_common_pull(rng)
    w.A = rng.normal(size=w.A.shape)
    w.A -= w.A @ w.inside @ w.inside.T
    return w


def random_scored_from_outside(rng: Any) -> Any:
    """The same with A^T x_j = 0."""
    w = random_unscored(rng)
    w.A = w.A.T
    return w


def free_nilpotent() -> Any:
    """``T = (I - C)^-1``, C symmetric, and ``C A^T C = 0``."""
    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of(symmetric=["C", "T"], zeros=["C A' C"])
    return SimpleNamespace(**{name: FreeMatrix.letter(name, rules) for name in "TCA"})


def random_nilpotent(rng: Any) -> Any:
    """Random numbers for the same."""
    import numpy as np

    from verify.arithmetic.linear import inverse

    w = random_common_pull(rng)
    c = w.X.T @ w.X / len(w.X)
    return SimpleNamespace(T=inverse(np.eye(len(c)) - c), C=c, A=w.A)


def nilpotent(w: Any) -> tuple[Any, Any]:
    """``E^2`` with ``E = (I - C)^-1 C A^T = C (I - C)^-1 A^T``, and 0."""
    e = w.T @ w.C @ _transposed(w.A)
    return e @ (w.C @ w.T @ _transposed(w.A)), e * 0


def nilpotent_wrongly(w: Any) -> tuple[Any, Any]:
    """E itself, and 0: false."""
    e = w.T @ w.C @ _transposed(w.A)
    return e, e * 0


def _transposed(matrix: Any) -> Any:
    return matrix.transposed() if hasattr(matrix, "transposed") else matrix.T
