r"""Tokens in a hemisphere: central projection, heights and gaps, with symbolic n and d or in random numbers.

``y_i = x_i / m_i`` with the height ``m_i = p^T x_i``. The field and the step are those of
:class:`verify.systems.Ellipsoid` with any weights ``b_ij`` given (any number of heads with ``V_h = I`` and any mask:
``b_ij = sum_h a^h_ij``), or with the weights of two heads under any mask.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


def _with_weights(metric: Any, identity: Any, weights: Any, step_size: Any = None) -> Any:
    """The ellipsoid where the weights are given: ``s_i = sum_j b_ij x_j``."""
    from verify.systems import Ellipsoid

    class Weighted(Ellipsoid):
        def influence(self, tokens: Any, counts: Any = None) -> Any:  # noqa: ARG002
            return weights @ tokens

    return Weighted(metric=metric, values=[identity], step_size=step_size)


def _symbols() -> Any:
    """n tokens in R^d, a symmetric W, a functional p, a step size; derivatives along any array."""
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative

    n, d = sympy.symbols("n d", integer=True, positive=True)
    half, p = sympy.IndexedBase("G", real=True), sympy.IndexedBase("p", real=True)

    def derivative(function: Callable[[Any], Any], at: Any, along: Any) -> Any:
        return IndexedArray(at.shape, directional_derivative(function, at, along))

    return SimpleNamespace(
        xp=INDEXED,
        X=IndexedArray.symbol("X", n, d),
        W=IndexedArray((d, d), lambda i, j: half[i, j] + half[j, i]),
        p=IndexedArray((d, 1), lambda i, _j: p[i]),
        ones=IndexedArray((n, 1), lambda _i, _j: sympy.Integer(1)),
        eye=IndexedArray((n, n), sympy.KroneckerDelta),
        identity=IndexedArray((d, d), sympy.KroneckerDelta),
        tau=sympy.Symbol("tau", positive=True),
        n=n,
        d=d,
        derivative=derivative,
    )


def symbolic() -> Any:
    """Any weights, for all n and d."""
    from verify.arithmetic.indexed import IndexedArray

    w = _symbols()
    w.B = IndexedArray.symbol("B", w.n, w.n)
    w.flow, w.map = (_with_weights(w.W, w.identity, w.B, size) for size in (None, w.tau))
    return w


def _numbers(rng: Any) -> Any:
    """Random tokens on a random ellipsoid, all of positive height."""
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.evidence.autodiff import directional_derivative

    n, d = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    root = rng.normal(size=(d, d))
    metric = root @ root.T + np.eye(d, dtype=int)
    x, p = rng.uniform(0.1, 1.0, size=(n, d)), rng.uniform(0.1, 1.0, size=(d, 1))
    xp = arithmetic_of(x)
    return SimpleNamespace(
        xp=xp,
        X=xp.normalize(x, metric),
        W=metric,
        p=p,
        ones=np.ones((n, 1), dtype=int),
        eye=np.eye(n, dtype=int),
        identity=np.eye(d, dtype=int),
        tau=rng.uniform(0.1, 2.0),
        n=n,
        d=d,
        derivative=directional_derivative,
    )


def random(rng: Any) -> Any:
    """Random weights of any sign."""
    w = _numbers(rng)
    w.B = rng.normal(size=(w.n, w.n))
    w.flow, w.map = (_with_weights(w.W, w.identity, w.B, size) for size in (None, w.tau))
    return w


# ------------------------------------------------------------------ the weights of heads under a mask


def _masked(array: Any, mask: Any) -> Any:
    """The same symbolic tokens, with an arithmetic in which a masked softmax has this mask: any array of zeros and ones."""
    import sympy

    from verify.arithmetic.indexed import IndexedArray, _Indexed

    class MaskedArithmetic(_Indexed):
        def softmax(self, scores: Any, counts: Any = None, causal: bool = False) -> Any:
            if counts is not None or not causal:
                return super().softmax(scores, counts, causal)
            seen = IndexedArray(scores.shape, lambda i, j: mask.entry(i, j) * sympy.exp(scores.entry(i, j)))
            return seen / self._over_columns(seen.entry, *scores.shape)

    arithmetic = MaskedArithmetic()

    class MaskedArray(IndexedArray):
        @property
        def arithmetic(self) -> Any:
            return arithmetic

    return MaskedArray(array.shape, array.entry)


def symbolic_heads() -> Any:
    """Two heads with ``V_h = I`` under any mask, for all n and d."""
    import sympy

    from verify.arithmetic.indexed import IndexedArray
    from verify.systems import Ellipsoid

    w = _symbols()
    w.mask = IndexedArray.symbol("K", w.n, w.n)
    w.keys = tuple(IndexedArray.symbol(name, w.d, w.d) for name in ("P", "Q"))
    w.X = _masked(w.X, w.mask)
    w.exp = lambda scores: IndexedArray(scores.shape, lambda i, j: sympy.exp(scores.entry(i, j)))
    w.flow = Ellipsoid(metric=w.W, values=[w.identity] * 2, query_keys=w.keys, causal=True)
    return w


def random_heads(rng: Any) -> Any:
    """Two heads with random score matrices, with a causal mask or without."""
    import numpy as np

    from verify.systems import Ellipsoid

    w = _numbers(rng)
    causal = bool(rng.integers(0, 2))
    w.mask = np.tri(w.n, dtype=int) if causal else np.ones((w.n, w.n), dtype=int)
    w.keys = tuple(rng.normal(size=(2, w.d, w.d)))
    w.exp = np.exp
    w.flow = Ellipsoid(metric=w.W, values=[w.identity] * 2, query_keys=w.keys, causal=causal)
    return w


def _head_weights(w: Any) -> Any:
    """``b_ij = sum_h k_ij e^{x_i^T P_h x_j} / sum_l k_il e^{x_i^T P_h x_l}``, shape (n, n)."""
    total = None
    for key in w.keys:
        seen = w.exp(w.X @ key @ w.xp.transpose(w.X)) * w.mask
        head = seen / (seen @ w.ones)
        total = head if total is None else total + head
    return total


def pushes(w: Any) -> tuple[Any, Any]:
    """The influence, and ``sum_j b_ij x_j`` with the weights of the heads."""
    return w.flow.influence(w.X), _head_weights(w) @ w.X


def pushes_of_one_head(w: Any) -> tuple[Any, Any]:
    """With the weights halved, as if there were one head: false."""
    return w.flow.influence(w.X), _head_weights(w) @ w.X * 2


# ------------------------------------------------------------------ central projection


def _heights(w: Any, rows: Any) -> Any:
    """``p^T x_i``, shape (n, 1)."""
    return rows @ w.p


def _chart(w: Any) -> Callable[[Any], Any]:
    """``x_i -> x_i / p^T x_i``."""

    def chart(rows: Any) -> Any:
        from verify.arithmetic import arithmetic_of

        return rows / (rows @ arithmetic_of(rows).asarray(w.p, rows))

    return chart


def projection(w: Any) -> tuple[Any, Any]:
    """The derivative of ``y_i`` along the field, and ``sum_j w_ij (y_j - y_i)`` with ``w_ij = b_ij m_j / m_i``."""
    m = _heights(w, w.X)
    weights = w.B * w.xp.transpose(m) / m
    y = w.X / m
    return w.derivative(_chart(w), w.X, w.flow.field(w.X)), weights @ y - y * (weights @ w.ones)


def projection_with_the_weights_of_attention(w: Any) -> tuple[Any, Any]:
    """With ``b_ij`` for ``w_ij``: false."""
    y = w.X / _heights(w, w.X)
    return projection(w)[0], w.B @ y - y * (w.B @ w.ones)


def stepped(w: Any) -> tuple[Any, Any]:
    """``x_i+ (p^T u_i)`` and ``(p^T x_i+) u_i``: the same direction.

    ``u_i = sum_j v_ij y_j`` with ``v_ij = delta_ij m_i + tau b_ij m_j``.
    """
    m = _heights(w, w.X)
    weights = (w.eye + w.B * w.tau) * w.xp.transpose(m)
    after, combined = w.map.step(w.X), weights @ (w.X / m)
    return after * (weights @ w.ones), combined * _heights(w, after)


def stepped_without_heights(w: Any) -> tuple[Any, Any]:
    """With ``delta_ij + tau b_ij``: false."""
    weights = w.eye + w.B * w.tau
    after, combined = w.map.step(w.X), weights @ (w.X / _heights(w, w.X))
    return after * (weights @ w.ones), combined * _heights(w, after)


def heights(w: Any) -> tuple[Any, Any]:
    """``d/dt p^T x_i`` along the field, and ``sum_j b_ij (m_j - x_i^T W x_j m_i)``."""
    m = _heights(w, w.X)
    gram = w.X @ w.W @ w.xp.transpose(w.X)
    return _heights(w, w.flow.field(w.X)), (w.B * (w.xp.transpose(m) - gram * m)) @ w.ones


def heights_without_projection(w: Any) -> tuple[Any, Any]:
    """With ``sum_j b_ij (m_j - m_i)``: false."""
    m = _heights(w, w.X)
    return heights(w)[0], (w.B * (w.xp.transpose(m) - m)) @ w.ones


def stepped_heights(w: Any) -> tuple[Any, Any]:
    """``(p^T x_i+) |x_i + tau s_i|`` and ``m_i + tau sum_j b_ij m_j``."""
    m = _heights(w, w.X)
    length = w.xp.norms(w.X + w.B @ w.X * w.tau, w.W)
    return _heights(w, w.map.step(w.X)) * length, m + w.B @ m * w.tau


def stepped_heights_wrongly(w: Any) -> tuple[Any, Any]:
    """Without the step size: false."""
    m = _heights(w, w.X)
    return stepped_heights(w)[0], m + w.B @ m


# ------------------------------------------------------------------ inner products


def products(w: Any) -> tuple[Any, Any]:
    """``d/dt x_i^T W x_k`` along the field, and ``sum_j b_ij (g_jk - g_ij g_ik)`` plus the same with i and k exchanged."""
    transpose = w.xp.transpose
    lowered, moved = w.X @ w.W, w.flow.field(w.X)
    gram = lowered @ transpose(w.X)
    pulled = w.B @ gram - gram * ((w.B * gram) @ w.ones)
    seen = moved @ transpose(lowered)
    return seen + transpose(seen), pulled + transpose(pulled)


def products_without_projection(w: Any) -> tuple[Any, Any]:
    """With ``sum_j b_ij (g_jk - g_ik)``: false."""
    gram = w.X @ w.W @ w.xp.transpose(w.X)
    pulled = w.B @ gram - gram * (w.B @ w.ones)
    return products(w)[0], pulled + w.xp.transpose(pulled)
