"""The certified verdict of every split of the tokens at one eigenvector, as ranges of splits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from verify.equilibria import closed_form as cf
from verify.equilibria.certify import Enclosure
from verify.equilibria.conditions import (
    MIXED,
    NEGATIVE,
    POSITIVE,
    UNDECIDED,
    ZERO,
    disc_conditions,
    half_plane_conditions,
    polynomial_sign,
    sign,
    sign_between,
)


@dataclass(frozen=True)
class Outcome:
    """What holds for every split of a range.

    Attributes:
        kind: consensus, bipartite or polygonal.
        fixed_point: whether the state is an equilibrium.
        verdict: stable, unstable, marginal (neither is proved, or exactly on the boundary), ``None`` if not fixed.
        certified: whether all of this is proved; a certified ``marginal`` lies exactly on the boundary.
        note: period_two, collapses or undefined where it is not a fixed point.
    """

    kind: str
    fixed_point: bool
    verdict: str | None
    certified: bool
    note: str | None = None


@dataclass(eq=False)
class Eigenstate:
    """The states at one eigenvector. Made and used under the working precision of the enclosure.

    Args:
        enclosure: of V and A.
        k: number of the (real) eigenvector.
        n: tokens.
        step_size: exact, or ``None`` for the flow.
    """

    enclosure: Enclosure
    k: int
    n: int
    step_size: float | None
    own: Any = field(init=False)
    real: list[Any] = field(init=False)
    complex: list[Any] = field(init=False)

    def __post_init__(self) -> None:
        """Scale by the step size; of the other real eigenvalues only the extreme two decide (convexity in lambda_j)."""
        from flint import arb

        values, k = self.enclosure.values, self.k
        last = len(values) - 1
        chosen = sorted({1 if k == 0 else 0, last - 1 if k == last else last} - {k, -1, last + 1})
        unit = arb(1) if self.step_size is None else arb(self.step_size)
        self.own = unit * values[k]
        self.real = [unit * values[j] for j in chosen]
        self.complex = [unit * z for z in self.enclosure.complex_values]
        self.tangent = bool(self.real or self.complex)
        c = self.enclosure.scores[k]
        # Two numbers with quotient E, both in range for any c.
        self.grow, self.decay = (arb(1), (-2 * c).exp()) if c > 50 else ((2 * c).exp(), arb(1))

    # ------------------------------------------------------------ consensus

    def consensus(self) -> Outcome:
        """The consensus (both signs alike)."""
        b = self.own
        if self.step_size is not None:
            status = sign(1 + b)
            if status != POSITIVE:
                note = "period_two" if status == NEGATIVE else "undefined"
                return self._outcome("consensus", [], note, status != UNDECIDED)
            signs = [sign(margin) for a in self.real for margin in (b - a, 2 + a + b)]
            signs += [sign((1 + b) * (1 + b) - (1 + a.real) * (1 + a.real) - a.imag * a.imag) for a in self.complex]
        else:
            signs = [sign(b - a) for a in self.real] + [sign(b - a.real) for a in self.complex]
        if self.n > 1 and self.tangent:
            signs.append(sign(b))
        return self._outcome("consensus", signs)

    # ------------------------------------------------------------ bipartite

    def splits(self) -> list[tuple[int, int, Outcome]]:
        """``(low, high, outcome)`` over the size of the smaller group, 1 to n // 2, merged where outcomes agree."""
        half = self.n // 2
        polygonal = self.enclosure.uniform[self.k] and self.n % 2 == 0 and half >= 1
        last = half - 1 if polygonal else half
        ranges: list[tuple[int, int, Outcome]] = []
        pending = [(low, high) for low, high in ((2, last), (1, min(1, last))) if low <= high]
        while pending:
            low, high = pending.pop()
            outcome = self._range(low, high)
            if outcome is None:
                middle = (low + high) // 2
                pending += [(middle + 1, high), (low, middle)]
            elif ranges and ranges[-1][2] == outcome:
                ranges[-1] = (ranges[-1][0], high, outcome)
            else:
                ranges.append((low, high, outcome))
        if polygonal:
            ranges.append((half, half, self._polygonal()))
        return ranges

    def _range(self, low: int, high: int) -> Outcome | None:
        """The outcome for minus = low..high, or ``None`` if the range must be cut."""
        ends = (low, high) if low < high else (low,)
        if self.step_size is not None:
            larger = [(1 + self.own) * (self.n - s) * self.grow + (1 - self.own) * s * self.decay for s in ends]
            smaller = [(1 + self.own) * s * self.grow + (1 - self.own) * (self.n - s) * self.decay for s in ends]
            status = [sign_between(values[0], values[-1]) for values in (larger, smaller)]
            if MIXED in status and low < high:
                return None
            if UNDECIDED in status or ZERO in status:
                return self._outcome("bipartite", [], "undefined", low == high and UNDECIDED not in status)
            if status != [POSITIVE, POSITIVE]:
                return self._outcome("bipartite", [], "period_two" if status[0] == status[1] else "collapses")
        signs = self._signs(low, high, ends)
        if NEGATIVE not in signs and MIXED in signs:
            return None
        return self._outcome("bipartite", signs)

    def _signs(self, low: int, high: int, ends: tuple[int, ...]) -> list[int]:
        scales = [self._scale(s) for s in ends]
        signs = []
        if self.tangent:
            if self.n - low > 1:
                attended = [self.own * ((self.n - s) * self.grow - s * self.decay) for s in ends]
                signs.append(sign_between(attended[0], attended[-1]))
            if low > 1:
                attended = [self.own * (s * self.grow - (self.n - s) * self.decay) for s in ends]
                signs.append(sign_between(attended[0], attended[-1]))
        for a in self.real:
            margins = [self._margins(a, scale) for scale in scales]
            signs += [sign_between(first, last) for first, last in zip(margins[0], margins[-1], strict=True)]
            if NEGATIVE in signs:
                return signs
        if MIXED in signs or not self.complex:
            return signs
        for a in self.complex:
            for polynomial in self._polynomials(a):
                signs.append(polynomial_sign(polynomial, self._x(high), self._x(low)))
                if signs[-1] == NEGATIVE:
                    return signs
        return signs

    def _x(self, s: int) -> Any:
        from flint import arb

        m = self.n - s
        return arb(m * m + s * s) / (m * s)

    def _scale(self, s: int) -> cf.Scale:
        """``(E, 1/E, m/s + s/m)`` times a positive number that keeps them in range."""
        return self.grow * self.grow, self.decay * self.decay, self.grow * self.decay * self._x(s)

    def _margins(self, a: Any, scale: cf.Scale) -> tuple[Any, ...]:
        if self.step_size is None:
            determinant = cf.flow_determinant_numerator(a, self.own, scale)
            return -cf.flow_trace_numerator(a, self.own, scale), determinant
        return cf.margin_numerators(a, self.own, scale)

    def _polynomials(self, a: Any) -> list[list[Any]]:
        """The conditions of one complex eigenvalue as polynomials in x."""
        zero = self.grow * 0
        constant = (self.grow * self.grow, self.decay * self.decay, zero)
        slope = (zero, zero, self.grow * self.decay)
        b = self.own
        if self.step_size is None:
            below = [sum(part[1:], part[0]) for part in (constant, slope)]
            trace = [cf.flow_trace_numerator(a, b, part) for part in (constant, slope)]
            return half_plane_conditions(
                below, trace, [cf.flow_determinant_numerator(a, b, part) for part in (constant, slope)]
            )
        below = [cf.normaliser_numerator(b, part) for part in (constant, slope)]
        trace = [cf.trace_numerator(a, b, part) for part in (constant, slope)]
        return disc_conditions(below, trace, [cf.determinant_numerator(a, part) for part in (constant, slope)])

    def _polygonal(self) -> Outcome:
        """Balanced and uniform: the eigenvalues are 1 and ``1 + a_j`` (flow: 0 and ``lambda_j``), each repeated."""
        signs = [ZERO] if self.tangent else []
        for a in [*self.real, *self.complex]:
            if self.step_size is None:
                signs.append(sign(-a.real))
            elif a.imag == 0:
                signs += [sign(-a.real), sign(2 + a.real)]
            else:
                signs.append(sign(-a.real * (2 + a.real) - a.imag * a.imag))
        return self._outcome("polygonal", signs)

    def _outcome(self, kind: str, signs: list[int], note: str | None = None, decided: bool = True) -> Outcome:
        certified = decided and self.enclosure.certified
        if note is not None:
            return Outcome(kind, False, None, certified, note)
        if NEGATIVE in signs:
            return Outcome(kind, True, "unstable", certified)
        if all(value == POSITIVE for value in signs):
            return Outcome(kind, True, "stable", certified)
        return Outcome(kind, True, "marginal", certified and not set(signs) - {POSITIVE, ZERO})
