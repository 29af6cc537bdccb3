"""Where a split is stable along a line of systems, exactly: the real roots of the criterion's polynomials, isolated.

The conditions are those of :mod:`verify.equilibria.closed_form`, the same functions that ``verify.stability`` evaluates in
balls: positive normalisers, attention that pulls each group of two or more together, and for each other eigenvalue the
margins of Schur and Cohn (flow: of Routh and Hurwitz). Along a line each is a polynomial with rational coefficients in the
free number, which is the step size, another eigenvalue, or ``E = e^{2c}``. FLINT isolates its real roots, and between two
roots one exact evaluation decides. Source: `beyond.bipartite_criterion`, `beyond.flow_criterion`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from verify.equilibria import closed_form as cf
from verify.equilibria.conditions import disc_conditions, half_plane_conditions

Interval = tuple[float, float]
SATURATED = 20.0
"""Larger scores are taken as this one: ``e^{-2c}`` is then below the last digit of float64, and the intervals no longer move."""


@dataclass(frozen=True)
class Polynomial2:
    """A complex polynomial as two real ones: what the conditions of a complex eigenvalue need of a number."""

    real: Any
    imag: Any

    def __add__(self, other: Any) -> Polynomial2:
        real, imag = _parts(other)
        return Polynomial2(self.real + real, self.imag + imag)

    __radd__ = __add__

    def __mul__(self, other: Any) -> Polynomial2:
        real, imag = _parts(other)
        return Polynomial2(self.real * real - self.imag * imag, self.real * imag + self.imag * real)

    __rmul__ = __mul__

    def __sub__(self, other: Any) -> Polynomial2:
        return self + (-1) * _whole(other)

    def __rsub__(self, other: Any) -> Polynomial2:
        return _whole(other) + (-1) * self

    def conjugate(self) -> Polynomial2:
        """For a real argument."""
        return Polynomial2(self.real, -self.imag)


def _parts(number: Any) -> tuple[Any, Any]:
    return (number.real, number.imag) if isinstance(number, Polynomial2) else (number, number * 0)


def _whole(number: Any) -> Polynomial2:
    return number if isinstance(number, Polynomial2) else Polynomial2(*_parts(number))


@dataclass(frozen=True)
class Split:
    """A split of the tokens at one eigenvector, or with ``minus = 0`` the consensus there.

    Attributes:
        own: ``lambda_k``.
        others: the other eigenvalues that decide: the extreme real ones, and every complex one.
        plus, minus: tokens at the two ends, ``plus >= minus >= 0``.
    """

    own: float
    others: tuple[complex, ...]
    plus: int
    minus: int

    def conditions(self, own: Any, others: Sequence[Any], exp_2c: Any, *, flow: bool) -> list[Any]:
        """What is positive exactly where the split is a stable fixed point; in any arithmetic.

        Args:
            own: ``alpha lambda_k`` (flow: ``lambda_k``).
            others: beside it.
            exp_2c: ``E``.
            flow: continuous time.
        """
        if self.minus == 0:
            return self._consensus(own, others, flow=flow)
        m, rest = self.plus, self.minus
        found = []
        if not flow:
            ends = ((m * exp_2c, rest), (rest * exp_2c, m))
            found += [(1 + own) * near + (1 - own) * far for near, far in ends]
        if not others:
            return found
        found += [own * (size * exp_2c - (self.plus + self.minus - size)) for size in (m, rest) if size > 1]
        scale = cf.split_scale(exp_2c, m, rest)
        for a in others:
            found += _pair(a, own, scale, flow=flow)
        return found

    def _consensus(self, own: Any, others: Sequence[Any], *, flow: bool) -> list[Any]:
        found = [] if flow else [1 + own]
        for a in others:
            if flow:
                found.append(own - a.real if isinstance(a, Polynomial2) else own - a)
            elif isinstance(a, Polynomial2):
                found.append((1 + own) * (1 + own) - (1 + a.real) * (1 + a.real) - a.imag * a.imag)
            else:
                found += [own - a, 2 + a + own]
        return [*found, own] if others and self.plus > 1 else found


def _pair(a: Any, b: Any, scale: cf.Scale, *, flow: bool) -> list[Any]:
    """The conditions of one other eigenvalue."""
    if not isinstance(a, Polynomial2):
        if not flow:
            return list(cf.margin_numerators(a, b, scale))
        return [-1 * cf.flow_trace_numerator(a, b, scale), cf.flow_determinant_numerator(a, b, scale)]
    if flow:
        whole = [scale[0] + scale[1] + scale[2]]
        trace, determinant = cf.flow_trace_numerator(a, b, scale), cf.flow_determinant_numerator(a, b, scale)
        found = half_plane_conditions(whole, [trace], [determinant])
    else:
        below = [cf.normaliser_numerator(b, scale)]
        found = disc_conditions(below, [cf.trace_numerator(a, b, scale)], [cf.determinant_numerator(a, scale)])
    return [condition[0] for condition in found]


# ---------------------------------------------------------------- lines of systems


def over_step(split: Split, c: float, frame: Interval) -> list[Interval]:
    """The step sizes for which the split is stable, at the score ``c`` (``alpha = 0`` stands for the flow, and is left out)."""
    from flint import fmpq_poly

    free = fmpq_poly([0, 1])
    return _positive(split.conditions(*_scaled(split, free), _exp(c), flow=False), frame)


def over_eigenvalue(split: Split, which: int, c: float, step: float | None, frame: Interval) -> list[Interval]:
    """The ratios ``lambda_j / |lambda_k|`` of another eigenvalue for which the split is stable.

    Args:
        split: with ``own != 0``.
        which: number of that eigenvalue among ``split.others``.
        c: score.
        step: ``alpha``, or ``None`` for the flow.
        frame: of the ratio.
    """
    from flint import fmpq_poly

    own, others = _scaled(split, fmpq_poly([_rational(1.0 if step is None else step)]))
    others[which] = fmpq_poly([0, 1]) * _rational(abs(split.own)) * _rational(1.0 if step is None else step)
    return _positive(split.conditions(own, others, _exp(c), flow=step is None), frame)


def over_score(split: Split, step: float | None, frame: Interval) -> list[Interval]:
    """The scores ``c`` for which the split is stable."""
    from flint import fmpq_poly

    own, others = _scaled(split, fmpq_poly([_rational(1.0 if step is None else step)]))
    squares = (_float_exp(frame[0]), _float_exp(frame[1]))
    found = _positive(split.conditions(own, others, fmpq_poly([0, 1]), flow=step is None), squares)
    ends = {squares[0]: frame[0], squares[1]: frame[1]}
    return [tuple(ends.get(e, math.log(e) / 2 if e > 0 else -math.inf) for e in piece) for piece in found]  # type: ignore[misc]


def _scaled(split: Split, step: Any) -> tuple[Any, list[Any]]:
    others = [
        Polynomial2(step * _rational(a.real), step * _rational(a.imag))
        if isinstance(a, complex)
        else step * _rational(a)
        for a in split.others
    ]
    return step * _rational(split.own), others


def _rational(number: float) -> Any:
    from flint import fmpq

    return fmpq(*float(number).as_integer_ratio())


def _float_exp(c: float) -> float:
    return math.exp(2 * max(-SATURATED, min(SATURATED, c)))


def _exp(c: float) -> Any:
    return _rational(_float_exp(c))


def _positive(conditions: Iterable[Any], frame: Interval) -> list[Interval]:
    """The open intervals of a frame on which all conditions are positive."""
    polynomials = [_polynomial(condition) for condition in conditions]
    if any(len(p.coeffs()) == 0 or (len(p.coeffs()) == 1 and p[0] <= 0) for p in polynomials):
        return []
    low, high = frame
    cuts = {low, high}
    for polynomial in polynomials:
        cuts.update(root for root in _roots(polynomial) if low < root < high)
    places = sorted(cuts)
    return [
        (left, right)
        for left, right in pairwise(places)
        if all(polynomial(_rational(left / 2 + right / 2)) > 0 for polynomial in polynomials)
    ]


def _polynomial(condition: Any) -> Any:
    from flint import fmpq_poly

    return condition if isinstance(condition, fmpq_poly) else fmpq_poly([condition])


def _roots(polynomial: Any) -> list[float]:
    """The real roots, correctly isolated: FLINT gives real ones an imaginary part that is exactly zero."""
    return [float(root.real.mid()) for root, _ in polynomial.numer().complex_roots() if root.imag.is_zero()]
