"""The attention matrix of clustered tokens: its factors, its rank, and the perturbation that is tangent."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

# ------------------------------------------------------------------ attention and its row sums


def row_sums(w: Any) -> tuple[Any, Any]:
    """``a_ij sum_l e^{x_i^T A x_l}`` and ``e^{x_i^T A x_j}``."""
    return _row_sums(w, transposed=False)


def row_sums_wrongly(w: Any) -> tuple[Any, Any]:
    """With the scores transposed on the right: false."""
    return _row_sums(w, transposed=True)


def _row_sums(w: Any, *, transposed: bool) -> tuple[Any, Any]:
    weights, scores = w.system.attention(w.X), w.X @ w.A @ w.xp.transpose(w.X)
    if hasattr(w.X, "entry"):
        import sympy

        from verify.arithmetic.indexed import IndexedArray, fresh_index

        def summed(i: Any, j: Any) -> Any:
            k = fresh_index()
            return weights.entry(i, j) * sympy.Sum(sympy.exp(scores.entry(i, k)), (k, 1, w.n))

        def raised(i: Any, j: Any) -> Any:
            return sympy.exp(scores.entry(j, i) if transposed else scores.entry(i, j))

        return IndexedArray((w.n, w.n), summed), IndexedArray((w.n, w.n), raised)
    import numpy as np

    raised_all = np.exp(scores)
    return weights * raised_all.sum(axis=1, keepdims=True), raised_all.T if transposed else raised_all


def equal_rows_kept(w: Any) -> tuple[Any, Any]:
    """``Aatt 1 u^T`` and ``1 u^T``: equal rows are an eigenvector of every attention matrix, eigenvalue 1."""
    rows = _rows(w)
    return w.system.attention(w.X) @ rows, rows


def equal_rows_halved(w: Any) -> tuple[Any, Any]:
    """With half of them on the right: false."""
    left, rows = equal_rows_kept(w)
    return left, rows * _half(w)


def _half(w: Any) -> Any:
    if hasattr(w.X, "entry"):
        import sympy

        return sympy.Rational(1, 2)
    return 0.5


def _rows(w: Any) -> Any:
    from proofs.power_method.worlds.general import equal_rows

    return equal_rows(w)


# ------------------------------------------------------------------ rank


def free_membership() -> Any:
    """Z, n x r, with ``Z^T Z`` invertible: ``M Z^T Z = Z^T Z M = 1``, M symmetric; K any r x r matrix."""
    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("M Z' Z", ""), ("Z' Z M", "")], symmetric=["M"])
    return SimpleNamespace(**{name: FreeMatrix.letter(name, rules) for name in "MZK"})


def random_membership(rng: Any) -> Any:
    """Random sizes, memberships and K."""
    import numpy as np

    sizes = rng.integers(1, 4, size=int(rng.integers(1, 5)))
    z = np.repeat(np.eye(len(sizes)), sizes, axis=0)
    return SimpleNamespace(M=np.linalg.inv(z.T @ z), Z=z, K=rng.normal(size=(len(sizes), len(sizes))))


def membership(w: Any) -> tuple[Any, Any]:
    """``M Z^T (Z K Z^T) Z M`` and K."""
    return w.M @ _t(w.Z) @ (w.Z @ w.K @ _t(w.Z)) @ w.Z @ w.M, w.K


def membership_once(w: Any) -> tuple[Any, Any]:
    """With M on one side only: false."""
    return w.M @ _t(w.Z) @ (w.Z @ w.K @ _t(w.Z)) @ w.Z, w.K


def free_two() -> Any:
    """Two tokens y, z and A as letters, and the four scores as numbers."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    letters = {name: FreeMatrix.letter(name, Rules.of()) for name in "yzA"}
    return SimpleNamespace(**letters, s=sympy.symbols("s_yy s_yz s_zy s_zz", real=True))


def random_two(rng: Any) -> Any:
    """Random numbers for the same."""
    d = int(rng.integers(2, 5))
    y, z, a = rng.normal(size=(d, 1)), rng.normal(size=(d, 1)), rng.normal(size=(d, d)) / 2
    scores = [(left.T @ a @ right).item() for left in (y, z) for right in (y, z)]
    return SimpleNamespace(y=y, z=z, A=a, s=scores)


def two_rows(w: Any) -> tuple[Any, Any]:
    """``(y-z)^T A (y-z)`` in scores, and ``det K = e^{s_yz + s_zy} (e^{that} - 1)``."""
    return _two_rows(w, crossed=-1)


def two_rows_wrongly(w: Any) -> tuple[Any, Any]:
    """With the crossed scores added: false."""
    return _two_rows(w, crossed=1)


def _two_rows(w: Any, *, crossed: int) -> tuple[Any, Any]:
    import numpy as np
    import sympy

    exp = sympy.exp if hasattr(w.y, "terms") else np.exp
    apart = w.y + w.z * -1
    split = _t(w.y) @ w.A @ w.y + _t(w.z) @ w.A @ w.z + (_t(w.y) @ w.A @ w.z + _t(w.z) @ w.A @ w.y) * crossed
    yy, yz, zy, zz = w.s
    determinant = exp(yy) * exp(zz) - exp(yz) * exp(zy)
    factored = exp(yz + zy) * (exp(yy + zz + crossed * (yz + zy)) - 1)
    whole = _t(apart) @ w.A @ apart
    if hasattr(w.y, "terms"):
        return [whole, sympy.expand(determinant)], [split, sympy.expand(factored, power_exp=True)]
    return [whole.item(), determinant], [split.item(), factored]


def free_gaussian() -> Any:
    """Two tokens and B with ``A = B^T B``."""
    from verify.arithmetic.free import FreeMatrix, Rules

    return SimpleNamespace(**{name: FreeMatrix.letter(name, Rules.of()) for name in "yzB"})


def random_gaussian(rng: Any) -> Any:
    """Random numbers for the same."""
    d = int(rng.integers(2, 5))
    return SimpleNamespace(y=rng.normal(size=(d, 1)), z=rng.normal(size=(d, 1)), B=rng.normal(size=(d, d)))


def gaussian(w: Any) -> tuple[Any, Any]:
    """``2 y^T A z`` symmetrised, and ``|By|^2 + |Bz|^2 - |B(y - z)|^2``."""
    return _gaussian(w, sign=-1)


def gaussian_wrongly(w: Any) -> tuple[Any, Any]:
    """With the distance added: false."""
    return _gaussian(w, sign=1)


def _gaussian(w: Any, *, sign: int) -> tuple[Any, Any]:
    a = _t(w.B) @ w.B
    apart = w.y + w.z * -1
    crossed = _t(w.y) @ a @ w.z + _t(w.z) @ a @ w.y
    return crossed, _t(w.y) @ a @ w.y + _t(w.z) @ a @ w.z + (_t(apart) @ a @ apart) * sign


# ------------------------------------------------------------------ the tangent part of v_1


def free_token() -> Any:
    """A unit token x and a vector v."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("x' x", "")])
    x, v = FreeMatrix.letter("x", rules), FreeMatrix.letter("v", rules)
    return SimpleNamespace(x=x, v=v, P=FreeMatrix({(): sympy.Integer(1)}, rules) + x @ _t(x) * -1)


def random_token(rng: Any) -> Any:
    """Random numbers for the same."""
    import numpy as np

    d = int(rng.integers(2, 6))
    x, v = rng.normal(size=(d, 1)), rng.normal(size=(d, 1))
    x /= np.linalg.norm(x)
    return SimpleNamespace(x=x, v=v, P=np.eye(d) - x @ x.T)


def projected(w: Any) -> tuple[Any, Any]:
    """``x^T P v`` and 0; ``|P v - v|^2`` and ``(x^T v)^2``."""
    lost = w.P @ w.v + w.v * -1
    along = _t(w.x) @ w.v
    return [_t(w.x) @ w.P @ w.v, _t(lost) @ lost], [along * 0, _t(along) @ along]


def unprojected(w: Any) -> tuple[Any, Any]:
    """Without the projection: false."""
    along = _t(w.x) @ w.v
    return [along], [along * 0]


def _t(matrix: Any) -> Any:
    return matrix.transposed() if hasattr(matrix, "transposed") else matrix.T
