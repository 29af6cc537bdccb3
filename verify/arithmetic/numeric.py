"""Arithmetics whose arrays have a concrete shape: float64, torch, mpmath, arb, exact SymPy entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from verify.arithmetic.base import Arithmetic


class Float64(Arithmetic):
    """NumPy arrays of float64."""

    name = "float64"

    def asarray(self, values: Any, like: Any) -> Any:  # noqa: ARG002
        """``values`` as a float64 array."""
        array = np.asarray(values)
        if array.dtype == object:
            array = np.asarray(np.frompyfunc(float, 1, 1)(array))
        return array.astype(np.float64)

    def softmax(self, scores: Any, counts: Any = None, causal: bool = False) -> Any:
        """Softmax with the row maximum subtracted."""
        if causal:
            scores = np.where(np.tri(scores.shape[-1], dtype=bool), scores, -np.inf)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        if counts is not None:
            weights = weights * self.asarray(counts, scores)
        return weights / weights.sum(axis=-1, keepdims=True)

    def mean(self, tokens: Any, counts: Any = None) -> Any:
        """Mean over the token axis."""
        if counts is None:
            return tokens.mean(axis=-2, keepdims=True)
        weights = self.asarray(counts, tokens)
        return (weights / weights.sum())[None, :] @ tokens

    def norms(self, rows: Any, metric: Any = None) -> Any:
        """Scaled norms: no overflow for huge rows, no underflow for tiny ones."""
        scale = np.abs(rows).max(axis=-1, keepdims=True)
        safe = np.where((scale > 0) & np.isfinite(scale), scale, 1.0)
        scaled = rows / safe
        squares = scaled**2 if metric is None else (scaled @ metric) * scaled
        return np.sqrt(squares.sum(axis=-1, keepdims=True)) * safe

    def normalize(self, rows: Any, metric: Any = None) -> Any:
        """Rows over their norms; a zero row becomes nan, as the map is undefined there."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return rows / self.norms(rows, metric)

    def sqrt(self, values: Any) -> Any:
        """Square roots, entry by entry."""
        return np.sqrt(values)

    def dot(self, left: Any, right: Any) -> Any:
        """Row-wise inner products."""
        return (left * right).sum(axis=-1, keepdims=True)


class Torch(Arithmetic):
    """Torch tensors of any floating dtype on any device; differentiable."""

    name = "torch"

    def asarray(self, values: Any, like: Any) -> Any:
        """``values`` as a tensor with the dtype and device of ``like``."""
        import torch

        if isinstance(values, torch.Tensor):
            return values.to(dtype=like.dtype, device=like.device)
        return torch.tensor(Float64().asarray(values, None), dtype=like.dtype, device=like.device)

    def softmax(self, scores: Any, counts: Any = None, causal: bool = False) -> Any:
        """Softmax by torch; multiplicities enter as log-weights."""
        import torch

        if causal:
            n = scores.shape[-1]
            visible = torch.ones(n, n, dtype=torch.bool, device=scores.device).tril()
            scores = scores.masked_fill(~visible, -torch.inf)
        if counts is not None:
            scores = scores + self.asarray(counts, scores).log()
        return torch.softmax(scores, dim=-1)

    def mean(self, tokens: Any, counts: Any = None) -> Any:
        """Mean over the token axis."""
        if counts is None:
            return tokens.mean(dim=-2, keepdim=True)
        weights = self.asarray(counts, tokens)
        return (weights / weights.sum())[None, :] @ tokens

    def norms(self, rows: Any, metric: Any = None) -> Any:
        """Row norms."""
        return rows.norm(dim=-1, keepdim=True) if metric is None else self.dot(rows @ metric, rows).sqrt()

    def normalize(self, rows: Any, metric: Any = None) -> Any:
        """Rows over their norms."""
        return rows / self.norms(rows, metric)

    def sqrt(self, values: Any) -> Any:
        """Square roots, entry by entry."""
        return values.sqrt()

    def dot(self, left: Any, right: Any) -> Any:
        """Row-wise inner products."""
        return (left * right).sum(dim=-1, keepdim=True)

    def transpose(self, matrix: Any) -> Any:
        """The last two axes exchanged."""
        return matrix.transpose(-1, -2)


class ObjectArithmetic(Arithmetic):
    """Object arrays: each entry is a number with ``+ - * /``; ``exp`` and ``sqrt`` are given.

    Args:
        name: of the arithmetic.
        convert: makes one entry from a number of any arithmetic.
        exp: exponential of one entry.
        sqrt: square root of one entry.
        shift: the constant to subtract from a row of scores before ``exp`` (softmax does not depend on it); ``None``
            where no overflow is possible because nothing is rounded.
    """

    def __init__(
        self,
        name: str,
        convert: Callable[[Any], Any],
        exp: Callable[[Any], Any],
        sqrt: Callable[[Any], Any],
        shift: Callable[[Sequence[Any]], Any] | None,
    ) -> None:
        self.name = name
        self._convert = np.frompyfunc(convert, 1, 1)
        self._exp = np.frompyfunc(exp, 1, 1)
        self._sqrt = np.frompyfunc(sqrt, 1, 1)
        self._shift = shift

    def asarray(self, values: Any, like: Any) -> Any:  # noqa: ARG002
        """``values`` as an object array of this arithmetic's numbers."""
        if hasattr(values, "detach"):
            values = values.detach().cpu().numpy()
        array = np.asarray(values)
        if array.dtype != object:
            array = array.astype(object)
        return np.asarray(self._convert(array), dtype=object)

    def softmax(self, scores: Any, counts: Any = None, causal: bool = False) -> Any:
        """Softmax with a shift near the row maximum, which the exact result does not depend on."""
        size = scores.shape[-1]
        masked = np.full(scores.shape, self._convert(0), dtype=object)
        for index in np.ndindex(scores.shape[:-1]):
            visible = index[-1] + 1 if causal else size
            row = scores[index][:visible]
            if self._shift is not None:
                row = row - self._shift(list(row))
            masked[index][:visible] = self._exp(row)
        if counts is not None:
            masked = masked * self.asarray(counts, scores)
        return masked / masked.sum(axis=-1, keepdims=True)

    def mean(self, tokens: Any, counts: Any = None) -> Any:
        """Mean over the token axis."""
        if counts is None:
            return tokens.sum(axis=-2, keepdims=True) / self._convert(tokens.shape[-2])
        weights = self.asarray(counts, tokens)
        return (weights[:, None] * tokens).sum(axis=-2, keepdims=True) / weights.sum()

    def norms(self, rows: Any, metric: Any = None) -> Any:
        """Row norms."""
        lowered = rows if metric is None else rows @ metric
        return self.sqrt((lowered * rows).sum(axis=-1, keepdims=True))

    def normalize(self, rows: Any, metric: Any = None) -> Any:
        """Rows over their norms."""
        return rows / self.norms(rows, metric)

    def sqrt(self, values: Any) -> Any:
        """Square roots, entry by entry."""
        return np.asarray(self._sqrt(values), dtype=object)

    def dot(self, left: Any, right: Any) -> Any:
        """Row-wise inner products."""
        return (left * right).sum(axis=-1, keepdims=True)


def to_mpf(value: Any) -> Any:
    import mpmath
    import sympy

    if isinstance(value, mpmath.mpf):
        return value
    if isinstance(value, Fraction):
        return mpmath.mpf(value.numerator) / value.denominator
    if isinstance(value, sympy.Basic):
        if value.is_Rational:
            return mpmath.mpf(int(value.p)) / int(value.q)
        digits = mpmath.mp.dps + 5
        return mpmath.mpf(sympy.Float(value.evalf(digits), digits)._mpf_)  # evalf may return the integer 0
    return mpmath.mpf(value if isinstance(value, (int, str)) else float(value))


def to_arb(value: Any) -> Any:
    """A ball that contains ``value`` exactly (int, float, Fraction, SymPy number with exp, log and roots, arb)."""
    import flint
    import sympy

    if isinstance(value, flint.arb):
        return value
    if isinstance(value, sympy.Basic):
        return _sympy_to_arb(value)
    if isinstance(value, Fraction):
        return flint.arb(flint.fmpq(value.numerator, value.denominator))
    if isinstance(value, (int, np.integer)):
        return flint.arb(int(value))
    if isinstance(value, (flint.fmpq, flint.fmpz)):
        return flint.arb(value)
    return flint.arb(float(value))


def _sympy_to_arb(expression: Any) -> Any:
    import flint
    import sympy

    if expression.is_Rational:
        return flint.arb(flint.fmpq(int(expression.p), int(expression.q)))
    if expression.is_Float:
        return _sympy_to_arb(sympy.Rational(expression))
    arguments = [_sympy_to_arb(argument) for argument in expression.args]
    if expression.is_Add:
        return sum(arguments[1:], arguments[0])
    if expression.is_Mul:
        product = arguments[0]
        for factor in arguments[1:]:
            product = product * factor
        return product
    if expression.is_Pow:
        exponent = expression.exp
        if exponent.is_Integer:
            return arguments[0] ** int(exponent)
        if exponent == sympy.Rational(1, 2):
            return arguments[0].sqrt()
        return (arguments[1] * arguments[0].log()).exp()
    unary = {"exp": "exp", "log": "log", "cos": "cos", "sin": "sin", "tanh": "tanh", "cosh": "cosh", "sinh": "sinh"}
    if expression == sympy.pi:
        return flint.arb.pi()
    if expression == sympy.E:
        return flint.arb(1).exp()
    if type(expression).__name__ in unary:
        return getattr(arguments[0], unary[type(expression).__name__])()
    if type(expression).__name__ == "Abs":
        return abs(arguments[0])
    raise TypeError(f"no ball arithmetic for {expression!r}")


def to_exact(value: Any) -> Any:
    import sympy

    if isinstance(value, sympy.Basic):
        return value
    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    if isinstance(value, (float, np.floating)):
        return sympy.Rational(*float(value).as_integer_ratio())
    if isinstance(value, np.integer):
        return sympy.Integer(int(value))
    return sympy.sympify(value)


def _make_mpmath() -> ObjectArithmetic:
    import mpmath

    return ObjectArithmetic("mpmath", to_mpf, mpmath.exp, mpmath.sqrt, max)


def _make_arb() -> ObjectArithmetic:
    import flint

    def middle(row: Sequence[Any]) -> Any:
        # Any exact constant will do; the largest midpoint keeps exp() in range without wrapping a ball into the sum.
        return flint.arb(max(float(score.mid()) for score in row))

    return ObjectArithmetic("arb", to_arb, lambda ball: ball.exp(), lambda ball: ball.sqrt(), middle)


def _make_exact() -> ObjectArithmetic:
    import sympy

    return ObjectArithmetic("exact", to_exact, sympy.exp, sympy.sqrt, None)


def _make_jets() -> ObjectArithmetic:
    from verify.arithmetic.jets import make_jets

    return make_jets()


FLOAT64 = Float64()
TORCH = Torch()
_FACTORIES = {"mpmath": _make_mpmath, "arb": _make_arb, "exact": _make_exact, "jet": _make_jets}
_MADE: dict[str, ObjectArithmetic] = {}


def object_arithmetic(name: str) -> ObjectArithmetic:
    """The arithmetic ``mpmath``, ``arb``, ``exact`` or ``jet``, made on first use (its library is imported then)."""
    if name not in _MADE:
        _MADE[name] = _FACTORIES[name]()
    return _MADE[name]
