"""Polygonal equilibria that attract, exactly: isolated ones, families of them, and tokens on a line that open and close again.

At a polygonal equilibrium of attention (``s_i = 0``) all scores vanish, so that A vanishes on the span of the tokens, and every other
closed polygon there is an equilibrium too. Through the state there passes a smooth family of polygonal equilibria, of dimension

* ``n - 2`` where the tokens span a plane: n angles, and two equations ``sum x_j = 0`` that are independent there; ``n - 1`` in three
  dimensions if A is skew: it vanishes on every plane through its axis, and the plane turns about it;
* ``d - 2`` for tokens at u and -u with ``(A + A^T) u != 0``: the cone ``u^T A u = 0``; ``d - 1`` if A is skew.

If the eigenvalue 0 (1 for a step) of the tangent Jacobian is exactly as frequent as that, and all others lie in the open left half plane
(unit disc), the family is a centre manifold on which nothing moves: each of its members near the state is Lyapunov stable and an open set
of starts converges to polygons. With dimension 0 the state is asymptotically stable. Four or more tokens on a line in three dimensions have
``n - 2`` neutral directions more, along which they open; for symmetric A the third order decides there: see :func:`opening_rates`.
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

    It does not hold where the state is no polygon or an eigenvalue (or the third order) makes it unstable, and stays open where
    neutral directions remain that nothing here explains.

    Args:
        example: attention without a mask, as a flow or with steps, exact entries, tokens in algebraic numbers.
    """
    tokens, system = example.tokens(), example.system()
    if tokens is None or example.data["system"] != "attention" or example.data.get("mask") is not None:
        return Certificate(False, "the state is no polygon of self-attention")
    if not is_polygonal(example):
        return Certificate(False, "the state is not polygonal: unit tokens with s_i = 0 for all i")
    polynomial = tangent_polynomial(system, tokens)
    if polynomial is None:
        return Certificate(None, "the characteristic polynomial is not rational")
    neutral = 0 if system.is_flow else 1
    rest, times = without_root(polynomial, neutral)
    shown = sympy.factor(sympy.Poly(polynomial[::-1], sympy.Symbol("t")).as_expr())
    told = f"exactly: s_i = 0 for all i; characteristic polynomial on the tangent space {shown}"
    inside = "Re t < 0" if system.is_flow else "|t| < 1"
    if not (left_half_plane(rest) if system.is_flow else inside_disc(rest)):
        held = False if some_outside(rest, flow=system.is_flow) else None
        return Certificate(held, f"{told}: {'some eigenvalue fails' if held is False else 'not decided is'} {inside}")
    stats = {"characteristic_polynomial": str(shown), "neutral": times}
    if times == 0:
        return Certificate(True, f"{told}: all eigenvalues have {inside}: the polygon is asymptotically stable", stats)
    told = f"{told}: {neutral} occurs {times} times, and all others have {inside}"
    dimension, n = family_dimension(example), len(tokens)
    if times == dimension:
        detail = (
            f"{told}. The family of polygons through the state has dimension {dimension} and is normally attracting: the polygon is "
            "Lyapunov stable and an open set of starts converges to polygons."
        )
        return Certificate(True, detail, stats)
    rates = opening_rates(example) if dimension is not None and times == dimension + n - 2 else None
    if rates is None:
        known = "is not known here" if dimension is None else f"has dimension {dimension}"
        return Certificate(None, f"{told}; the family of polygons through the state {known}: it stays open")
    told = f"{told}. Along the {n - 2} neutral directions that open the line the third order decides: p, p + q = {rates[0]}, {rates[1]}"
    if any(rate == 0 for rate in rates):
        return Certificate(None, f"{told}: a rate of 0 stays open")
    closes = all(rate < 0 for rate in rates)
    after = (
        "are negative: the line closes again and attracts an open set" if closes else "are not both negative: it opens"
    )
    return Certificate(closes, f"{told} {after}.", stats)


def is_polygonal(example: Counterexample) -> bool:
    """Exactly: unit tokens and ``s_i = 0`` for every i."""
    tokens = example.tokens()
    unit = all(_zero(sum(entry**2 for entry in token) - 1) for token in tokens)
    return unit and all(_zero(entry) for entry in example.system().influence(tokens).flat)


def family_dimension(example: Counterexample) -> int | None:
    """The dimension of a smooth family of polygonal equilibria through a polygonal state; ``None`` where none is known."""
    state, key = sympy.Matrix(example.tokens()), _scores(example)
    n, d = state.shape
    rank, skew = state.rank(simplify=True), _vanishes(key + key.T)
    if rank == 2:
        turning = int(skew and d == 3 and not _vanishes(key))
        return n - 2 + turning if _vanishes(state * key * state.T) else None
    if rank != 1:
        return None
    if skew:
        return d - 1
    return None if _vanishes((key + key.T) * state.row(0).T) else d - 2


def opening_rates(example: Counterexample) -> tuple[Any, Any] | None:
    """``p`` and ``p + q``, exactly, of four or more tokens on a line in three dimensions, A symmetric; ``None`` for others.

    With S+ and S- the mean squares by which the tokens of each group have opened, at third order ``d/dt S+ = 2 S+ ((p+q) S+ + (p-q)
    S-)`` and the same with the groups exchanged: ``beyond.polygons_opening``. The line closes again if both rates are negative, and
    opens if one is positive. Both assume that the other eigenvalues but that of the cone lie in the open left half plane.
    """
    state, key, value = sympy.Matrix(example.tokens()), _scores(example), sympy.Matrix(example.system().value)  # type: ignore[attr-defined]
    if state.cols != 3 or state.rows < 4 or state.rank(simplify=True) != 1 or not _vanishes(key - key.T):
        return None
    u = state.row(0).T
    pushed = key * u  # u^T A u = 0: orthogonal to u
    opening, left = u.cross(pushed), u.cross(value * u)
    length = opening.dot(opening)
    if _zero(length) or _zero(left.dot(opening)) or _zero(value.det()):
        return None
    p = opening.dot(key * opening) / length * left.dot(value * opening) / left.dot(opening) / 2
    q = 1 / (4 * (u - pushed).dot(value.inv() * u))
    return sympy.nsimplify(sympy.simplify(p)), sympy.nsimplify(sympy.simplify(p + q))


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


def some_outside(polynomial: Sequence[Fraction], *, flow: bool) -> bool:
    """Whether some root certainly has a positive real part (for a step: a modulus above 1), by isolating balls."""
    import flint

    rational = flint.fmpq_poly([flint.fmpq(c.numerator, c.denominator) for c in polynomial])
    roots = [root for root, _ in rational.numer().complex_roots()]
    return any((root.real > 0) if flow else (abs(root) > 1) for root in roots)


def _scores(example: Counterexample) -> Any:
    key = example.system().query_key  # type: ignore[attr-defined]
    return sympy.eye(example.tokens().shape[1]) if key is None else sympy.Matrix(key)


def _vanishes(matrix: Any) -> bool:
    return all(_zero(entry) for entry in matrix)


def _zero(value: Any) -> bool:
    return bool(sympy.simplify(value) == 0)
