r"""Sign states under a causal mask, in symbols for all n and d, or in random numbers: how the field changes there.

A causal mask is an array ``k_ij`` of symbols in the softmax, ``a_ij = k_ij e^{s_ij} / sum_l k_il e^{s_il}``: what holds for every
such array holds for ``k_ij = 1`` where ``j <= i`` and 0 elsewhere. Random worlds have the real mask.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


def masked(array: Any, mask: Any) -> Any:
    """Symbolic tokens whose masked softmax has this mask, and so for everything that is computed from them."""
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

        def _combine(self, other: Any, operation: Callable[[Any, Any], Any]) -> IndexedArray:
            found = super()._combine(other, operation)
            return MaskedArray(found.shape, found.entry)

    return MaskedArray(array.shape, array.entry)


# ------------------------------------------------------------------ sign states


def _symbolic_signs(heads: int, signs: bool) -> Any:
    """Tokens ``sigma_i e_1`` (or all e_1); each head's V maps e_1 to a multiple of itself, or only their sum does; tangent H."""
    import sympy
    from sympy import KroneckerDelta as Delta

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative
    from verify.systems import MultiHead

    n, d = sympy.symbols("n d", integer=True, positive=True)
    first = sympy.Integer(1)
    sigma, free = sympy.IndexedBase("sigma", real=True), sympy.IndexedBase("T", real=True)
    total = sympy.Symbol("lambda", real=True)

    def value(name: str, eigenvalue: Any, rest: Callable[[Any], Any]) -> Any:
        """The first column is ``eigenvalue e_1`` plus what ``rest`` gives; all others are free."""
        other = sympy.IndexedBase(name, real=True)
        return IndexedArray(
            (d, d),
            lambda p, q: (
                eigenvalue * Delta(p, first) * Delta(q, first)
                + rest(p) * (1 - Delta(p, first)) * Delta(q, first)
                + other[p, q] * (1 - Delta(q, first))
            ),
        )

    g = sympy.IndexedBase("g", real=True)
    if heads == 1:
        values, shares = [value("U", total, lambda _p: first * 0)], [total]
    else:
        share = sympy.Symbol("share", real=True)
        values = [value("U", share, lambda p: g[p]), value("Z", total - share, lambda p: -g[p])]
        shares = [share, total - share]
    keys = [IndexedArray.symbol(name, d, d) for name in ("P", "Q")[:heads]]
    x = IndexedArray((n, d), lambda i, p: (sigma[i] if signs else first) * Delta(p, first))
    x = masked(x, IndexedArray.symbol("K", n, n))
    tangent = IndexedArray((n, d), lambda i, p: free[i, p] * (1 - Delta(p, first)))
    project = IndexedArray((d, d), lambda p, q: Delta(p, q) - Delta(p, first) * Delta(q, first))
    system = MultiHead(values=values, query_keys=keys, causal=True)

    pushed = IndexedArray((n, d), directional_derivative(system.influence, x, tangent))
    return SimpleNamespace(
        xp=INDEXED,
        X=x,
        H=tangent,
        project=project,
        system=system,
        shares=shares,
        eigenvalue=total,
        sigma=IndexedArray((n, 1), lambda i, _j: sigma[i] if signs else first),
        # The product rule for s - x (x^T s) in a tangent direction, without what the projection removes.
        moved=(pushed - tangent * INDEXED.dot(x, system.influence(x))) @ project,
    )


def _random_signs(rng: Any, heads: int, signs: bool) -> Any:
    """The same with random numbers and the causal mask."""
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import MultiHead

    n, d = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    values = [rng.normal(size=(d, d)) for _ in range(heads)]
    eigenvalue = rng.normal()
    values[0][:, 0] = 0
    for other in values[1:]:
        values[0][:, 0] -= other[:, 0]
    values[0][0, 0] += eigenvalue
    sigma = rng.choice([-1, 1], size=(n, 1)) if signs else np.ones((n, 1), dtype=int)
    first = np.eye(d, dtype=int)[:1]
    x = sigma * first + rng.normal(size=(n, d)) * 0
    tangent = rng.normal(size=(n, d))
    tangent[:, 0] = tangent[:, 0] * 0
    system = MultiHead(values=values, query_keys=[rng.normal(size=(d, d)) for _ in range(heads)], causal=True)
    return SimpleNamespace(
        xp=arithmetic_of(x),
        X=x,
        H=tangent,
        project=np.eye(d, dtype=int) - first.T @ first,
        system=system,
        shares=[value[0, 0] for value in values],
        eigenvalue=eigenvalue,
        sigma=sigma,
        moved=directional_derivative(system.field, x, tangent),  # the field itself: the second route
    )


def symbolic_signs() -> Any:
    """One head, tokens ``sigma_i v``, ``V v = lambda v``, any mask."""
    return _symbolic_signs(1, signs=True)


def random_signs(rng: Any) -> Any:
    """The same in random numbers, causal."""
    return _random_signs(rng, 1, signs=True)


def symbolic_consensus() -> Any:
    """Two heads whose values sum to a matrix with the eigenvector v; all tokens at v, any mask."""
    return _symbolic_signs(2, signs=False)


def random_consensus(rng: Any) -> Any:
    """The same in random numbers, causal."""
    return _random_signs(rng, 2, signs=False)


def _weights(w: Any, head: int) -> Any:
    from verify.systems.attention import attention_weights

    xp = w.X.arithmetic if hasattr(w.X, "arithmetic") else w.xp
    return attention_weights(xp, w.X, w.system.query_keys[head], None, True)


def linearised(w: Any) -> tuple[Any, Any]:
    """The derivative of the field along H, and ``sum_j a_ij P V h_j - kappa_i h_i``, ``kappa_i = sigma_i lambda sum_j a_ij sigma_j``."""
    weights = _weights(w, 0)
    kappa = (weights @ w.sigma) * w.sigma * w.eigenvalue
    pushed = weights @ (w.H @ w.xp.transpose(w.project @ w.system.values[0]))
    return w.moved, (pushed - w.H * kappa) @ w.project


def linearised_wrongly(w: Any) -> tuple[Any, Any]:
    """Without the normal part: false."""
    weights = _weights(w, 0)
    return w.moved, weights @ (w.H @ w.xp.transpose(w.project @ w.system.values[0]))


def heads_linearised(w: Any) -> tuple[Any, Any]:
    """At a consensus: ``sum_j u_ij P (V_1 + V_2) h_j - lambda h_i`` with the uniform weights u of the mask."""
    weights = _weights(SimpleNamespace(X=w.X, xp=w.xp, system=_unscored(w.system)), 0)
    pushed = weights @ (w.H @ w.xp.transpose(w.project @ w.system.layer_matrix))
    return w.moved, (pushed - w.H * w.eigenvalue) @ w.project


def heads_linearised_wrongly(w: Any) -> tuple[Any, Any]:
    """With the first head alone: false."""
    weights = _weights(SimpleNamespace(X=w.X, xp=w.xp, system=_unscored(w.system)), 0)
    pushed = weights @ (w.H @ w.xp.transpose(w.project @ w.system.values[0]))
    return w.moved, (pushed - w.H * w.eigenvalue) @ w.project


def _unscored(system: Any) -> Any:
    """The heads with scores 0: uniform weights over what the mask shows."""
    zeros = [key * 0 for key in system.query_keys]
    return SimpleNamespace(query_keys=zeros, values=system.values)


# ------------------------------------------------------------------ how the weights change


def symbolic_weights() -> Any:
    """Any tokens X moved along any H, scores P, any mask."""
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative
    from verify.systems import Attention

    n, d = sympy.symbols("n d", integer=True, positive=True)
    x = masked(IndexedArray.symbol("X", n, d), IndexedArray.symbol("K", n, n))
    h, key = IndexedArray.symbol("H", n, d), IndexedArray.symbol("P", d, d)
    identity = IndexedArray((d, d), sympy.KroneckerDelta)
    system = Attention(value=identity, query_key=key, causal=True)
    return SimpleNamespace(
        xp=INDEXED,
        X=x,
        H=h,
        P=key,
        ones=IndexedArray((n, 1), lambda _i, _j: sympy.Integer(1)),
        weights=system.attention(x),
        moved=IndexedArray((n, n), directional_derivative(system.attention, x, h)),
    )


def random_weights(rng: Any) -> Any:
    """The same in random numbers, causal."""
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Attention

    n, d = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    x, h = rng.normal(size=(2, n, d))
    key = rng.normal(size=(d, d))
    system = Attention(value=np.eye(d, dtype=int), query_key=key, causal=True)
    return SimpleNamespace(
        xp=arithmetic_of(x),
        X=x,
        H=h,
        P=key,
        ones=np.ones((n, 1), dtype=int),
        weights=system.attention(x),
        moved=directional_derivative(system.attention, x, h),
    )


def weights_moved(w: Any) -> tuple[Any, Any]:
    """The derivative of ``a_ij``, and ``a_ij (s_ij - sum_l a_il s_il)`` with ``s_ij = h_i^T P x_j + x_i^T P h_j``."""
    scores = w.H @ w.P @ w.xp.transpose(w.X) + w.X @ w.P @ w.xp.transpose(w.H)
    return w.moved, w.weights * (scores - (w.weights * scores) @ w.ones)


def weights_moved_wrongly(w: Any) -> tuple[Any, Any]:
    """Without the mean: false."""
    scores = w.H @ w.P @ w.xp.transpose(w.X) + w.X @ w.P @ w.xp.transpose(w.H)
    return w.moved, w.weights * scores
