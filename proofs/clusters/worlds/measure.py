"""The empirical measure ``mu = (1/n) sum_i delta_{x_i}``, tested with ``e^{k . x}``: symbolic n and d, or at random.

Sums of such functions are dense in C^1 on compact sets (Nachbin), so that the equation holds for every test function.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic_measure() -> Any:
    """n tokens in R^d, k in every row of K."""
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative, fresh_index
    from verify.systems import Clusters

    n, d = sympy.symbols("n d", integer=True, positive=True)
    direction = sympy.IndexedBase("k", real=True)
    x, k = IndexedArray.symbol("X", n, d), IndexedArray((n, d), lambda _i, j: direction[j])
    value, key = (IndexedArray.symbol(name, d, d) for name in "VA")

    def total(column: Any) -> Any:
        def entry(_i: Any, j: Any) -> Any:
            q = fresh_index()
            return sympy.Sum(column.entry(q, j), (q, 1, n))

        return IndexedArray((1, 1), entry)

    return SimpleNamespace(
        xp=INDEXED,
        X=x,
        K=k,
        V=value,
        A=key,
        n=n,
        system=Clusters(value=value, query_key=key),
        total=total,
        exp=lambda scores: IndexedArray(scores.shape, lambda i, j: sympy.exp(scores.entry(i, j))),
        derivative=lambda f, at, along: IndexedArray((1, 1), directional_derivative(f, at, along)),
    )


def random_measure(rng: Any) -> Any:
    """Random tokens, k and matrices."""
    from verify.arithmetic import arithmetic_of
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Clusters

    n, d = int(rng.integers(1, 4)), int(rng.integers(1, 3))
    x = rng.normal(size=(n, d))
    k = x * 0 + rng.normal(size=(1, d))
    value, key = rng.normal(size=(2, d, d))
    return SimpleNamespace(
        xp=arithmetic_of(x),
        X=x,
        K=k,
        V=value,
        A=key,
        n=n,
        system=Clusters(value=value, query_key=key),
        total=lambda column: column.sum(axis=0, keepdims=True),
        exp=_exponentials,
        derivative=directional_derivative,
    )


def _exponentials(scores: Any) -> Any:
    """``e^s`` entry by entry: the ratio of the two weights of the scores (s, 0)."""
    from verify.arithmetic import arithmetic_of

    xp = arithmetic_of(scores)
    table = xp.softmax(scores[..., None] * xp.asarray([1, 0], scores))
    return table[..., 0] / table[..., 1]


def velocity(w: Any) -> Any:
    """``X[mu](x_i)``: the integral of ``e^{x_i^T A y} V y`` over that of ``e^{x_i^T A y}``, shape ``(n, d)``."""
    t = w.xp.transpose
    kernel = w.exp(w.X @ w.A @ t(w.X))
    mass = w.xp.dot(kernel, kernel * 0 + 1) / w.n
    return (kernel @ w.X @ t(w.V)) / w.n / mass


def continuity(w: Any) -> tuple[Any, Any]:
    """``d/dt`` of the integral of ``phi`` along the flow, and the integral of ``grad phi . X[mu]``, for ``phi(x) = e^{k . x}``."""

    def integral(rows: Any) -> Any:
        from verify.arithmetic import arithmetic_of

        xp = arithmetic_of(rows)
        return w.total(w.exp(xp.dot(rows, xp.asarray(w.K, rows)))) / w.n

    gradient = w.exp(w.xp.dot(w.X, w.K)) * w.xp.dot(velocity(w), w.K)
    return w.derivative(integral, w.X, w.system.field(w.X)), w.total(gradient) / w.n


def continuity_of_the_tokens(w: Any) -> tuple[Any, Any]:
    """With the position for the velocity: false."""
    heights = w.xp.dot(w.X, w.K)
    return continuity(w)[0], w.total(w.exp(heights) * heights) / w.n
