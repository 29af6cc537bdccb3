"""Balls that carry a derivative: what is computed with them is enclosed, and so is its slope along one direction.

A jet never becomes a float behind one's back, and a comparison that its ball does not decide is an error: what was computed
with jets alone is rigorous. :func:`directional_derivative` differentiates ``step`` in balls with nothing but its definition.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from verify.arithmetic.numeric import ObjectArithmetic, to_arb


class Jet:
    """``value + slope * epsilon`` with ``epsilon^2 = 0``, both balls (``flint.arb``)."""

    __slots__ = ("slope", "value")
    arithmetic = "jet"
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, value: Any, slope: Any = 0) -> None:
        self.value = to_arb(value)
        self.slope = to_arb(slope)

    def __repr__(self) -> str:
        return f"Jet({self.value}, {self.slope})"

    def __float__(self) -> float:
        raise TypeError("a jet is a ball and no float")

    def is_finite(self) -> bool:
        """Whether both balls are finite."""
        return bool(self.value.is_finite() and self.slope.is_finite())

    def __neg__(self) -> Jet:
        return Jet(-self.value, -self.slope)

    def __abs__(self) -> Jet:
        return -self if self < 0 else self

    def __add__(self, other: Any) -> Any:
        if isinstance(other, np.ndarray):
            return NotImplemented  # the array does it, entry by entry
        other = to_jet(other)
        return Jet(self.value + other.value, self.slope + other.slope)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self + -other if isinstance(other, np.ndarray) else self + -to_jet(other)

    def __rsub__(self, other: Any) -> Any:
        return -self + other

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, np.ndarray):
            return NotImplemented  # the array does it, entry by entry
        other = to_jet(other)
        return Jet(self.value * other.value, self.slope * other.value + self.value * other.slope)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, np.ndarray):
            return NotImplemented  # the array does it, entry by entry
        other = to_jet(other)
        quotient = self.value / other.value
        return Jet(quotient, (self.slope - quotient * other.slope) / other.value)

    def __rtruediv__(self, other: Any) -> Any:
        return to_jet(other) / self

    def __pow__(self, power: int) -> Jet:
        if not isinstance(power, (int, np.integer)):
            raise TypeError(f"a jet is raised to integers only, not to {power!r}")
        if power == 0:
            return Jet(1)
        n = int(power)
        return Jet(self.value**n, n * self.value ** (n - 1) * self.slope)

    def exp(self) -> Jet:
        """Exponential; NumPy's ``exp`` finds this name."""
        value = self.value.exp()
        return Jet(value, value * self.slope)

    def log(self) -> Jet:
        """Natural logarithm."""
        return Jet(self.value.log(), self.slope / self.value)

    def cosh(self) -> Jet:
        """Hyperbolic cosine."""
        return (self.exp() + (-self).exp()) / 2

    def sinh(self) -> Jet:
        """Hyperbolic sine."""
        return (self.exp() - (-self).exp()) / 2

    def tanh(self) -> Jet:
        """Hyperbolic tangent."""
        return self.sinh() / self.cosh()

    def sqrt(self) -> Jet:
        """Square root."""
        value = self.value.sqrt()
        return Jet(value, self.slope / (2 * value))

    def cos(self) -> Jet:
        """Cosine."""
        return Jet(self.value.cos(), -self.value.sin() * self.slope)

    def sin(self) -> Jet:
        """Sine."""
        return Jet(self.value.sin(), self.value.cos() * self.slope)

    def _sign(self, other: Any) -> int:
        """The sign of the difference of the values.

        Raises:
            ArithmeticError: if the balls overlap and are not the same number.
        """
        difference = self.value - to_jet(other).value
        if difference > 0:
            return 1
        if difference < 0:
            return -1
        if difference == 0:
            return 0
        raise ArithmeticError("the balls overlap: the comparison is not decided")

    def __lt__(self, other: Any) -> bool:
        return self._sign(other) < 0

    def __gt__(self, other: Any) -> bool:
        return self._sign(other) > 0

    def __le__(self, other: Any) -> bool:
        return self._sign(other) <= 0

    def __ge__(self, other: Any) -> bool:
        return self._sign(other) >= 0

    def __eq__(self, other: object) -> bool:
        return self._sign(other) == 0

    def __ne__(self, other: object) -> bool:
        return self._sign(other) != 0


def to_jet(value: Any) -> Jet:
    """A number of any arithmetic as a jet without slope."""
    return value if isinstance(value, Jet) else Jet(value)


def make_jets() -> ObjectArithmetic:
    """The arithmetic of object arrays of jets."""

    def middle(row: Any) -> Any:
        return to_arb(max(float(score.value.mid()) for score in row))

    return ObjectArithmetic("jet", to_jet, lambda jet: jet.exp(), lambda jet: jet.sqrt(), middle)


def directional_derivative(function: Callable[[Any], Any], at: Any, along: Any) -> Any:
    """The derivative of a function of an array at ``at`` in the direction ``along``, in balls, without slope.

    Args:
        function: of object arrays of jets.
        at: an array of numbers; their own slopes are dropped.
        along: of the same shape.
    """
    places, directions = np.asarray(at, dtype=object), np.asarray(along, dtype=object)
    seeded = np.empty(places.shape, dtype=object)
    for index in np.ndindex(places.shape):
        seeded[index] = Jet(to_jet(places[index]).value, to_jet(directions[index]).value)
    moved = np.asarray(function(seeded), dtype=object)
    slopes = np.empty(moved.shape, dtype=object)
    for index in np.ndindex(moved.shape):
        slopes[index] = Jet(to_jet(moved[index]).slope)
    return slopes


class JetRandom:
    """A NumPy generator whose real numbers are jets: the same draws, as exact numbers, for a world of balls.

    Args:
        generator: what draws.
    """

    def __init__(self, generator: Any) -> None:
        self._generator = generator

    def normal(self, loc: float = 0.0, scale: float = 1.0, size: Any = None) -> Any:
        """As NumPy's."""
        return _as_jets(self._generator.normal(loc, scale, size))

    def uniform(self, low: float = 0.0, high: float = 1.0, size: Any = None) -> Any:
        """As NumPy's."""
        return _as_jets(self._generator.uniform(low, high, size))

    def choice(self, options: Any, size: Any = None) -> Any:
        """As NumPy's; floats become jets."""
        drawn = self._generator.choice(options, size=size)
        return _as_jets(drawn) if np.asarray(drawn).dtype.kind == "f" else drawn

    def integers(self, *args: Any, **kwargs: Any) -> Any:
        """As NumPy's: integers."""
        return self._generator.integers(*args, **kwargs)

    def permutation(self, of: Any) -> Any:
        """As NumPy's, of an integer."""
        return self._generator.permutation(of)


def _as_jets(drawn: Any) -> Any:
    if np.ndim(drawn) == 0:
        return Jet(float(drawn))
    array = np.asarray(drawn)
    made = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        made[index] = Jet(float(array[index]))
    return made
