"""Worlds of the gradient theorem: one head with V = I and symmetric scores.

In symbols W = I, because ``reduction.ellipsoid`` carries every identity from the sphere to the ellipsoid; random numbers are on
ellipsoids themselves.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def _symbolic(kind: str) -> Any:
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative, fresh_index
    from verify.systems import Ellipsoid

    n, d = sympy.symbols("n d", integer=True, positive=True)
    beta = sympy.Symbol("beta", real=True)

    identity = IndexedArray((d, d), sympy.KroneckerDelta)
    half = sympy.IndexedBase("C", real=True)
    scores = {
        "multiple": identity * beta,
        "symmetric": IndexedArray((d, d), lambda i, j: half[i, j] + half[j, i]),
        "any": IndexedArray.symbol("P", d, d),
    }[kind]
    x, u = (IndexedArray.symbol(name, n, d) for name in "XU")

    def total(column: Any) -> Any:
        def entry(_i: Any, j: Any) -> Any:
            k = fresh_index()
            return sympy.Sum(column.entry(k, j), (k, 1, column.shape[0]))

        return IndexedArray((1, column.shape[1]), entry)

    return SimpleNamespace(
        xp=INDEXED,
        X=x,
        U=u,
        W=identity,
        P=scores,
        beta=beta,
        system=Ellipsoid(metric=identity, values=[identity], query_keys=[scores]),
        exp=lambda array: IndexedArray(array.shape, lambda i, j: sympy.exp(array.entry(i, j))),
        total=total,
        derivative=lambda function, at, along: IndexedArray((1, 1), directional_derivative(function, at, along)),
    )


def _random(rng: Any, kind: str) -> Any:
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Ellipsoid

    n, d = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    # Small tokens: their scores, and then the exponentials, stay moderate.
    x, u, s, other = (
        rng.normal(size=(n, d)) / 2,
        rng.normal(size=(n, d)),
        rng.normal(size=(d, d)),
        rng.normal(size=(d, d)),
    )
    metric, beta = s.T @ s, rng.normal()
    scores = {"multiple": metric * beta, "symmetric": other + other.T, "any": other}[kind]
    return SimpleNamespace(
        xp=arithmetic_of(x),
        X=x,
        U=u,
        W=metric,
        P=scores,
        beta=beta,
        system=Ellipsoid(metric=metric, values=[np.eye(d, dtype=int)], query_keys=[scores]),
        exp=lambda array: array.exp() if hasattr(array, "detach") else np.exp(array),
        total=lambda column: column.sum(0)[None, :],
        derivative=directional_derivative,
    )


def symbolic_multiple() -> Any:
    """n tokens in R^d, W = I, ``P = beta I``, any rows U."""
    return _symbolic("multiple")


def random_multiple(rng: Any) -> Any:
    """Any positive definite W and ``P = beta W``, in random numbers."""
    return _random(rng, "multiple")


def symbolic_symmetric() -> Any:
    """n tokens in R^d, W = I, any symmetric P."""
    return _symbolic("symmetric")


def random_symmetric(rng: Any) -> Any:
    """Any positive definite W and any symmetric P, in random numbers."""
    return _random(rng, "symmetric")


def symbolic_any() -> Any:
    """n tokens in R^d, W = I, any P."""
    return _symbolic("any")


def random_any(rng: Any) -> Any:
    """Any positive definite W and any P, in random numbers."""
    return _random(rng, "any")


# ------------------------------------------------------------------ the energy


def _raised(w: Any, rows: Any) -> Any:
    """``exp(x_i^T P x_j)``, shape (n, n), in the arithmetic of the rows."""
    from verify.arithmetic import arithmetic_of

    xp = arithmetic_of(rows)
    return w.exp(rows @ xp.asarray(w.P, rows) @ xp.transpose(rows))


def energy(w: Any, rows: Any) -> Any:
    """``E = sum_ij exp(x_i^T P x_j)``, shape (1, 1)."""
    from verify.arithmetic import arithmetic_of

    return w.total(arithmetic_of(rows).transpose(w.total(_raised(w, rows))))


def _normalisers(w: Any) -> Any:
    """``Z_i = sum_j exp(x_i^T P x_j)``, shape (n, 1)."""
    return w.xp.transpose(w.total(w.xp.transpose(_raised(w, w.X))))


def _tangent(w: Any) -> Any:
    """``h_i = (x_i^T W x_i) u_i - (x_i^T W u_i) x_i``: every tangent vector of the level set of ``x^T W x`` is one."""
    lowered = w.X @ w.W
    return w.U * w.xp.dot(lowered, w.X) - w.X * w.xp.dot(lowered, w.U)


def gradient(w: Any) -> tuple[Any, Any]:
    """``D E [h]``, and ``2 beta sum_i Z_i f_i^T W h_i``, f the field."""
    h = _tangent(w)
    paired = w.xp.dot(w.system.field(w.X) @ w.W, h) * _normalisers(w)
    return w.derivative(lambda rows: energy(w, rows), w.X, h), w.total(paired) * w.beta * 2


def gradient_without_normalisers(w: Any) -> tuple[Any, Any]:
    """With the metric W alone, the same for all tokens: false."""
    h = _tangent(w)
    return gradient(w)[0], w.total(w.xp.dot(w.system.field(w.X) @ w.W, h)) * w.beta * 2


def turning(w: Any) -> tuple[Any, Any]:
    """``sum_i Z_i f_i x_i^T`` and its transpose."""
    turned = w.xp.transpose(w.system.field(w.X) * _normalisers(w)) @ w.X
    return turned, w.xp.transpose(turned)


def turning_without_normalisers(w: Any) -> tuple[Any, Any]:
    """``sum_i f_i x_i^T`` and its transpose: false."""
    turned = w.xp.transpose(w.system.field(w.X)) @ w.X
    return turned, w.xp.transpose(turned)


# ------------------------------------------------------------------ two tokens pushed alike


def symbolic_pair() -> Any:
    """Two unit tokens with ``x.y = c``, pushed along g with ``g.x = a``, ``g.y = b``, ``g.g = G``."""
    import sympy

    c, a, b, size, beta = sympy.symbols("c a b G beta", real=True)
    t = sympy.Dummy("t", real=True)
    moved = (c + t * (a + b) + t**2 * size) / sympy.sqrt((1 + 2 * t * a + t**2 * size) * (1 + 2 * t * b + t**2 * size))
    second = sympy.exp(beta * moved).diff(t, 2).subs(t, 0)
    return SimpleNamespace(c=c, a=a, b=b, size=size, beta=beta, second=second, raised=sympy.exp(beta * c))


def random_pair(rng: Any) -> Any:
    """Two random unit vectors and a random push; the second derivative from the first, by torch or in balls."""
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.arithmetic.linear import unit_rows
    from verify.evidence.autodiff import directional_derivative

    d = int(rng.integers(2, 5))
    x, y = unit_rows(rng.normal(size=(2, d)))
    g, beta = rng.normal(size=d), rng.normal()

    def velocity(token: Any, times: Any) -> tuple[Any, Any]:
        """``N(x + t g)`` and its derivative in t."""
        xp = arithmetic_of(times)
        push = xp.asarray(g[None, :], times)
        moved = xp.asarray(token[None, :], times) + times * push
        there = xp.normalize(moved)
        return there, (push - there * xp.dot(push, there)) / xp.norms(moved)

    def rate(times: Any) -> Any:
        """The derivative of ``exp(beta x.y)`` in t."""
        xp = arithmetic_of(times)
        (one, one_rate), (two, two_rate) = velocity(x, times), velocity(y, times)
        like = xp.asarray(np.array([[beta]]), times)
        raised = like * xp.dot(one, two)
        raised = raised.exp() if hasattr(raised, "detach") else np.exp(raised)
        return like * raised * (xp.dot(one_rate, two) + xp.dot(one, two_rate))

    start = (x[:1] * 0)[None, :]
    c = x @ y
    raised = np.exp(np.array([beta * c]))[0]
    return SimpleNamespace(
        c=c,
        a=g @ x,
        b=g @ y,
        size=g @ g,
        beta=beta,
        raised=raised,
        second=directional_derivative(rate, start, start + 1)[0, 0],
    )


def curvature(c: Any, a: Any, b: Any, size: Any, beta: Any) -> Any:
    """The second derivative of ``exp(beta x.y)`` along the push, over ``exp(beta c)``."""
    turned = 2 * (size - a * a - b * b + a * b * c) - c * (2 * size - a * a - b * b)
    along = a * (b - a * c) + b * (a - b * c)
    return (beta * (a + b) * (1 - c)) ** 2 + beta * (turned - 2 * along)


def second_derivative(w: Any) -> tuple[Any, Any]:
    """The second derivative and the formula."""
    return w.second, curvature(w.c, w.a, w.b, w.size, w.beta) * w.raised


def second_derivative_at_rest(w: Any) -> tuple[Any, Any]:
    """Without what the velocity adds along the token: false."""
    along = w.a * (w.b - w.a * w.c) + w.b * (w.a - w.b * w.c)
    return w.second, (curvature(w.c, w.a, w.b, w.size, w.beta) + 2 * w.beta * along) * w.raised


def symbolic_trace() -> Any:
    """The curvature with ``a^2``, ``b^2``, ``a b`` and ``G`` summed over an orthonormal basis: 1, 1, c and d."""
    import sympy

    c, a, b, size, beta, d = sympy.symbols("c a b G beta d", real=True)
    form = sympy.Poly(sympy.expand(curvature(c, a, b, size, beta)), a, b, size)
    traces = {(2, 0, 0): 1, (0, 2, 0): 1, (1, 1, 0): c, (0, 0, 1): d}
    return SimpleNamespace(c=c, beta=beta, d=d, trace=sum(value * traces[powers] for powers, value in form.terms()))


def random_trace(rng: Any) -> Any:
    """The curvature summed over the standard basis, for two random unit vectors."""
    from verify.arithmetic.linear import unit_rows

    d = int(rng.integers(2, 7))
    x, y = unit_rows(rng.normal(size=(2, d)))
    beta, c = rng.normal(), x @ y
    return SimpleNamespace(c=c, beta=beta, d=d, trace=sum(curvature(c, x[k], y[k], 1, beta) for k in range(d)))


def trace(w: Any) -> tuple[Any, Any]:
    """The trace, and ``2 beta (1 - c) (beta (1 - c^2) + d - 2 - c)``."""
    return w.trace, 2 * w.beta * (1 - w.c) * (w.beta * (1 - w.c**2) + w.d - 2 - w.c)


def trace_in_flat_space(w: Any) -> tuple[Any, Any]:
    """With d for d - 2: false."""
    return w.trace, 2 * w.beta * (1 - w.c) * (w.beta * (1 - w.c**2) + w.d - w.c)


# ------------------------------------------------------------------ inner products


def gram(w: Any) -> tuple[Any, Any]:
    """``x_j^T W f_i``, and ``sum_k a_ik (c_kj - c_ki c_ij)`` with ``c_ij = x_i^T W x_j``."""
    products = w.X @ w.W @ w.xp.transpose(w.X)
    weights = w.xp.softmax(w.X @ w.P @ w.xp.transpose(w.X))
    own = w.xp.dot(weights, w.xp.transpose(products))
    return w.system.field(w.X) @ w.W @ w.xp.transpose(w.X), weights @ products - products * own


def gram_unprojected(w: Any) -> tuple[Any, Any]:
    """Without the part along the token: false."""
    seen, _ = gram(w)
    weights = w.xp.softmax(w.X @ w.P @ w.xp.transpose(w.X))
    return seen, weights @ w.X @ w.W @ w.xp.transpose(w.X)
