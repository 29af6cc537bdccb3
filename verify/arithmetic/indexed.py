"""Arrays of symbolic shape: ``n`` tokens in ``R^d`` with both left symbolic, sums over tokens as SymPy sums.

``System.step`` runs on these arrays unchanged: a derivative taken here is one of the definition, for all n and d.
:func:`normal_form` decides equality of such expressions by a few rules of finite sums, each of them sound:

* a sum is linear, and a factor that does not hold the summation index moves out of it;
* ``sum_i 1 = n``, and ``sum_i KroneckerDelta(i, k) f(i) = f(k)`` where k has the range of i: a bound index by its own
  sum, a free one (an entry of an array, such as a derivative makes) by assumption;
* finite sums commute, and bound indices may be renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import permutations
from typing import Any

import sympy
from sympy import Add, Dummy, Expr, Integer, KroneckerDelta, Mul, Pow, Sum, Symbol

from verify.arithmetic.base import Arithmetic

Entry = Callable[..., Expr]
Ranges = Mapping[Symbol, Expr]  # upper ends of the sums that an expression stands in, by their indices


def fresh_index() -> Symbol:
    """An index that occurs nowhere else."""
    return Dummy("i", integer=True, positive=True)


class IndexedArray:
    """A two-dimensional array given by its entry (i, j), indices from 1; a size-1 axis broadcasts."""

    def __init__(self, shape: tuple[Any, Any], entry: Entry) -> None:
        self.shape = shape
        self.entry = entry

    @property
    def arithmetic(self) -> Arithmetic:
        """The arithmetic that serves these arrays."""
        return INDEXED

    @staticmethod
    def symbol(name: str, rows: Any, columns: Any) -> IndexedArray:
        """An array of independent real entries."""
        base = sympy.IndexedBase(name, real=True)
        return IndexedArray((rows, columns), lambda i, j: base[i, j])

    def _combine(self, other: Any, operation: Callable[[Any, Any], Any]) -> IndexedArray:
        if not isinstance(other, IndexedArray):
            return IndexedArray(self.shape, lambda i, j: operation(self.entry(i, j), other))
        shape = tuple(b if a == 1 else a for a, b in zip(self.shape, other.shape, strict=True))
        return IndexedArray(shape, lambda i, j: operation(self.entry(i, j), other.entry(i, j)))

    def __add__(self, other: Any) -> IndexedArray:
        return self._combine(other, lambda a, b: a + b)

    def __sub__(self, other: Any) -> IndexedArray:
        return self._combine(other, lambda a, b: a - b)

    def __mul__(self, other: Any) -> IndexedArray:
        return self._combine(other, lambda a, b: a * b)

    def __rmul__(self, other: Any) -> IndexedArray:
        return self._combine(other, lambda a, b: b * a)

    def __truediv__(self, other: Any) -> IndexedArray:
        return self._combine(other, lambda a, b: a / b)

    def __matmul__(self, other: IndexedArray) -> IndexedArray:
        def entry(i: Any, j: Any) -> Expr:
            q = fresh_index()
            return Sum(self.entry(i, q) * other.entry(q, j), (q, 1, self.shape[1]))

        return IndexedArray((self.shape[0], other.shape[1]), entry)


class _Indexed(Arithmetic):
    name = "indexed"

    def asarray(self, values: Any, like: Any) -> Any:  # noqa: ARG002
        """Symbolic arrays and scalars are taken as they are."""
        return values

    def scalar(self, value: Any, like: Any) -> Any:  # noqa: ARG002
        """A scalar symbol as it is."""
        return value

    def transpose(self, matrix: Any) -> Any:
        """Rows and columns exchanged."""
        return IndexedArray((matrix.shape[1], matrix.shape[0]), lambda i, j: matrix.entry(j, i))

    def _over_columns(self, summand: Entry, rows: Any, columns: Any) -> IndexedArray:
        def entry(i: Any, _j: Any) -> Expr:
            q = fresh_index()
            return Sum(summand(i, q), (q, 1, columns))

        return IndexedArray((rows, 1), entry)

    def softmax(self, scores: Any, counts: Any = None, causal: bool = False) -> Any:
        """Row-wise softmax, from its definition."""
        if counts is not None or causal:
            raise NotImplementedError("symbolic shapes know neither multiplicities nor masks")
        weights = IndexedArray(scores.shape, lambda i, j: sympy.exp(scores.entry(i, j)))
        return weights / self._over_columns(weights.entry, *scores.shape)

    def mean(self, tokens: Any, counts: Any = None) -> Any:
        """The mean token."""
        if counts is not None:
            raise NotImplementedError("symbolic shapes know no multiplicities")

        def entry(_i: Any, p: Any) -> Expr:
            j = fresh_index()
            return Sum(tokens.entry(j, p), (j, 1, tokens.shape[0])) / tokens.shape[0]

        return IndexedArray((1, tokens.shape[1]), entry)

    def dot(self, left: Any, right: Any) -> Any:
        """Row-wise inner products."""
        return self._over_columns(lambda i, q: left.entry(i, q) * right.entry(i, q), *left.shape)

    def norms(self, rows: Any, metric: Any = None) -> Any:
        """Row norms."""
        return self.sqrt(self.dot(rows if metric is None else rows @ metric, rows))

    def sqrt(self, values: Any) -> Any:
        """Square roots, entry by entry."""
        return IndexedArray(values.shape, lambda i, j: sympy.sqrt(values.entry(i, j)))

    def normalize(self, rows: Any, metric: Any = None) -> Any:
        """Rows over their norms."""
        return rows / self.norms(rows, metric)


INDEXED = _Indexed()


def directional_derivative(
    function: Callable[[IndexedArray], IndexedArray], at: IndexedArray, along: IndexedArray
) -> Entry:
    """Entry (i, p) of ``d/dt function(at + t along)`` at t = 0."""
    t = Dummy("t", real=True)
    moved = function(at + along * t)

    def entry(i: Any, p: Any) -> Expr:
        return moved.entry(i, p).diff(t).subs(t, 0)

    return entry


def normal_form(expression: Expr, within: Ranges | None = None) -> Expr:
    """``expression`` with its sums in canonical form; two expressions with the same form are equal for all n and d.

    Args:
        expression: with sums from 1 to a bound that does not depend on another index.
        within: the sums around it, if there are any.

    Raises:
        ValueError: for a sum of another kind.
    """
    ranges = within or {}
    if isinstance(expression, Sum):
        ranges = {**ranges, **{index: high for index, _, high in expression.limits}}
        if any(low != 1 or high.free_symbols & set(ranges) for _, low, high in expression.limits):
            raise ValueError(f"expected sums from 1 to a constant, got {expression}")
        body = normal_form(expression.function, ranges)
        for index, _, high in expression.limits:
            body = Add(*(_sum_term(term, index, high, ranges) for term in Add.make_args(body)))
        return body
    if isinstance(expression, Add):
        return Add(*(normal_form(term, ranges) for term in expression.args))
    if isinstance(expression, Mul):
        return _distribute(Mul(*(normal_form(factor, ranges) for factor in expression.args)))
    if isinstance(expression, Pow) and expression.exp.is_Integer and expression.exp > 0:
        return _distribute(Pow(normal_form(expression.base, ranges), expression.exp))
    if expression.args and not isinstance(expression, sympy.Indexed):
        return expression.func(*(normal_form(argument, ranges) for argument in expression.args))
    return expression


def _distribute(expression: Expr) -> Expr:
    return sympy.expand(
        expression, deep=False, mul=True, multinomial=True, power_base=False, power_exp=False, log=False
    )


def _sum_term(term: Expr, index: Symbol, high: Expr, ranges: Ranges) -> Expr:
    """``sum_{index=1}^{high} term`` for a product: what is free of the index moves out, the other sums merge."""
    outside: list[Expr] = []
    inside: list[Expr] = []
    limits: list[tuple[Symbol, Expr]] = [(index, high)]
    for factor in _copies(term):
        if index not in factor.free_symbols:
            outside.append(factor)
        elif isinstance(factor, KroneckerDelta) and (other := _partner(factor, term, index, high, ranges)) is not None:
            return normal_form(term.xreplace({factor: Integer(1)}).xreplace({index: other}), ranges)
        elif isinstance(factor, Sum):
            fresh = {old: fresh_index() for old, _, _ in factor.limits}
            limits += [(fresh[old], top) for old, _, top in factor.limits]
            inside.append(factor.function.xreplace(fresh))
        else:
            inside.append(factor)
    if not inside:
        return Mul(*outside, high)
    return _distribute(Mul(*outside, _canonical_sum(Mul(*inside), limits)))


def _partner(delta: KroneckerDelta, term: Expr, index: Symbol, high: Expr, ranges: Ranges) -> Expr | None:
    """What a delta sets the index to, if that surely lies in the index's range and nothing captures it."""
    first, second = delta.args
    other = second if first == index else first
    if index not in (first, second) or index in other.free_symbols:
        return None
    if other not in (1, high) and not (isinstance(other, Symbol) and ranges.get(other, high) == high):
        return None
    return None if any(other in total.bound_symbols for total in term.atoms(Sum)) else other


def _copies(term: Expr) -> list[Expr]:
    """Factors of a product, positive integer powers written out so that each inner sum keeps indices of its own."""
    factors: list[Expr] = []
    for factor in Mul.make_args(term):
        if isinstance(factor, Pow) and factor.exp.is_Integer and factor.exp > 0 and factor.base.has(Sum):
            factors += [factor.base] * int(factor.exp)
        else:
            factors.append(factor)
    return factors


@cache
def _name(depth: int, place: int) -> Symbol:
    """The canonical index: a dummy, so that no symbol of a statement is ever captured by it."""
    return Dummy(f"k{depth}_{place}", integer=True, positive=True)


def _canonical_sum(body: Expr, limits: list[tuple[Symbol, Expr]]) -> Expr:
    """A multiple sum under the smallest of all namings of its indices; names grow with nesting, so none is captured."""
    inner = body.atoms(Sum)
    taken = body.free_symbols.union(*(total.bound_symbols for total in inner)) - {old for old, _ in limits}
    depth = 1 + max((_depth(total) for total in inner), default=0)
    while any(_name(depth, place) in taken for place in range(len(limits))):
        depth += 1
    names = [_name(depth, place) for place in range(len(limits))]
    best: tuple[str, Expr] | None = None
    for order in permutations(limits):
        renamed = dict(zip((old for old, _ in order), names, strict=True))
        candidate = Sum(body.xreplace(renamed), *((renamed[old], 1, top) for old, top in order))
        key = sympy.srepr(candidate)
        if best is None or key < best[0]:
            best = (key, candidate)
    assert best is not None
    return best[1]


def _depth(total: Sum) -> int:
    return 1 + max((_depth(inner) for inner in total.function.atoms(Sum)), default=0)


def same(left: Expr, right: Expr) -> bool:
    """Whether the difference has the normal form zero (``False`` means: not shown)."""
    return normal_form(left - right) == Integer(0)
