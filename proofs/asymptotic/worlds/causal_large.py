"""Causal attention with as many tokens and dimensions as GPT-2 has, in float64 steps; heavy imports when they are used."""

from __future__ import annotations

from math import cos
from typing import Any

Seen = tuple[bool | None, str, dict[str, Any]]
NEAR = 1e-6


def smaller(seed: int, _steps: int) -> Seen:
    """64 tokens in 48 dimensions."""
    return both_theorems(seed, 64, 48, 200)


def gpt2(seed: int, _steps: int) -> Seen:
    """1024 tokens in 768 dimensions."""
    return both_theorems(seed, 1024, 768, 200)


def both_theorems(seed: int, n: int, d: int, most: int) -> Seen:
    """``V = I`` from uniform starts, and a symmetric V from starts with ``v_1^T x > 0``; scores ``2 cos(k/3) P``, ``|P| = 1``.

    A run ends where all tokens are within 1e-6 of the limit that the theorem names, or after ``most`` steps, which says nothing.
    """
    import numpy as np

    rng, told, good = np.random.default_rng([seed, 5]), [], True
    key = rng.normal(size=(d, d))
    key *= 2 / np.linalg.norm(key, 2)
    for name in ("V = I", "symmetric V"):
        value, limit = np.eye(d), None
        tokens = rng.normal(size=(n, d))
        if name != "V = I":
            basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
            value = (basis * np.append(1.0, rng.uniform(-1.0, 0.5, size=d - 1))) @ basis.T
            limit = basis[:, 0]
            tokens *= np.sign(tokens @ limit)[:, None]
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        limit = tokens[0].copy() if limit is None else limit
        lowest = float((tokens @ limit).min())
        count, away = _run(tokens, limit, value, key, most)
        good = good and away < NEAR
        told.append(
            f"{name}: lowest cosine {lowest:.3f} at the start, within {away:.0e} of the limit after {count} steps"
        )
    return good or None, f"n = {n}, d = {d}; " + "; ".join(told), {"tokens": n, "dimension": d}


def _run(tokens: Any, limit: Any, value: Any, key: Any, most: int) -> tuple[int, float]:
    """Steps of size 1/2 until all tokens are near the limit: their number, and the largest distance then."""
    import numpy as np

    from verify.systems import Attention

    away = float("inf")
    for k in range(most):
        away = float(np.linalg.norm(tokens - limit, axis=1).max())
        if away < NEAR:
            return k, away
        tokens = Attention(value=value, query_key=cos(k / 3) * key, causal=True, step_size=0.5).step(tokens)
    return most, away
