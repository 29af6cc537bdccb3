"""Polygonal equilibria that attract, exactly: isolated ones, and families of closed polygons or of antipodal pairs.

At a polygonal equilibrium of attention (``s_i = 0``) all scores vanish, so that A vanishes on the span of the tokens, and every other
closed polygon there is an equilibrium too. Through the state there passes a smooth family of polygonal equilibria, of dimension

* ``n - 2`` where the tokens span a plane: n angles, and two equations ``sum x_j = 0`` that are independent there;
* ``d - 2`` for two tokens ``(u, -u)`` with ``(A + A^T) u != 0``: the cone ``u^T A u = 0``.

If the eigenvalue 0 (1 for a step) of the tangent Jacobian is exactly as frequent as that, and all others lie in the open left half plane
(unit disc), the family is a centre manifold on which nothing moves: each of its members near the state is Lyapunov stable and an open set
of starts converges to polygons. With dimension 0 the state is asymptotically stable.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from verify.counterexample import Counterexample
from verify.equilibria.families import inside_disc, tangent_polynomial
from verify.evidence.enclose import Certificate


def stable_polygon(example: Counterexample) -> Certificate:
    """Certify that the polygonal equilibrium of ``example`` is Lyapunov stable and attracts an open set; see the module.

    Args:
        example: attention without a mask, as a flow or with steps, exact entries, tokens in algebraic numbers.
    """
    tokens, system = example.tokens(), example.system()
    if tokens is None or example.data["system"] != "attention" or example.data.get("mask") is not None:
        return Certificate(False, "the state is no polygon of self-attention")
    if not is_polygonal(example):
        return Certificate(False, "the state is not polygonal: unit tokens with s_i = 0 for all i")
    dimension = family_dimension(example)
    if dimension is None:
        return Certificate(None, "no family of polygons that would explain neutral directions is known here")
    polynomial = tangent_polynomial(system, tokens)
    if polynomial is None:
        return Certificate(None, "the characteristic polynomial is not rational")
    neutral = 0 if system.is_flow else 1
    rest, times = without_root(polynomial, neutral)
    shown = sympy.factor(sympy.Poly(polynomial[::-1], sympy.Symbol("t")).as_expr())
    told = f"exactly: s_i = 0 for all i; characteristic polynomial on the tangent space {shown}"
    where = "in the open left half plane" if system.is_flow else "inside the unit disc"
    attracts = left_half_plane(rest) if system.is_flow else inside_disc(rest)
    if times != dimension or not attracts:
        why = f"the eigenvalue {neutral} occurs {times} times, the family has dimension {dimension}"
        return Certificate(False, f"{told}: {why}; the others are {'' if attracts else 'not all '}{where}")
    stats = {"characteristic_polynomial": str(shown), "family_dimension": dimension}
    if dimension == 0:
        return Certificate(True, f"{told}: all eigenvalues are {where}: the polygon is asymptotically stable", stats)
    detail = (
        f"{told}: {neutral} occurs {dimension} times, which is the dimension of the family of polygons through the state, and all "
        f"others are {where}. The family is normally attracting: the polygon is Lyapunov stable and an open set of starts converges to "
        "polygons."
    )
    return Certificate(True, detail, stats)


def is_polygonal(example: Counterexample) -> bool:
    """Exactly: unit tokens and ``s_i = 0`` for every i."""
    tokens = example.tokens()
    unit = all(_zero(sum(entry**2 for entry in token) - 1) for token in tokens)
    return unit and all(_zero(entry) for entry in example.system().influence(tokens).flat)


def family_dimension(example: Counterexample) -> int | None:
    """The dimension of the smooth family of polygonal equilibria through a polygonal state; ``None`` where none is known."""
    tokens, system = example.tokens(), example.system()
    n, d = tokens.shape
    state = sympy.Matrix(tokens)
    rank = state.rank(simplify=True)
    if rank == 2:
        return n - 2 if _vanishes_on(state, system) else None
    if d == 2:
        return 0
    if n == 2 and rank == 1:
        key = sympy.eye(d) if system.query_key is None else sympy.Matrix(system.query_key)  # type: ignore[attr-defined]
        slope = (key + key.T) * state.row(0).T
        return None if all(_zero(entry) for entry in slope) else d - 2
    return None


def without_root(polynomial: Sequence[Fraction], root: int) -> tuple[list[Fraction], int]:
    """A polynomial (constant term first) divided by ``t - root`` as often as it divides, and how often."""
    found, times = list(polynomial), 0
    while len(found) > 1 and sum(c * root**k for k, c in enumerate(found)) == 0:
        quotient, carried = [], Fraction(0)
        for coefficient in reversed(found):
            carried = carried * root + coefficient
            quotient.append(carried)
        found, times = quotient[-2::-1], times + 1
    return found, times


def left_half_plane(polynomial: Sequence[Fraction]) -> bool:
    """Whether all roots lie in the open left half plane, decided exactly, constant term first.

    With ``s = (z + 1)/(z - 1)`` the left half plane is the unit disc; a root at 1, which is not left, lowers the degree.
    """
    degree = len(polynomial) - 1
    z = sympy.Symbol("z")
    moved = sympy.Poly(
        sum(
            sympy.Rational(c.numerator, c.denominator) * (z + 1) ** k * (z - 1) ** (degree - k)
            for k, c in enumerate(polynomial)
        ),
        z,
    )
    coefficients = [Fraction(int(c.p), int(c.q)) for c in reversed(moved.all_coeffs())]
    return len(coefficients) == degree + 1 and inside_disc(coefficients)


def _vanishes_on(state: Any, system: Any) -> bool:
    """A vanishes on the span of the tokens, as it must at a polygonal state; asked again, because the family rests on it."""
    key = sympy.eye(state.cols) if system.query_key is None else sympy.Matrix(system.query_key)
    return all(_zero(entry) for entry in state * key * state.T)


def _zero(value: Any) -> bool:
    return bool(sympy.simplify(value) == 0)
