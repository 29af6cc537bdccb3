r"""Central projection along a left eigenvector, and tokens that attend to themselves: in symbols for all n and d, or in numbers.

The weights are any numbers: those of any heads, mask and time.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from proofs.asymptotic.worlds import hemisphere

# ------------------------------------------------------------------ a left eigenvector


def _valued(w: Any, step_size: Any) -> Any:
    """The ellipsoid where the weights of both heads are given: ``s_i = sum_h sum_j b^h_ij V_h x_j``."""
    from verify.systems import Ellipsoid

    weights, values, transpose = w.B, w.values, w.xp.transpose

    class Weighted(Ellipsoid):
        def influence(self, tokens: Any, counts: Any = None) -> Any:  # noqa: ARG002
            from verify.arithmetic import arithmetic_of

            xp = arithmetic_of(tokens)
            heads = [
                xp.asarray(b, tokens) @ tokens @ transpose(xp.asarray(v, tokens))
                for b, v in zip(weights, values, strict=True)
            ]
            return heads[0] + heads[1]

    return Weighted(metric=w.W, values=list(values), step_size=step_size)


def symbolic_left() -> Any:
    """Two heads with any weights on any ellipsoid; ``l^T V_h = lambda_h l^T`` with the coordinate l, ``q_i = l^T x_i``."""
    import sympy
    from sympy import KroneckerDelta as Delta

    from verify.arithmetic.indexed import IndexedArray

    w = hemisphere._symbols()
    first = sympy.Integer(1)
    w.eigenvalues = sympy.symbols("lambda mu", real=True)

    def value(name: str, eigenvalue: Any) -> Any:
        other = sympy.IndexedBase(name, real=True)
        return IndexedArray(
            (w.d, w.d),
            lambda p, q: eigenvalue * Delta(p, first) * Delta(q, first) + other[p, q] * (1 - Delta(p, first)),
        )

    w.values = [value(name, number) for name, number in zip(("U", "Z"), w.eigenvalues, strict=True)]
    w.B = [IndexedArray.symbol(name, w.n, w.n) for name in ("B", "C")]
    w.p = IndexedArray((w.d, 1), lambda i, _j: Delta(i, first))
    w.flow, w.map = _valued(w, None), _valued(w, w.tau)
    return w


def random_left(rng: Any) -> Any:
    """The same in random numbers."""
    import numpy as np

    w = hemisphere._numbers(rng)
    w.eigenvalues = [rng.normal(), rng.normal()]
    w.values = [rng.normal(size=(w.d, w.d)) for _ in range(2)]
    for value, number in zip(w.values, w.eigenvalues, strict=True):
        value[0] = value[0] * 0
        value[0, 0] = number
    w.B = [rng.uniform(0.1, 1.0, size=(w.n, w.n)) for _ in range(2)]
    w.p = np.eye(w.d, dtype=int)[:, :1]
    w.flow, w.map = _valued(w, None), _valued(w, w.tau)
    return w


def _ratios(w: Any, head: int) -> Any:
    """``w^h_ij = b^h_ij q_j / q_i``."""
    q = w.X @ w.p
    return w.B[head] * w.xp.transpose(q) / q


def _pulled(w: Any) -> tuple[Any, Any]:
    """``sum_h sum_j w^h_ij V_h z_j`` and ``sum_h lambda_h sum_j w^h_ij``."""
    z = w.X / (w.X @ w.p)
    terms = [_ratios(w, h) @ (z @ w.xp.transpose(w.values[h])) for h in (0, 1)]
    totals = [_ratios(w, h) @ w.ones * w.eigenvalues[h] for h in (0, 1)]
    return terms[0] + terms[1], totals[0] + totals[1]


def projected(w: Any) -> tuple[Any, Any]:
    """The derivative of ``z_i = x_i / q_i`` along the field, and ``sum_h sum_j w^h_ij (V_h z_j - lambda_h z_i)``."""
    pulled, total = _pulled(w)
    return w.derivative(hemisphere._chart(w), w.X, w.flow.field(w.X)), pulled - w.X / (w.X @ w.p) * total


def projected_unscaled(w: Any) -> tuple[Any, Any]:
    """Without the part along z: false."""
    return projected(w)[0], _pulled(w)[0]


def stepped(w: Any) -> tuple[Any, Any]:
    """``y_i / q_i``, ``l^T y_i / q_i`` for ``y_i = x_i + tau s_i``; ``z_i + tau sum w^h_ij V_h z_j``, ``1 + tau sum lambda_h w^h_ij``."""
    pulled, total = _pulled(w)
    y, q = w.X + w.map.influence(w.X) * w.tau, w.X @ w.p
    return [y / q, w.X * 0 + (y @ w.p) / q], [w.X / q + pulled * w.tau, w.X * 0 + total * w.tau + 1]


def stepped_unscaled(w: Any) -> tuple[Any, Any]:
    """With the step size alone below: false."""
    seen, (above, below) = stepped(w)
    return seen, [above, below * 0 + w.tau]


def heights(w: Any) -> tuple[Any, Any]:
    """``l^T field_i``, and ``sum_h lambda_h sum_j b^h_ij q_j - (x_i^T W s_i) q_i``."""
    q = w.X @ w.p
    pushes = [w.B[h] @ q * w.eigenvalues[h] for h in (0, 1)]
    normal = w.xp.dot(w.X @ w.W, w.flow.influence(w.X))
    return w.flow.field(w.X) @ w.p, pushes[0] + pushes[1] - q * normal


def heights_wrongly(w: Any) -> tuple[Any, Any]:
    """Without the normal part: false."""
    q = w.X @ w.p
    return heights(w)[0], w.B[0] @ q * w.eigenvalues[0] + w.B[1] @ q * w.eigenvalues[1]


# ------------------------------------------------------------------ the first token, V = I


def symbolic_alone() -> Any:
    """Tokens that attend to themselves only, weights ``b_i``, on any ellipsoid."""
    import sympy

    from verify.arithmetic.indexed import IndexedArray

    w = hemisphere._symbols()
    b = sympy.IndexedBase("b", real=True)
    w.column = IndexedArray((w.n, 1), lambda i, _j: b[i])
    w.B = IndexedArray((w.n, w.n), lambda i, j: b[i] * sympy.KroneckerDelta(i, j))
    w.flow = hemisphere._with_weights(w.W, w.identity, w.B)
    return w


def random_alone(rng: Any) -> Any:
    """The same in random numbers, points anywhere."""
    w = hemisphere._numbers(rng)
    w.X = rng.normal(size=(w.n, w.d))
    w.column = rng.normal(size=(w.n, 1))
    w.B = w.eye * w.column
    w.flow = hemisphere._with_weights(w.W, w.identity, w.B)
    return w


def alone(w: Any) -> tuple[Any, Any]:
    """The field, and ``b_i (1 - x_i^T W x_i) x_i``."""
    own = w.xp.dot(w.X @ w.W, w.X)
    return w.flow.field(w.X), w.X * (w.column - w.column * own)


def alone_wrongly(w: Any) -> tuple[Any, Any]:
    """``b_i x_i``: false."""
    return w.flow.field(w.X), w.X * w.column


# ------------------------------------------------------------------ the metric


def free_selfadjoint() -> Any:
    """Letters with ``W V = V^T W`` and ``V v = v L``, L a number."""
    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("V v", "v L"), ("W V", "V' W")], symmetric=["W", "L"])
    value, metric, v, number = (FreeMatrix.letter(name, rules) for name in ("V", "W", "v", "L"))
    return SimpleNamespace(V=value, W=metric, v=v, vt=v.transposed(), eigenvalue=number)


def random_selfadjoint(rng: Any) -> Any:
    """``V = R D R^-1`` and ``W = R^-T R^-1`` with a random R: W V is symmetric, the first column of R an eigenvector."""
    import numpy as np

    from verify.arithmetic.linear import inverse

    d = int(rng.integers(2, 5))
    root, spectrum = rng.normal(size=(d, d)), rng.normal(size=(1, d))
    back = inverse(root)
    v = root[:, :1]
    return SimpleNamespace(
        V=(root * spectrum) @ back,
        W=back.T @ back,
        v=v,
        vt=v.T,
        eigenvalue=spectrum[:, :1] * np.ones((1, 1), dtype=int),
    )


def left_eigenvector(w: Any) -> tuple[Any, Any]:
    """``(W v)^T V`` and ``lambda (W v)^T``."""
    return w.vt @ w.W @ w.V, w.eigenvalue @ w.vt @ w.W


def left_eigenvector_unweighted(w: Any) -> tuple[Any, Any]:
    """``v^T V`` and ``lambda v^T``: false."""
    return w.vt @ w.V, w.eigenvalue @ w.vt
