"""What the statements share: parameters, hypotheses, the matrix of one step and its characteristic polynomial."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from verify.claim import Hypothesis, Parameter, Point

A = Parameter("a")
BETA = Parameter("beta")
MU = Parameter("mu")


def characteristic(a: Any, beta: Any, mu: Any) -> Any:
    """``mu^2 - (1 + beta - a) mu + beta``, in any arithmetic."""
    return mu**2 - (1 + beta - a) * mu + beta


def is_zero(value: Any) -> Any:
    """Equality as two inequalities: it reads the same on symbols, floats and exact numbers."""
    return (value <= 0) & (value >= 0)


def inside(p: Point) -> Any:
    """The eigenvalue lies in (-1, 1)."""
    return (p.mu < 1) & (p.mu > -1)


MOMENTUM = Hypothesis("momentum", r"0 \le \beta < 1", lambda p: (p.beta >= 0) & (p.beta < 1))
EIGENVALUE = Hypothesis("eigenvalue", r"\det(\mu I - M) = 0", lambda p: is_zero(characteristic(p.a, p.beta, p.mu)))


def symbols(_: Any = None) -> Any:
    """The world of the identity: symbols."""
    import sympy

    a, beta, mu = sympy.symbols("a beta mu", real=True)
    return SimpleNamespace(a=a, beta=beta, mu=mu)


def numbers(rng: Any) -> Any:
    """The same in random numbers, floats or balls as the generator gives them: the second route."""
    a, beta, mu = rng.uniform(-3, 3, size=3)
    return SimpleNamespace(a=a, beta=beta, mu=mu)


def determinant(w: Any) -> Any:
    """``det(mu I - M)`` from the matrix of one step."""
    return (w.mu - (1 + w.beta - w.a)) * w.mu - w.beta * (-1)
