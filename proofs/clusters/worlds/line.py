"""The attended mean ``f(y) = sum_j P_j(y) x_j``, ``P_j(y)`` proportional to ``e^{y^T A x_j}``, and its derivative.

With symbolic n and d, or at random. The flow is ``x_i' = V f(x_i)``. On the line (d = 1) the derivative of f is A times a variance.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


def symbolic_tokens() -> Any:
    """n tokens X in R^d, n places Y where f is asked, directions H, matrices V and A."""
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative
    from verify.systems import Clusters

    n, d = sympy.symbols("n d", integer=True, positive=True)
    x, y, h = (IndexedArray.symbol(name, n, d) for name in "XYH")
    value, key = (IndexedArray.symbol(name, d, d) for name in "VA")

    def derivative(function: Callable[[Any], Any], at: Any, along: Any) -> Any:
        return IndexedArray(function(at).shape, directional_derivative(function, at, along))

    system = Clusters(value=value, query_key=key)
    return SimpleNamespace(xp=INDEXED, X=x, Y=y, H=h, A=key, V=value, n=n, system=system, derivative=derivative)


def random_tokens(rng: Any) -> Any:
    """Random tokens, places, directions and matrices."""
    from verify.arithmetic import arithmetic_of
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Clusters

    n, d = int(rng.integers(1, 6)), int(rng.integers(1, 4))
    x, y, h = rng.normal(size=(3, n, d))
    key, value = rng.normal(size=(2, d, d))
    system = Clusters(value=value, query_key=key)
    return SimpleNamespace(
        xp=arithmetic_of(x), X=x, Y=y, H=h, A=key, V=value, n=n, system=system, derivative=directional_derivative
    )


def weights(w: Any, places: Any) -> Any:
    """``P_j(y_i)``, shape ``(n, n)``, in the arithmetic of the places."""
    from verify.arithmetic import arithmetic_of

    xp = arithmetic_of(places)
    return xp.softmax(places @ xp.asarray(w.A, places) @ xp.transpose(xp.asarray(w.X, places)))


def mean(w: Any, places: Any) -> Any:
    """``f(y_i)``, shape ``(n, d)``."""
    from verify.arithmetic import arithmetic_of

    return weights(w, places) @ arithmetic_of(places).asarray(w.X, places)


def slope(w: Any) -> tuple[Any, Any]:
    """The derivative of f along H, and ``sum_j P_j (h^T A (x_j - f)) x_j``."""
    f, p = mean(w, w.Y), weights(w, w.Y)
    pushed = w.H @ w.A
    scores = pushed @ w.xp.transpose(w.X)
    return w.derivative(lambda places: mean(w, places), w.Y, w.H), (p * scores) @ w.X - f * w.xp.dot(pushed, f)


def slope_without_the_mean(w: Any) -> tuple[Any, Any]:
    """With second moments for covariances: false."""
    scores = w.H @ w.A @ w.xp.transpose(w.X)
    return slope(w)[0], (weights(w, w.Y) * scores) @ w.X


def motion(w: Any) -> tuple[Any, Any]:
    """The field, and V f at the tokens."""
    return w.system.field(w.X), mean(w, w.X) @ w.xp.transpose(w.V)


def motion_of_differences(w: Any) -> tuple[Any, Any]:
    """With the token taken off: false."""
    return w.system.field(w.X), (mean(w, w.X) - w.X) @ w.xp.transpose(w.V)
