"""Worlds and experiments for the equilibria of attention (8)."""

from __future__ import annotations

from typing import Any

from proofs.power_method.worlds.general import equal_rows, random_attention, symbolic_attention

__all__ = ["random_attention", "symbolic_attention"]


def equal_pull(w: Any) -> tuple[Any, Any]:
    """``s`` where all tokens are equal, and ``V u``."""
    state = equal_rows(w)
    return w.system.influence(state), state @ w.xp.transpose(w.V)


def equal_pull_transposed(w: Any) -> tuple[Any, Any]:
    """``s`` where all tokens are equal, and ``V^T u``: false, V need not be symmetric."""
    state = equal_rows(w)
    return w.system.influence(state), state @ w.V


def uniform_weights(w: Any) -> tuple[Any, Any]:
    """The attention matrix where all tokens are equal, and ``1/n`` everywhere."""
    weights = w.system.attention(equal_rows(w))
    return weights, (weights * 0 + 1) / w.n


def uniform_weights_wrongly(w: Any) -> tuple[Any, Any]:
    """The identity's scale, 1, in place of 1/n: false."""
    weights = w.system.attention(equal_rows(w))
    return weights, (weights * 0 + 2) / w.n


def kronecker(w: Any) -> tuple[Any, Any]:
    """``(Aatt (x) V) vec(X)``, written with indices, and the influence."""
    return _stacked(w, transposed=False), w.system.influence(w.X)


def kronecker_transposed(w: Any) -> tuple[Any, Any]:
    """With the attention matrix transposed: false."""
    return _stacked(w, transposed=True), w.system.influence(w.X)


def _stacked(w: Any, *, transposed: bool) -> Any:
    weights = w.system.attention(w.X)
    if hasattr(w.X, "entry"):
        import sympy

        from verify.arithmetic.indexed import IndexedArray, fresh_index

        def entry(i: Any, p: Any) -> Any:
            j, q = fresh_index(), fresh_index()
            weight = weights.entry(j, i) if transposed else weights.entry(i, j)
            return sympy.Sum(sympy.Sum(weight * w.V.entry(p, q) * w.X.entry(j, q), (q, 1, w.d)), (j, 1, w.n))

        return IndexedArray((w.n, w.d), entry)
    import numpy as np

    matrix = np.kron(weights.T if transposed else weights, w.V)
    return (matrix @ w.X.ravel()).reshape(w.X.shape)
