"""Clustering equilibria to order: tokens and scores first, then a value matrix for which the tokens are at rest.

Where all tokens attend to something, ``s_i = V m_i`` with ``m_i`` the attended mean, and ``P_i V m_i = 0`` is linear in V.
Scores are logarithms of rationals in the tokens' coordinates, so that every attention weight is rational. The
last score is then moved to where two rows of the attention matrix, or more, become dependent, if it can: a polynomial
equation in its exponential.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from verify.quantified import Ensemble
from verify.search.state import quantities
from verify.systems import Attention, System

RATIOS = ((1, 1), (2, 1), (3, 1), (1, 2), (3, 2), (5, 4), (4, 1))


def constructed(ensemble: Ensemble, count: int, rng: Any) -> Iterator[tuple[System, Any]]:
    """Exact systems of the ensemble in the plane, each with an exact clustering equilibrium."""
    for _ in range(count):
        tokens = _mirrored(rng)
        singular = bool(rng.random() < 0.5)
        for key in _scores(tokens, rng, singular):
            made = _with_value(ensemble, tokens, key)
            if made is not None:
                yield made, tokens


def balanced(ensemble: Ensemble, count: int, rng: Any) -> Iterator[tuple[System, Any]]:
    """Float64 systems in R^3 with dense V and scores that vanish on a plane, where every polygon is an equilibrium.

    Yields each with an exact polygon of that plane: an equilateral triangle, or two pairs.
    """
    import sympy

    half, height, zero = sympy.Rational(1, 2), sympy.sqrt(3) / 2, sympy.Integer(0)
    triangle = [[sympy.Integer(1), zero, zero], [-half, height, zero], [-half, -height, zero]]
    pairs = [
        [sympy.Rational(sign * x, 5), sympy.Rational(sign * y, 5), zero]
        for x, y in ((3, 4), (4, -3))
        for sign in (1, -1)
    ]
    states = [np.array(rows, dtype=object) for rows in (triangle, pairs)]
    for index in range(count):
        drawn = rng.integers(-3, 4, size=(3, 3)).astype(float)
        key = np.zeros((3, 3))
        key[2] = rng.integers(-5, 6, size=3) * (index % 3 != 1)
        key[:2, 2] = rng.integers(-5, 6, size=2) * (index % 3 != 0)
        system = Attention(value=np.triu(drawn) + np.triu(drawn, 1).T, query_key=key, step_size=1 / 8)
        if ensemble.holds(quantities(system)):
            yield system, states[int(rng.random() < 0.2)]


def _mirrored(rng: Any) -> Any:
    """One or two pairs of mirror images about the first axis, and perhaps a token on it."""
    import sympy

    rows: list[list[Any]] = []
    if rng.random() < 0.7:
        rows.append([sympy.Integer(int(rng.choice([1, 1, -1]))), sympy.Integer(0)])
    choices = [(3, 4, 5), (4, 3, 5), (0, 1, 1), (-3, 4, 5)]
    x, y, z = choices[rng.integers(len(choices))]
    rows += [[sympy.Rational(x, z), sympy.Rational(sign * y, z)] for sign in (1, -1)]
    return np.array(rows, dtype=object)


def _scores(tokens: Any, rng: Any, singular: bool) -> Iterator[Any]:
    """Diagonal score matrices ``(a, b)`` with rational attention weights."""
    import sympy

    y = tokens[-1][1]
    p, q = RATIOS[rng.integers(len(RATIOS))]
    b = sympy.log(sympy.Rational(p, q)) / y**2
    if not singular:
        r, s = RATIOS[rng.integers(len(RATIOS))]
        scale = sympy.ilcm(*(entry.q for entry in tokens[:, 0])) ** 2
        a = sympy.log(sympy.Rational(r, s)) * scale
        yield _diagonal(a, b)
        return
    if len(tokens) < 3 or p == q:
        return
    yield from (_diagonal(a, b) for a in _dependent(tokens, b))


def _diagonal(a: Any, b: Any) -> Any:
    import sympy

    return np.array([[a, sympy.Integer(0)], [sympy.Integer(0), b]], dtype=object)


def _dependent(tokens: Any, b: Any) -> list[Any]:
    """The first scores ``a`` for which the exponentials of the scores are singular: roots of a polynomial in ``e^{a/L}``."""
    import sympy

    z = sympy.Symbol("z", positive=True)
    products = [[u[0] * v[0] for v in tokens] for u in tokens]
    scale = sympy.ilcm(*(entry.q for row in products for entry in row))
    rows = [
        [z ** (scale * products[i][j]) * sympy.exp(b * tokens[i][1] * tokens[j][1]) for j in range(len(tokens))]
        for i in range(len(tokens))
    ]
    determinant = sympy.fraction(sympy.together(sympy.expand(sympy.Matrix(rows).det(method="berkowitz"))))[0]
    found = []
    for factor, _ in sympy.factor_list(determinant, z)[1]:
        polynomial = sympy.Poly(factor, z)
        terms = polynomial.terms()
        if len(terms) == 2:  # c z^k = c': a = L log(c'/c) / k
            (high, lead), (low, rest) = ((powers[0], coefficient) for powers, coefficient in terms)
            ratio = -rest / lead
            if ratio.is_Rational and ratio > 0 and ratio != 1:
                found.append(scale * sympy.log(ratio) / (high - low))
    return found


def _with_value(ensemble: Ensemble, tokens: Any, key: Any) -> System | None:
    """A diagonal V, short numbers, for which the tokens are at rest, and the conditions of the ensemble hold."""
    import sympy

    exponentials = [[sympy.exp(u @ key @ v) for v in tokens] for u in tokens]
    if not all(entry.is_Rational for row in exponentials for entry in row):
        return None  # algebraic weights would take long to check exactly
    ratio = None
    for (x, y), row in zip(tokens, exponentials, strict=True):
        u, v = sum(row[j] * tokens[j] for j in range(len(tokens))) / sum(row)
        # V m || x with V = diag(r, 1): r u y = v x.
        left, right = u * y, v * x
        if left == right == 0:
            continue
        if left == 0 or ratio not in (None, right / left):
            return None
        ratio = right / left
    if ratio is None or ratio == 0:
        return None
    value = np.array([[ratio, sympy.Integer(0)], [sympy.Integer(0), sympy.Integer(1)]], dtype=object)
    system = Attention(value=value, query_key=key, step_size=sympy.Rational(1, 4))
    return system if ensemble.holds(quantities(system)) else None
