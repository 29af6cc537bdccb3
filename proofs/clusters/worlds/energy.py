"""Energies of tokens without normalisation, with symbolic n and d or at random: what their derivatives along the flow are."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


def symbolic_symmetric() -> Any:
    """n tokens X in R^d, a direction H, a symmetric A, a number lam; any matrix of weights W."""
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative

    n, d = sympy.symbols("n d", integer=True, positive=True)
    half = sympy.IndexedBase("B", real=True)
    key = IndexedArray((d, d), lambda i, j: half[i, j] + half[j, i])
    x, h = (IndexedArray.symbol(name, n, d) for name in "XH")

    def derivative(function: Callable[[Any], Any], at: Any, along: Any) -> Any:
        return IndexedArray(function(at).shape, directional_derivative(function, at, along))

    weights = IndexedArray.symbol("W", n, n)
    lam = sympy.Symbol("lam", real=True)
    return SimpleNamespace(
        xp=INDEXED, X=x, H=h, A=key, W=weights, lam=lam, field=None, derivative=derivative, total=_symbolic_total
    )


def _symbolic_total(column: Any) -> Any:
    import sympy

    from verify.arithmetic.indexed import IndexedArray, fresh_index

    def entry(_i: Any, j: Any) -> Any:
        k = fresh_index()
        return sympy.Sum(column.entry(k, j), (k, 1, column.shape[0]))

    return IndexedArray((1, column.shape[1]), entry)


def random_symmetric(rng: Any) -> Any:
    """Random tokens, a random symmetric A, ``V = 3/2 I``; the weights and the field are those of the system at time 0."""
    import numpy as np

    from proofs.clusters.worlds.rescaling import with_growth
    from verify.arithmetic import arithmetic_of
    from verify.evidence.autodiff import directional_derivative

    n, d = int(rng.integers(1, 6)), int(rng.integers(1, 5))
    x, h = rng.normal(size=(2, n, d))
    key = rng.normal(size=(d, d))
    key = key + key.swapaxes(0, 1)
    xp, lam, identity = arithmetic_of(x), 1.5, np.eye(d)
    # e^{0 V} is the identity: balls have no exponential of a matrix.
    system = with_growth(xp.asarray(lam * identity, x), key, xp.asarray(identity, x))
    return SimpleNamespace(
        xp=xp,
        X=x,
        H=h,
        A=key,
        W=system.attention(x),
        lam=lam,
        field=system.rescaled_field(x, 0),
        derivative=directional_derivative,
        total=lambda column: column.sum(axis=0, keepdims=True),
    )


def _lowered(w: Any, rows: Any) -> Any:
    """``A x`` for each row x."""
    from verify.arithmetic import arithmetic_of

    return rows @ arithmetic_of(rows).asarray(w.A, rows)


def _dot(left: Any, right: Any) -> Any:
    from verify.arithmetic import arithmetic_of

    return arithmetic_of(left).dot(left, right)


def _motion(w: Any) -> Any:
    """``lambda (sum_j W_ij z_j - z_i)``; the system's own rescaled field in numbers."""
    return (w.W @ w.X - w.X) * w.lam if w.field is None else w.field


def energy(w: Any) -> tuple[Any, Any]:
    """The derivative of ``z_i^T A z_i / 2`` along the flow, and ``lambda (sum_j P_ij z_i^T A z_j - z_i^T A z_i)``."""
    low = _lowered(w, w.X)
    seen = w.derivative(lambda rows: _dot(_lowered(w, rows), rows) / 2, w.X, _motion(w))
    return seen, (_dot(low, w.W @ w.X) - _dot(low, w.X)) * w.lam


def energy_without_itself(w: Any) -> tuple[Any, Any]:
    """Without ``- z_i^T A z_i``: false."""
    return energy(w)[0], _dot(_lowered(w, w.X), w.W @ w.X) * w.lam


# ------------------------------------------------------------------ V = -I


def symbolic_interaction() -> Any:
    """n tokens X in R^d and a direction H; scores are inner products."""
    import sympy

    from verify.arithmetic.indexed import IndexedArray

    w = symbolic_symmetric()
    w.exponential = lambda rows: IndexedArray(rows.shape, lambda i, j: sympy.exp(rows.entry(i, j)))
    return w


def random_interaction(rng: Any) -> Any:
    """Random tokens and directions."""
    w = random_symmetric(rng)
    w.exponential = _exponential
    return w


def _exponential(table: Any) -> Any:
    """``e^s`` entrywise, as a quotient of softmax weights: no arithmetic has another exponential."""
    from verify.arithmetic import arithmetic_of

    xp = arithmetic_of(table)
    pair = xp.softmax(table.reshape(-1, 1) * xp.asarray([[1.0, 0.0]], table))
    return (pair[:, :1] / pair[:, 1:]).reshape(table.shape)


def _interaction(w: Any, rows: Any) -> Any:
    """``sum_ij e^{<x_i, x_j>}``, shape (1, 1)."""
    from verify.arithmetic import arithmetic_of

    xp = arithmetic_of(rows)
    table = w.exponential(rows @ xp.transpose(rows))
    return w.total(xp.transpose(w.total(table)))


def interaction_gradient(w: Any) -> tuple[Any, Any]:
    """The derivative of ``sum_ij e^{<x_i, x_j>}`` along H, and ``2 sum_i h_i . sum_j e^{<x_i, x_j>} x_j``."""
    table = w.exponential(w.X @ w.xp.transpose(w.X))
    return w.derivative(lambda rows: _interaction(w, rows), w.X, w.H), w.total(_dot(w.H, table @ w.X)) * 2


def interaction_gradient_once(w: Any) -> tuple[Any, Any]:
    """Without the factor 2: false."""
    seen, said = interaction_gradient(w)
    return seen, said / 2


def pairing(w: Any) -> tuple[Any, Any]:
    """``sum_i x_i . sum_j e^{s_ij} x_j`` and ``sum_ij s_ij e^{s_ij}``, ``s_ij = <x_i, x_j>``."""
    scores = w.X @ w.xp.transpose(w.X)
    table = w.exponential(scores)
    return w.total(_dot(w.X, table @ w.X)), w.total(w.xp.transpose(w.total(table * scores)))


def pairing_unweighted(w: Any) -> tuple[Any, Any]:
    """``sum_ij e^{s_ij}`` on the right: false."""
    return pairing(w)[0], _interaction(w, w.X)
