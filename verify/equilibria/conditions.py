"""Signs that are the same for a whole range of splits, in ball arithmetic.

All conditions are polynomials in ``x = m/rest + rest/m`` (for real eigenvalues of degree 1, so that both ends of a
range of splits decide all of it) or linear in ``m/rest``. A sign over a range is one of the constants below.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import Any, Final

POSITIVE: Final = 1
NEGATIVE: Final = -1
ZERO: Final = 0
"""Exactly zero, proved."""
UNDECIDED: Final = 2
"""The balls do not decide, at either end."""
MIXED: Final = 3
"""Different at different splits: look at shorter ranges."""


def sign(ball: Any) -> int:
    """POSITIVE, NEGATIVE, ZERO or UNDECIDED."""
    if ball > 0:
        return POSITIVE
    if ball < 0:
        return NEGATIVE
    return ZERO if ball.is_zero() else UNDECIDED


def sign_between(first: Any, last: Any) -> int:
    """The sign of a monotone quantity on a range from its values at both ends."""
    left, right = sign(first), sign(last)
    return left if left == right else MIXED


def polynomial_sign(coefficients: Sequence[Any], low: Any, high: Any) -> int:
    """The sign of a real polynomial (ascending coefficients) on ``[low, high]``, by its Bernstein coefficients."""
    from flint import arb_poly

    degree = len(coefficients) - 1
    moved = list(arb_poly(list(coefficients))(arb_poly([low, high - low])).coeffs())
    moved += [low * 0] * (degree + 1 - len(moved))
    bernstein = [
        sum((moved[i] * comb(j, i) / comb(degree, i) for i in range(j + 1)), low * 0) for j in range(degree + 1)
    ]
    signs = {sign(value) for value in bernstein}
    if len(signs) == 1:
        return signs.pop()
    ends = {sign(bernstein[0]), sign(bernstein[-1])}
    return UNDECIDED if ends <= {UNDECIDED, ZERO} else MIXED


def times(left: Sequence[Any], right: Sequence[Any]) -> list[Any]:
    """Product of two polynomials, ascending coefficients."""
    product = [left[0] * 0] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] = product[i + j] + a * b
    return product


def plus(left: Sequence[Any], right: Sequence[Any], factor: int = 1) -> list[Any]:
    """``left + factor * right``, ascending coefficients."""
    size = max(len(left), len(right))
    pad = left[0] * 0
    a = [*left, *[pad] * (size - len(left))]
    b = [*right, *[pad] * (size - len(right))]
    return [u + factor * v for u, v in zip(a, b, strict=True)]


def modulus_squared(polynomial: Sequence[Any]) -> list[Any]:
    """``|f(x)|^2`` for real x, f with complex coefficients."""
    real, imag = [c.real for c in polynomial], [c.imag for c in polynomial]
    return plus(times(real, real), times(imag, imag))


def disc_conditions(below: Sequence[Any], trace: Sequence[Any], determinant: Sequence[Any]) -> list[list[Any]]:
    """Schur-Cohn for ``L z^2 - T z + D``, L real and positive, T and D complex: both polynomials positive.

    ``L^2 - |D|^2`` and ``(L^2 - |D|^2)^2 - |T L - conj(T) D|^2``; if either is negative a root lies outside the disc.
    """
    first = plus(times(below, below), modulus_squared(determinant), -1)
    conjugate = [c.conjugate() for c in trace]
    cross = plus(times(trace, below), times(conjugate, determinant), -1)
    return [first, plus(times(first, first), modulus_squared(cross), -1)]


def half_plane_conditions(below: Sequence[Any], trace: Sequence[Any], determinant: Sequence[Any]) -> list[list[Any]]:
    """Routh-Hurwitz for ``L z^2 - T z + D``, L real and positive: both roots left of the imaginary axis.

    ``-Re T`` and ``(Re T)^2 Re D + Re T Im T Im D - (Im D)^2 L`` positive; if either is negative a root lies right.
    """
    tr, ti = [c.real for c in trace], [c.imag for c in trace]
    dr, di = [c.real for c in determinant], [c.imag for c in determinant]
    second = plus(times(times(tr, tr), dr), times(times(tr, ti), di))
    return [[-c for c in tr], plus(second, times(times(di, di), below), -1)]
