"""A circle of polygonal equilibria that attracts, exactly: its tangent eigenvalue is 1 and all others are inside.

Where the tokens of a polygonal equilibrium of attention span a plane and A vanishes on that plane, every rotation of
the polygon inside the plane is an equilibrium too. If 1 is a simple eigenvalue of the Jacobian (the rotation) and all
others lie inside the unit disc, the circle is a centre manifold; on it nothing moves: by the centre manifold theorem
every member near the state is Lyapunov stable and attracts an open set of starts towards the circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from verify.counterexample import Counterexample
from verify.equilibria.exact_states import is_equilibrium
from verify.evidence.enclose import Certificate


def attracting_circle(example: Counterexample) -> Certificate:
    """Certify that a polygon in a plane is one of a circle of equilibria and that this circle attracts; see the module.

    Args:
        example: attention with exact entries, and tokens in algebraic numbers.
    """
    tokens, system = example.tokens(), example.system()
    key = getattr(system, "query_key", None)
    if tokens is None or example.data["system"] != "attention" or key is None or example.data.get("mask") is not None:
        return Certificate(False, "the state is not a polygon of attention (8)")
    state, score = sympy.Matrix(tokens), sympy.Matrix(key)
    unit = all(_is_zero(row.dot(row) - 1) for row in (state.row(i) for i in range(state.rows)))
    closed = all(_is_zero(sum(state.col(j))) for j in range(state.cols))
    if not (unit and closed and state.rank(simplify=True) == 2):
        return Certificate(False, "the tokens are not a polygon: unit vectors in a plane with sum zero")
    if not all(_is_zero(entry) for entry in state * score * state.T):
        return Certificate(False, "the score matrix does not vanish on the plane of the tokens")
    if not is_equilibrium(example):
        return Certificate(False, "the polygon is not shown to be an equilibrium")
    if not assumption_1(sympy.Matrix(system.value), system.step_size):  # type: ignore[attr-defined]
        return Certificate(False, "V does not satisfy Assumption 1 with alpha rho(V) < 1")
    polynomial = tangent_polynomial(system, tokens)
    if polynomial is None:
        return Certificate(None, "the characteristic polynomial is not rational")
    rest, remainder = _without_root_one(polynomial)
    factors = sympy.factor(sympy.Poly(polynomial[::-1], sympy.Symbol("t")).as_expr())
    told = f"characteristic polynomial on the tangent space {factors}"
    if remainder != 0 or not inside_disc(rest):
        return Certificate(False, f"{told}: 1 is not a simple eigenvalue with all others inside the unit disc")
    detail = (
        "exactly: V satisfies Assumption 1 and alpha rho(V) < 1; the tokens have sum zero and x_i^T A x_j = 0, so that this "
        f"polygon and all its rotations in its plane are equilibria; {told}: 1 is simple (the rotation), all others are "
        "inside the unit disc. The circle of equilibria is normally attracting: the state is Lyapunov stable and an open set of "
        "starts converges to polygons."
    )
    return Certificate(True, detail, {"characteristic_polynomial": str(factors)})


def assumption_1(value: Any, alpha: Any) -> bool:
    """Exactly: V symmetric, nonsingular, with a positive eigenvalue and simple ones only, and ``alpha rho(V) < 1``."""
    t = sympy.Symbol("t")
    if value != value.T:
        return False
    polynomial = sympy.Poly(value.charpoly(t).as_expr(), t)
    if polynomial.eval(0) == 0 or not polynomial.is_sqf or polynomial.count_roots(0, None) == 0:
        return False
    bound = 1 / sympy.Rational(alpha)
    at_ends = 0 in (polynomial.eval(bound), polynomial.eval(-bound))
    return bool(polynomial.count_roots(-bound, bound) == value.rows and not at_ends)


def tangent_polynomial(system: Any, tokens: Any) -> list[Fraction] | None:
    """The characteristic polynomial of the Jacobian on the tangent space, rational, constant term first.

    At an equilibrium the extrinsic Jacobian maps everything into the tangent space: it has n zeros more. ``None`` where
    a coefficient is not rational.
    """
    found = characteristic_polynomial(sympy.Matrix(system.jacobian(tokens)).applyfunc(sympy.simplify))
    if found is None:
        return None
    n = tokens.shape[0]
    if any(found[:n]):
        raise ArithmeticError("the Jacobian has a radial part: the state is no equilibrium")
    return found[n:]


def characteristic_polynomial(matrix: Any) -> list[Fraction] | None:
    """Of an exact SymPy matrix, constant term first; ``None`` where a coefficient is not seen to be rational."""
    size = matrix.rows
    # Faddeev-LeVerrier: only products and sums, so that square roots cancel by expansion.
    coefficients, power = [sympy.Integer(1)], sympy.zeros(size, size)
    for k in range(1, size + 1):
        power = (matrix * power + coefficients[-1] * sympy.eye(size)).applyfunc(sympy.expand)
        coefficients.append(sympy.expand(-sympy.expand((matrix * power).trace()) / k))
    if not all(coefficient.is_Rational for coefficient in coefficients):
        return None
    return [Fraction(int(coefficient.p), int(coefficient.q)) for coefficient in reversed(coefficients)]


def inside_disc(polynomial: Sequence[Fraction]) -> bool:
    """Whether all roots lie inside the open unit disc, decided exactly (Schur-Cohn recursion), constant term first."""
    p = list(polynomial)
    while len(p) > 1:
        if not abs(p[0]) < abs(p[-1]):
            return False
        p = [p[-1] * after - p[0] * before for after, before in zip(p[1:], reversed(p[:-1]), strict=True)]
    return p[0] != 0


def _without_root_one(polynomial: Sequence[Fraction]) -> tuple[list[Fraction], Fraction]:
    """Quotient and remainder of the division by ``t - 1``, constant term first."""
    quotient, carried = [], Fraction(0)
    for coefficient in reversed(polynomial):
        carried += coefficient
        quotient.append(carried)
    remainder = quotient.pop()
    return quotient[::-1], remainder


def _is_zero(value: Any) -> bool:
    return sympy.simplify(value) == 0
