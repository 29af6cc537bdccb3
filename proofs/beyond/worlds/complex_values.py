"""The block of a bipartite state at a complex eigenvalue, as a form weighted with the shares of attention."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

NAMES = "b r w p q x_1 x_2 y_1 y_2"


def symbolic_form() -> Any:
    """All numbers as symbols."""
    import sympy

    return SimpleNamespace(**dict(zip(NAMES.split(), sympy.symbols(NAMES, real=True), strict=True)))


def random_form(rng: Any) -> Any:
    """Random numbers."""
    values = dict(zip(NAMES.split(), rng.normal(size=9), strict=True))
    return SimpleNamespace(**values | {"p": rng.uniform(), "q": rng.uniform()})


def _real_part(s: Any, weights: tuple[Any, Any]) -> Any:
    """``Re z* W N z`` from the entries of N, real and imaginary parts apart."""
    attention = ((s.p, 1 - s.p), (1 - s.q, s.q))
    held = (s.b * (2 * s.p - 1), s.b * (2 * s.q - 1))
    x, y = (s.x_1, s.x_2), (s.y_1, s.y_2)
    total = x[0] * 0
    for i in range(2):
        for j in range(2):
            real, imaginary = s.r * attention[i][j] - (held[i] if i == j else 0), s.w * attention[i][j]
            # conj(z_i) (real + i imaginary) z_j
            total = total + weights[i] * ((x[i] * x[j] + y[i] * y[j]) * real - (x[i] * y[j] - y[i] * x[j]) * imaginary)
    return total


def _said(s: Any) -> Any:
    first = (1 - s.q) * (s.r * s.p - s.b * (2 * s.p - 1))
    second = (1 - s.p) * (s.r * s.q - s.b * (2 * s.q - 1))
    cross = s.r * (1 - s.p) * (1 - s.q)
    return sum(first * u * u + 2 * cross * u * v + second * v * v for u, v in ((s.x_1, s.x_2), (s.y_1, s.y_2)))


def form(s: Any) -> tuple[Any, Any]:
    """``Re z* W N z`` and ``x.S x + y.S y``."""
    return [_real_part(s, (1 - s.q, 1 - s.p))], [_said(s)]


def form_unweighted(s: Any) -> tuple[Any, Any]:
    """Without W: false."""
    return [_real_part(s, (1, 1))], [_said(s)]
