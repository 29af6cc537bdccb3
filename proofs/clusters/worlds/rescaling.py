"""Tokens and rescaled tokens with symbolic n and d, where ``e^{tV}`` is any matrix that commutes with V; and at random."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def with_growth(value: Any, query_key: Any, growth: Any) -> Any:
    """The system with a given matrix in place of ``e^{tV}``: what holds for any matrix holds for that one."""
    from verify.systems import Clusters

    class WithGrowth(Clusters):
        """The same system; only its exponential is given."""

        def exponential(self, time: Any, like: Any) -> Any:  # noqa: ARG002
            """The given matrix."""
            return growth

    return WithGrowth(value=value, query_key=query_key)


def free_rescaling() -> Any:
    """Letters: tokens Z in rows, V and G with ``V' G' = G' V'`` (here as ``v g = g v``), scores of any kind."""
    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("V' G'", "G' V'"), ("G' R'", ""), ("R' G'", ""), ("V' R'", "R' V'")])
    z, value, growth, back, key = (FreeMatrix.letter(name, rules) for name in "ZVGRA")
    return SimpleNamespace(Z=z, V=value, G=growth, R=back, system=with_growth(value, key, growth))


def random_rescaling(rng: Any) -> Any:
    """``G = e^{tV}`` for a V that is diagonal in a random basis; balls know it as well as they know numbers."""
    from verify.arithmetic import arithmetic_of
    from verify.arithmetic.linear import inverse

    n, d = int(rng.integers(1, 5)), int(rng.integers(1, 4))
    basis, key = rng.normal(size=(2, d, d))
    rates = rng.normal(size=(1, d))
    xp = arithmetic_of(basis)
    # A column of e^{t lambda} and its reciprocal from a softmax: the arithmetic has no other exponential.
    table = xp.softmax(xp.asarray([[0.0, 0.0]], basis) + xp.transpose(rates) * xp.asarray([[1.0, 0.0]], basis))
    grown = (table[:, :1] / table[:, 1:]).swapaxes(0, 1)
    undo = inverse(basis)
    value, growth, back = (basis * rates) @ undo, (basis * grown) @ undo, (basis / grown) @ undo
    return SimpleNamespace(Z=rng.normal(size=(n, d)), V=value, G=growth, R=back, system=with_growth(value, key, growth))


def rescaled_motion(w: Any) -> tuple[Any, Any]:
    """``e^{-tV} (x' - V x)`` for ``x = e^{tV} z``, and the rescaled field at z."""
    transpose = _transpose(w.Z)
    x = w.Z @ transpose(w.G)
    moved = w.system.field(x) + (x @ transpose(w.V)) * -1
    return moved @ transpose(w.R), w.system.rescaled_field(w.Z, 1)


def rescaled_motion_undamped(w: Any) -> tuple[Any, Any]:
    """Without ``- V x``: false."""
    transpose = _transpose(w.Z)
    return w.system.field(w.Z @ transpose(w.G)) @ transpose(w.R), w.system.rescaled_field(w.Z, 1)


def symbolic_hull() -> Any:
    """n rescaled tokens, a direction u in every row of U, ``V = I``; G is any matrix."""
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray

    n, d = sympy.symbols("n d", integer=True, positive=True)
    direction = sympy.IndexedBase("u", real=True)
    z, u = IndexedArray.symbol("Z", n, d), IndexedArray((n, d), lambda _i, j: direction[j])
    growth, key = (IndexedArray.symbol(name, d, d) for name in "GA")
    eye = IndexedArray((d, d), sympy.KroneckerDelta)
    return SimpleNamespace(xp=INDEXED, Z=z, U=u, G=growth, system=with_growth(eye, key, growth))


def random_hull(rng: Any) -> Any:
    """Random tokens, direction, scores and growth."""
    import numpy as np

    from verify.arithmetic import arithmetic_of

    n, d = int(rng.integers(1, 6)), int(rng.integers(1, 4))
    z = rng.normal(size=(n, d))
    u = z * 0 + rng.normal(size=(1, d))
    growth, key = rng.normal(size=(2, d, d))
    xp = arithmetic_of(z)
    system = with_growth(xp.asarray(np.eye(d, dtype=int), z), key, growth)
    return SimpleNamespace(xp=xp, Z=z, U=u, G=growth, system=system)


def support(w: Any) -> tuple[Any, Any]:
    """``u . z_i'`` and ``sum_j P_ij (u . z_j - u . z_i)`` for ``V = I``."""
    heights = w.xp.dot(w.Z, w.U)
    p = w.system.attention(w.Z @ w.xp.transpose(w.G))
    return w.xp.dot(w.system.rescaled_field(w.Z, 1), w.U), w.xp.dot(p, w.xp.transpose(heights) - heights)


def support_without_the_token(w: Any) -> tuple[Any, Any]:
    """Without ``- u . z_i``: false."""
    p = w.system.attention(w.Z @ w.xp.transpose(w.G))
    return support(w)[0], w.xp.dot(p, w.xp.transpose(w.xp.dot(w.Z, w.U)) + p * 0)


def _transpose(array: Any) -> Any:
    from verify.arithmetic import arithmetic_of

    return arithmetic_of(array).transpose
