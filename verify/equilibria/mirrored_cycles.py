"""A line of two-cycles of the Oja system that attracts, exactly: the step mirrors the tokens, and nothing else is neutral.

Let ``V e = lambda e`` for an axis e with ``alpha lambda = -2``, let all tokens have the same component h along e, and let the
rest of them sum to zero. Then ``s = lambda h e``, ``x_i + alpha s = x_i - 2 h e`` is ``x_i`` mirrored in the plane
orthogonal to e, a unit vector, and the next step mirrors it back: a cycle of period two for every h. If 1 is a simple
eigenvalue of the Jacobian of two steps (the direction in which h changes) and all others lie inside the unit disc, the
line of cycles is a centre manifold, and by the centre manifold theorem an open set of starts converges to such cycles.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from verify.counterexample import Counterexample
from verify.equilibria.families import inside_disc
from verify.evidence.enclose import Certificate
from verify.systems import Oja


def attracting_mirrored_cycles(example: Counterexample) -> Certificate:
    """Certify that the state (tokens in the plane, rational) is one of an attracting line of mirrored two-cycles."""
    tokens, system = example.tokens(), example.system()
    if tokens is None or tokens.shape[1] != 2 or not isinstance(system, Oja) or system.is_flow:
        return Certificate(False, "not tokens in the plane under the Oja system in discrete time")
    numbers = [*tokens.flat, *system.value.flat, sympy.sympify(system.step_size)]
    if not all(entry.is_Rational for entry in numbers):
        return Certificate(None, "only rational numbers are decided here")
    axis = _mirrored_axis(system, tokens)
    if axis is None or any(sum(x * x for x in row) != 1 for row in tokens):
        return Certificate(False, "the tokens are not mirrored by the step")
    if len({tuple(row) for row in tokens}) == 1 or any(row[axis] == 0 for row in tokens):
        return Certificate(False, "the tokens do not move")
    mirror = tokens.copy()
    mirror[:, axis] = -mirror[:, axis]
    across = _tangent(mirror).T * sympy.Matrix(system.jacobian(tokens)) * _tangent(tokens)
    back = _tangent(tokens).T * sympy.Matrix(system.jacobian(mirror)) * _tangent(mirror)
    t = sympy.Symbol("t")
    polynomial = sympy.Poly((back * across).charpoly(t).as_expr(), t)
    rest, remainder = sympy.div(polynomial, sympy.Poly(t - 1, t))
    coefficients = [Fraction(int(c.p), int(c.q)) for c in reversed(rest.all_coeffs())]
    factors = sympy.factor(polynomial.as_expr())
    if not remainder.is_zero or not inside_disc(coefficients):
        return Certificate(False, f"characteristic polynomial of two steps {factors}: not 1 and the open unit disc")
    told = (
        f"exactly: alpha lambda = -2 along axis {axis + 1}, where all tokens have the same component and the rest of them sums to "
        f"zero, so that one step mirrors the tokens and the next one mirrors them back. Two steps have the characteristic "
        f"polynomial {factors} on the tangent space: 1 is simple (the line of such cycles), all others are inside the unit "
        "disc. The line of cycles attracts an open set of starts, none of which converges to an equilibrium."
    )
    return Certificate(True, told, {"characteristic_polynomial": str(factors)})


def _mirrored_axis(system: Any, tokens: Any) -> int | None:
    """The axis e with ``V e = lambda e``, ``alpha lambda = -2``, equal components along e and no sum across."""
    for axis in range(2):
        other = 1 - axis
        eigen = system.value[other, axis] == 0 and system.step_size * system.value[axis, axis] == -2
        level = all(row[axis] == tokens[0, axis] for row in tokens)
        if eigen and level and sum(row[other] for row in tokens) == 0:
            return axis
    return None


def _tangent(tokens: Any) -> Any:
    """The unit tangent vectors ``(-y, x)`` of the tokens, one column each, shape ``(2 n, n)``."""
    n = len(tokens)
    columns = sympy.zeros(2 * n, n)
    for i, (x, y) in enumerate(tokens):
        columns[2 * i, i], columns[2 * i + 1, i] = -y, x
    return columns
