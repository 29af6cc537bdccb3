"""Multiplicities, with symbolic sizes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic_counts() -> Any:
    """n, d, m and rest as symbols."""
    import sympy

    n, d, m = sympy.symbols("n d m", integer=True, positive=True)
    return SimpleNamespace(n=n, d=d, m=m, rest=n - m)


def random_counts(rng: Any) -> Any:
    """Random sizes."""
    n = int(rng.integers(2, 50))
    m = int(rng.integers(1, n))
    return SimpleNamespace(n=n, d=int(rng.integers(1, 30)), m=m, rest=n - m)


def class_counts(w: Any) -> tuple[Any, Any]:
    """At a consensus: tangent multiplicities sum to n(d-1), all of them to n d."""
    tangent = (w.d - 1) + (w.n - 1) * (w.d - 1)
    return [tangent, tangent + w.n], [w.n * (w.d - 1), w.n * w.d]


def class_counts_off_by_one(w: Any) -> tuple[Any, Any]:
    """The same with multiplicity n, not n - 1, for the tokens that move apart: false."""
    tangent = (w.d - 1) + w.n * (w.d - 1)
    return [tangent], [w.n * (w.d - 1)]


def bipartite_counts(w: Any) -> tuple[Any, Any]:
    """At a bipartite consensus: the same with 2(d-1), (m-1)(d-1), (n-m-1)(d-1) and n radial ones."""
    tangent = 2 * (w.d - 1) + (w.m - 1) * (w.d - 1) + (w.rest - 1) * (w.d - 1)
    return [tangent, tangent + w.n], [w.n * (w.d - 1), w.n * w.d]


def bipartite_counts_one_class(w: Any) -> tuple[Any, Any]:
    """The same with one eigenvalue for each ``v_j``, not two, for the groups moving as wholes: false."""
    tangent = (w.d - 1) + (w.m - 1) * (w.d - 1) + (w.rest - 1) * (w.d - 1)
    return [tangent], [w.n * (w.d - 1)]
