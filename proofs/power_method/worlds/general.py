"""Worlds of the Jacobian at general states: arrays of symbolic shape, or random numbers.

The left side of each identity is a derivative of the definition (``step``, ``influence``), taken with SymPy in symbols,
with torch in floats and with jets in balls; the right side is the formula that is asserted.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def _symbolic(kind: str) -> Any:
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative
    from verify.systems import Attention, MultiHead, Oja

    n, d = sympy.symbols("n d", integer=True, positive=True)
    alpha = sympy.Symbol("alpha", positive=True)
    x, h = (IndexedArray.symbol(name, n, d) for name in "xh")
    v, a, w, b = (IndexedArray.symbol(name, d, d) for name in "VAWB")
    systems = {
        "oja": Oja(value=v, step_size=alpha),
        "attention": Attention(value=v, query_key=a, step_size=alpha),
        "multihead": MultiHead(values=[v, w], query_keys=[a, b], step_size=alpha),
    }

    def derivative(function: Any, at: Any = x) -> Any:
        return IndexedArray((n, d), directional_derivative(function, at, h))

    return SimpleNamespace(
        xp=INDEXED, X=x, H=h, V=v, A=a, W=w, n=n, d=d, alpha=alpha, system=systems[kind], derivative=derivative, Y=x
    )


def _random(kind: str, rng: Any) -> Any:
    from verify.arithmetic import arithmetic_of
    from verify.arithmetic.linear import unit_rows
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Attention, MultiHead, Oja

    n, d = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    x = unit_rows(rng.normal(size=(n, d)))
    h, y = rng.normal(size=(2, n, d))
    v, a, w, b = rng.normal(size=(4, d, d))
    alpha = rng.uniform(0.05, 1.5)
    systems = {
        "oja": Oja(value=v, step_size=alpha),
        "attention": Attention(value=v, query_key=a, step_size=alpha),
        "multihead": MultiHead(values=[v, w], query_keys=[a, b], step_size=alpha),
    }

    def derivative(function: Any, at: Any = x) -> Any:
        return directional_derivative(function, at, h)

    return SimpleNamespace(
        xp=arithmetic_of(x),
        X=x,
        H=h,
        V=v,
        A=a,
        W=w,
        n=n,
        d=d,
        alpha=alpha,
        system=systems[kind],
        derivative=derivative,
        Y=y,
    )


def symbolic_oja() -> Any:
    """An Oja system with symbolic n, d, V."""
    return _symbolic("oja")


def random_oja(rng: Any) -> Any:
    """A random Oja system, state and direction."""
    return _random("oja", rng)


def symbolic_attention() -> Any:
    """An attention system with symbolic n, d, V, A."""
    return _symbolic("attention")


def random_attention(rng: Any) -> Any:
    """A random attention system, state and direction."""
    return _random("attention", rng)


def symbolic_multihead() -> Any:
    """Two heads with symbolic n, d and matrices."""
    return _symbolic("multihead")


def random_multihead(rng: Any) -> Any:
    """A random two-head system, state and direction."""
    return _random("multihead", rng)


def _projected(w: Any, y: Any, moved: Any) -> Any:
    """``|y|^{-1} (I - z z^T) moved`` row by row."""
    norm = w.xp.norms(y)
    return (moved - y * (w.xp.dot(y, moved) / (norm * norm))) / norm


def oja_derivative(w: Any) -> tuple[Any, Any]:
    """The derivative of the step, and the exact block of Lemma 2 applied to the direction."""
    y = w.X + w.alpha * w.system.influence(w.X)
    moved = w.H + w.alpha * w.system.influence(w.H)
    return w.derivative(w.system.step), _projected(w, y, moved)


def oja_derivative_unprojected(w: Any) -> tuple[Any, Any]:
    """The same without the projection: false."""
    y = w.X + w.alpha * w.system.influence(w.X)
    moved = w.H + w.alpha * w.system.influence(w.H)
    return w.derivative(w.system.step), moved / w.xp.norms(y)


def normalisation(w: Any) -> tuple[Any, Any]:
    """The derivative of ``y -> y/|y|`` at any y, and ``|y|^{-1}(I - z z^T)``."""
    return w.derivative(_normalize), _projected(w, w.X, w.H)


def normalisation_unprojected(w: Any) -> tuple[Any, Any]:
    """The same without the projection: false."""
    return w.derivative(_normalize), w.H / w.xp.norms(w.X)


def _normalize(rows: Any) -> Any:
    from verify.arithmetic import arithmetic_of

    return arithmetic_of(rows).normalize(rows)


def _influence_formula(w: Any, value: Any, weights: Any, key: Any) -> Any:
    """``sum_j a_ij V (h_j + (x_j - m_i) x_i^T A h_j) + V C_i A^T h_i`` (Lemma 10), in matrix form.

    ``C_i A^T h_i = sum_j a_ij x_j t_ij - m_i sum_j a_ij t_ij`` with ``t_ij = h_i^T A (x_j - m_i)``, and the constant
    ``h_i^T A m_i`` drops out of the difference.
    """
    xp = w.xp
    means = weights @ w.X
    ones = means * 0 + 1
    scores = w.H @ key @ xp.transpose(w.X)
    back = w.X @ key @ xp.transpose(w.H)
    moved = weights * (scores + back)
    total = _row_sum(w, moved)
    return (weights @ w.H + moved @ w.X - means * total * ones) @ xp.transpose(value)


def _row_sum(w: Any, matrix: Any) -> Any:
    if hasattr(matrix, "entry"):
        import sympy

        from verify.arithmetic.indexed import IndexedArray, fresh_index

        def entry(i: Any, _p: Any) -> Any:
            j = fresh_index()
            return sympy.Sum(matrix.entry(i, j), (j, 1, w.n))

        return IndexedArray((w.n, 1), entry)
    return matrix.sum(axis=1, keepdims=True)


def attention_influence(w: Any) -> tuple[Any, Any]:
    """The derivative of ``s_i`` with that of the attention weights, and Lemma 10's formula."""
    weights = w.system.attention(w.X)
    return w.derivative(w.system.influence), _influence_formula(w, w.V, weights, w.A)


def attention_influence_frozen(w: Any) -> tuple[Any, Any]:
    """The same with the attention weights held constant: false."""
    return w.derivative(w.system.influence), w.system.attention(w.X) @ w.H @ w.xp.transpose(w.V)


def attention_derivative(w: Any) -> tuple[Any, Any]:
    """The derivative of the whole step of (8), and Lemma 10."""
    weights = w.system.attention(w.X)
    y = w.X + w.alpha * w.system.influence(w.X)
    moved = w.H + w.alpha * _influence_formula(w, w.V, weights, w.A)
    return w.derivative(w.system.step), _projected(w, y, moved)


def equal_rows(w: Any) -> Any:
    """All tokens equal to the first row: a consensus at an arbitrary vector."""
    if hasattr(w.X, "entry"):
        import sympy

        from verify.arithmetic.indexed import IndexedArray

        u = sympy.IndexedBase("u", real=True)
        return IndexedArray((w.n, w.d), lambda _i, p: u[p])
    return w.X * 0 + w.X[:1]


def _oja(w: Any, value: Any) -> Any:
    from verify.systems import Oja

    return Oja(value=value, step_size=w.alpha)


def oja_like(w: Any) -> Any:
    """The Oja system with the same V and step."""
    return _oja(w, w.V)


def consensus_attention(w: Any) -> tuple[Any, Any]:
    """At a consensus: the derivative of s for attention (8), and for the Oja system (9) with the same V."""
    state = equal_rows(w)
    return w.derivative(w.system.influence, state), w.derivative(_oja(w, w.V).influence, state)


def consensus_multihead(w: Any) -> tuple[Any, Any]:
    """At a consensus: the derivative of s for two heads (21), and for (9) with ``H = H_1 + H_2``."""
    state = equal_rows(w)
    return w.derivative(w.system.influence, state), w.derivative(_oja(w, w.V + w.W).influence, state)


def consensus_multihead_first_only(w: Any) -> tuple[Any, Any]:
    """The same with the second head forgotten: false."""
    state = equal_rows(w)
    return w.derivative(w.system.influence, state), w.derivative(_oja(w, w.V).influence, state)
