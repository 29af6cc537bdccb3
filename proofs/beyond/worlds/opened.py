"""Worlds of the identity about a balanced bipartite state at v_1 in which one pair has been opened."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic_opened() -> Any:
    """Groups of m and m - 2 tokens at ``v_1`` and ``-v_1``, a pair at ``-c v_1 +- s v_2``, in the plane of the two."""
    import sympy

    m, c, s, alpha = sympy.symbols("m c s alpha", positive=True)
    first, second = sympy.symbols("lambda_1 lambda_2", real=True)
    return _world(m, c, s, alpha, first, second, object)


def random_opened(rng: Any) -> Any:
    """The same with numbers; ``c`` and ``s`` are those of a rational point of the circle, so that tokens are unit vectors."""
    t, m = rng.uniform(), int(rng.integers(2, 6))
    c, s = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
    return _world(m, c, s, rng.uniform(), rng.normal(), rng.normal(), int)


def _world(m: Any, c: Any, s: Any, alpha: Any, first: Any, second: Any, kind: type) -> Any:
    import numpy as np

    from verify.systems import Oja

    zero = c * 0
    rows = np.array([[zero + 1, zero], [zero - 1, zero], [-c, s], [-c, -s]])
    system = Oja(value=np.array([[first, zero], [zero, second]]), step_size=alpha)
    return SimpleNamespace(
        system=system, rows=rows, sizes=np.array([m, m - 2, 1, 1], dtype=kind), m=m, c=c, s=s, first=first
    )


def opened(w: Any) -> tuple[Any, Any]:
    """The influence on every token and ``N^2`` of the pair; ``(k / alpha, 0)`` and ``(c - k)^2 + s^2``."""
    return _opened(w, 2 * w.m)


def opened_by_half(w: Any) -> tuple[Any, Any]:
    """With n/2 in place of n in the push: false."""
    return _opened(w, w.m)


def _opened(w: Any, tokens: Any) -> tuple[Any, Any]:
    seen = w.system.influence(w.rows, w.sizes)
    push = 2 * w.first * (1 - w.c) / tokens
    pair = [w.rows[2, i] + w.system.step_size * seen[2, i] for i in range(2)]
    left = [*(list(row) for row in seen), [pair[0] ** 2 + pair[1] ** 2]]
    moved = w.c - w.system.step_size * push
    right = [*([push, w.c * 0] for _ in range(4)), [moved**2 + w.s**2]]
    return [entry for row in left for entry in row], [entry for row in right for entry in row]
