"""The Oja flows with symbolic n and d and symmetric V, or random ones: energy, distances, the explicit solution."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


def symbolic_flow() -> Any:
    """n tokens in R^d, V symmetric, a direction H; derivatives along any array."""
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative
    from verify.systems import Oja

    n, d = sympy.symbols("n d", integer=True, positive=True)
    half = sympy.IndexedBase("B", real=True)
    value = IndexedArray((d, d), lambda i, j: half[i, j] + half[j, i])
    x, h = (IndexedArray.symbol(name, n, d) for name in "XH")

    def derivative(function: Callable[[Any], Any], at: Any, along: Any) -> Any:
        return IndexedArray(function(at).shape, directional_derivative(function, at, along))

    return SimpleNamespace(
        xp=INDEXED, X=x, H=h, V=value, n=n, system=Oja(value=value), derivative=derivative, total=_symbolic_total
    )


def _symbolic_total(column: Any) -> Any:
    """The sum of a column, shape (1, 1)."""
    import sympy

    from verify.arithmetic.indexed import IndexedArray, fresh_index

    def entry(_i: Any, j: Any) -> Any:
        k = fresh_index()
        return sympy.Sum(column.entry(k, j), (k, 1, column.shape[0]))

    return IndexedArray((1, column.shape[1]), entry)


def random_flow(rng: Any) -> Any:
    """Random unit tokens, a random symmetric V, a random direction."""
    from verify.arithmetic import arithmetic_of
    from verify.arithmetic.linear import unit_rows
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Oja

    n, d = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    x, h = unit_rows(rng.normal(size=(n, d))), rng.normal(size=(n, d))
    value = rng.normal(size=(d, d))
    value = value + value.T

    def derivative(function: Callable[[Any], Any], at: Any, along: Any) -> Any:
        return directional_derivative(function, at, along)

    return SimpleNamespace(
        xp=arithmetic_of(x),
        X=x,
        H=h,
        V=value,
        n=n,
        system=Oja(value=value),
        derivative=derivative,
        total=lambda column: column.sum(axis=0, keepdims=True),
    )


def _times_value(w: Any, rows: Any) -> Any:
    """``V y`` for each row y, in the arithmetic of the rows."""
    from verify.arithmetic import arithmetic_of

    xp = arithmetic_of(rows)
    return rows @ xp.transpose(xp.asarray(w.V, rows))


def _dot(left: Any, right: Any) -> Any:
    from verify.arithmetic import arithmetic_of

    return arithmetic_of(left).dot(left, right)


def _sum(w: Any, rows: Any) -> Any:
    """``s = sum_j x_j``, shape (1, d)."""
    from verify.arithmetic import arithmetic_of

    return arithmetic_of(rows).mean(rows) * w.n


def energy(w: Any, rows: Any) -> Any:
    """``s^T V s / 2``, shape (1, 1)."""
    s = _sum(w, rows)
    return _dot(s, _times_value(w, s)) / 2


# ------------------------------------------------------------------ the multiagent flow


def free_projection() -> Any:
    """Letters x with ``x' x = 1`` and u."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("x' x", "")])
    x, u = (FreeMatrix.letter(name, rules) for name in "xu")
    identity = FreeMatrix({(): sympy.Integer(1)}, rules)
    return SimpleNamespace(
        P=identity + x @ x.transposed() * -1, Pt=identity + x @ x.transposed() * -1, u=u, ut=u.transposed()
    )


def random_projection(rng: Any) -> Any:
    """A random unit vector and a random push."""
    import numpy as np

    from verify.arithmetic.linear import unit

    d = int(rng.integers(2, 6))
    x, u = unit(rng.normal(size=d)).reshape(d, 1), rng.normal(size=(d, 1))
    project = np.eye(d, dtype=int) - x @ x.T
    return SimpleNamespace(P=project, Pt=project.T, u=u, ut=u.T)


def gain(w: Any) -> tuple[Any, Any]:
    """``u^T P u`` and ``|P u|^2``."""
    return w.ut @ w.P @ w.u, w.ut @ w.Pt @ w.P @ w.u


def gain_unprojected(w: Any) -> tuple[Any, Any]:
    """``|u|^2`` in its place: false."""
    return w.ut @ w.P @ w.u, w.ut @ w.u


def gradient(w: Any) -> tuple[Any, Any]:
    """The derivative of the energy along H, and ``sum_i h_i . V s``."""
    pull = _times_value(w, _sum(w, w.X))
    return w.derivative(lambda rows: energy(w, rows), w.X, w.H), w.total(_dot(w.H, w.X * 0 + pull))


def gradient_of_the_mean(w: Any) -> tuple[Any, Any]:
    """With the mean for the sum: false."""
    seen, said = gradient(w)
    return seen, said / (w.n + 1)


def field(w: Any) -> tuple[Any, Any]:
    """n times the field, and ``(I - x_i x_i^T) V s``."""
    pull = w.X * 0 + _times_value(w, _sum(w, w.X))
    return w.system.field(w.X) * w.n, pull - w.X * _dot(w.X, pull)


def field_of_the_mean(w: Any) -> tuple[Any, Any]:
    """The field for n times the field: false."""
    seen, said = field(w)
    return seen, said * (w.n + 1)


def distances(w: Any) -> tuple[Any, Any]:
    """``d/dt (x_i . x_j)`` along the flow, and ``(x_i . h + x_j . h)(1 - x_i . x_j)``, h the common push."""
    moved, transpose = w.system.field(w.X), w.xp.transpose
    push = w.X * 0 + _times_value(w, w.xp.mean(w.X))
    along, gram = _dot(w.X, push), w.X @ transpose(w.X)
    return moved @ transpose(w.X) + w.X @ transpose(moved), (along + transpose(along)) * (gram * -1 + 1)


def distances_wrongly(w: Any) -> tuple[Any, Any]:
    """With ``1 + x_i . x_j``: false."""
    seen, _ = distances(w)
    push = w.X * 0 + _times_value(w, w.xp.mean(w.X))
    along, gram = _dot(w.X, push), w.X @ w.xp.transpose(w.X)
    return seen, (along + w.xp.transpose(along)) * (gram + 1)


def pairs(w: Any) -> tuple[Any, Any]:
    """``sum_{i,j} (a_i + a_j) - sum_i 2 a_i`` over a group of n tokens, and ``2 (n - 1) sum_i a_i``."""
    column = _dot(w.X, w.H)
    both = column + w.xp.transpose(column)
    return w.total(w.xp.transpose(w.total(both))) - w.total(column) * 2, w.total(column) * (w.n - 1) * 2


def pairs_wrongly(w: Any) -> tuple[Any, Any]:
    """With n for n - 1: false."""
    seen, said = pairs(w)
    return seen, said + w.total(_dot(w.X, w.H)) * 2


# ------------------------------------------------------------------ one token


def oja_field(w: Any, rows: Any) -> Any:
    """``(I - x x^T) V x`` for each row by itself: the Oja flow of one token."""
    pull = _times_value(w, rows)
    return pull - rows * _dot(rows, pull)


def rayleigh(w: Any) -> tuple[Any, Any]:
    """``d/dt x^T V x`` along the Oja flow, and ``2 (|V x|^2 - (x^T V x)^2)``."""
    pull = _times_value(w, w.X)
    quotient = _dot(w.X, pull)
    seen = w.derivative(lambda rows: _dot(rows, _times_value(w, rows)), w.X, oja_field(w, w.X))
    return seen, (_dot(pull, pull) - quotient * quotient) * 2


def rayleigh_wrongly(w: Any) -> tuple[Any, Any]:
    """``2 |V x|^2`` alone: false."""
    pull = _times_value(w, w.X)
    return rayleigh(w)[0], _dot(pull, pull) * 2


def _normalised(rows: Any) -> Any:
    from verify.arithmetic import arithmetic_of

    return arithmetic_of(rows).normalize(rows)


def solution(w: Any) -> tuple[Any, Any]:
    """The derivative of ``y/|y|`` along ``y' = V y``, and the Oja field at ``y/|y|``."""
    return w.derivative(_normalised, w.H, _times_value(w, w.H)), oja_field(w, _normalised(w.H))


def solution_wrongly(w: Any) -> tuple[Any, Any]:
    """Without the projection: false."""
    return w.derivative(_normalised, w.H, _times_value(w, w.H)), _times_value(w, _normalised(w.H))


def free_eigenvector() -> Any:
    """Letters with ``V v = v L``, ``v' v = 1``."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("V v", "v L"), ("v' v", "")], symmetric=["L"])
    value, v = FreeMatrix.letter("V", rules), FreeMatrix.letter("v", rules)
    identity = FreeMatrix({(): sympy.Integer(1)}, rules)
    return SimpleNamespace(V=value, v=v, P=identity + v @ v.transposed() * -1)


def random_eigenvector(rng: Any) -> Any:
    """A random V with a given unit eigenvector."""
    import numpy as np

    from verify.arithmetic.linear import unit

    d = int(rng.integers(2, 6))
    v = unit(rng.normal(size=d)).reshape(d, 1)
    project = np.eye(d, dtype=int) - v @ v.T
    return SimpleNamespace(V=rng.normal(size=(d, d)) @ project + v @ v.T * rng.normal(), v=v, P=project)


def at_eigenvector(w: Any) -> tuple[Any, Any]:
    """``(I - v v^T) V v`` and 0."""
    return w.P @ w.V @ w.v, w.v * 0


def at_eigenvector_unprojected(w: Any) -> tuple[Any, Any]:
    """``V v`` and 0: false."""
    return w.V @ w.v, w.v * 0


def free_inverse() -> Any:
    """Letters with ``U V = I``: tokens in rows, opaque attention."""
    from verify.arithmetic.free import FreeMatrix, Rules
    from verify.systems import Attention

    rules = Rules.of([("U V", ""), ("V U", "")])
    x, value, inverse, key = (FreeMatrix.letter(name, rules) for name in "XVUA")
    return SimpleNamespace(X=x, V=value, inverse=inverse.transposed(), system=Attention(value=value, query_key=key))


def random_inverse(rng: Any) -> Any:
    """Random tokens and matrices, and the inverse of V."""
    from verify.arithmetic.linear import inverse, unit_rows
    from verify.systems import Attention

    n, d = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    value, key = rng.normal(size=(2, d, d))
    return SimpleNamespace(
        X=unit_rows(rng.normal(size=(n, d))),
        V=value,
        inverse=inverse(value).T,
        system=Attention(value=value, query_key=key),
    )


def attended_means(w: Any) -> tuple[Any, Any]:
    """``s_i`` times the inverse of V, and the attended means."""
    return w.system.influence(w.X) @ w.inverse, w.system.attention(w.X) @ w.X


def attended_means_wrongly(w: Any) -> tuple[Any, Any]:
    """Without the inverse: false."""
    return w.system.influence(w.X), w.system.attention(w.X) @ w.X
