"""How far a formula is from being true: the claim's own predicates, run on symbols, as a number instead of a truth value.

``a < b`` becomes ``b - a``, a conjunction the smallest of its parts, a disjunction the largest, an equation ``-|a - b|``;
negations are pushed to the comparisons first. The number is positive where the formula is true, negative where it is false,
and on the boundary zero. It is evaluated on whole batches of floats, and, as a truth value, on exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from sympy.core.relational import Equality, GreaterThan, LessThan, StrictGreaterThan, StrictLessThan, Unequality

UNDEFINED = -np.inf
FLIPPED = {">": ">=", ">=": ">", "==": "!=", "!=": "=="}


@dataclass(frozen=True)
class Comparison:
    """Leaf ``index`` compared with zero, after multiplication by ``sign``."""

    index: int
    sign: int
    relation: str


@dataclass(frozen=True)
class Junction:
    """All of the parts (``every``), or one of them."""

    every: bool
    parts: tuple[Node, ...]


Node = Comparison | Junction
TRUE, FALSE = Junction(True, ()), Junction(False, ())


class Leaves:
    """The differences of sides that formulas compare, each kept once, and what evaluates all of them together.

    Args:
        symbols: the variables, by name.
    """

    def __init__(self, symbols: Mapping[str, Any]) -> None:
        self.symbols = dict(symbols)
        self.expressions: list[Any] = []
        self._floats: Callable[..., Any] | None = None
        self._exact: dict[int, Callable[[Mapping[str, Fraction]], Fraction | None]] = {}

    def add(self, expression: Any) -> int:
        """The index of a difference."""
        if expression not in self.expressions:
            self.expressions.append(expression)
        return self.expressions.index(expression)

    def floats(self, batch: Mapping[str, Any]) -> list[Any]:
        """All differences on floats or arrays of floats; nan where one is undefined."""
        if self._floats is None:
            self._floats = sympy.lambdify(list(self.symbols.values()), self.expressions, "numpy", cse=True)
        with np.errstate(all="ignore"):
            return [np.asarray(v, dtype=float) for v in self._floats(*(batch[name] for name in self.symbols))]

    def exact(self, index: int, values: Mapping[str, Fraction]) -> Fraction | None:
        """One difference at a rational point; ``None`` where it is undefined or not rational."""
        if index not in self._exact:
            self._exact[index] = fraction_function(self.symbols, self.expressions[index])
        return self._exact[index](values)


def fraction_function(
    symbols: Mapping[str, Any], expression: Any
) -> Callable[[Mapping[str, Fraction]], Fraction | None]:
    """An expression as a function of fractions; ``None`` where its value is undefined or not rational."""
    numbers = sorted((a for a in expression.atoms(sympy.Rational) if not a.is_Integer), key=sympy.default_sort_key)
    held = {number: sympy.Dummy(f"q{i}") for i, number in enumerate(numbers)}
    needed = [name for name, symbol in symbols.items() if expression.has(symbol)]
    arguments = [symbols[name] for name in needed] + list(held.values())
    constants = [Fraction(int(number.p), int(number.q)) for number in numbers]
    function = sympy.lambdify(arguments, expression.xreplace(held), [{"Abs": abs, "Max": max, "Min": min}], cse=True)

    def evaluated(values: Mapping[str, Fraction]) -> Fraction | None:
        try:
            value = function(*(values[name] for name in needed), *constants)
        except (ArithmeticError, TypeError, ValueError, NameError):
            return None
        return Fraction(value) if isinstance(value, (Fraction, int)) else None

    return evaluated


def parse(formula: Any, leaves: Leaves, *, negate: bool = False) -> Node:
    """A SymPy Boolean (or a bool) as a tree of comparisons, negations pushed inwards.

    Raises:
        TypeError: for something that is neither a comparison nor a combination of such.
    """
    formula = sympy.sympify(formula)
    if formula in (sympy.true, sympy.false):
        return TRUE if bool(formula) != negate else FALSE
    if isinstance(formula, (sympy.And, sympy.Or)):
        parts = tuple(parse(part, leaves, negate=negate) for part in formula.args)
        return Junction(isinstance(formula, sympy.And) != negate, parts)
    if isinstance(formula, sympy.Not):
        return parse(formula.args[0], leaves, negate=not negate)
    if isinstance(formula, sympy.Implies):
        return parse(sympy.Or(sympy.Not(formula.args[0]), formula.args[1]), leaves, negate=negate)
    kinds = {
        StrictGreaterThan: (1, ">"),
        GreaterThan: (1, ">="),
        StrictLessThan: (-1, ">"),
        LessThan: (-1, ">="),
        Equality: (1, "=="),
        Unequality: (1, "!="),
    }
    if type(formula) not in kinds:
        raise TypeError(f"no margin for {formula!r}")
    sign, relation = kinds[type(formula)]
    index = leaves.add(formula.lhs - formula.rhs)
    if not negate:
        return Comparison(index, sign, relation)
    return Comparison(index, -sign if relation in (">", ">=") else sign, FLIPPED[relation])


def margin(node: Node, values: Sequence[Any], strict: float = 0.0) -> Any:
    """How far from false, on the values of all leaves; between -1 and 1, and ``UNDEFINED`` where a leaf is nan.

    Each difference x counts as ``x / (1 + |x|)``, so that no single one drowns the others.

    Args:
        node: the tree.
        values: of all leaves, floats or arrays.
        strict: taken off where a comparison is strict, so that its boundary counts as false.
    """
    if isinstance(node, Junction):
        if not node.parts:
            return np.asarray(1.0 if node.every else -1.0)
        found = [margin(part, values, strict) for part in node.parts]
        if node.every:
            return _fold(np.minimum, found)
        # An undefined part of a disjunction leaves the others as they are.
        return _fold(np.maximum, found)
    x = values[node.index]
    with np.errstate(all="ignore"):
        scaled = np.where(np.isinf(x), np.sign(x), x / (1 + np.abs(x)))
    equation = {"==": -1, "!=": 1}.get(node.relation)
    result = node.sign * scaled if equation is None else equation * np.abs(scaled)
    result = result - strict * (node.relation in (">", "!="))
    return np.where(np.isnan(result), UNDEFINED, result)


def _fold(function: Callable[[Any, Any], Any], found: list[Any]) -> Any:
    result = found[0]
    for other in found[1:]:
        result = function(result, other)
    return result


def true_at(node: Node, leaves: Leaves, values: Mapping[str, Fraction]) -> bool | None:
    """The truth value at a rational point; ``None`` where it hangs on something undefined or irrational."""
    if isinstance(node, Junction):
        open_ = False
        for part in node.parts:
            known = true_at(part, leaves, values)
            if known is (not node.every):
                return known
            open_ = open_ or known is None
        return None if open_ else node.every
    x = leaves.exact(node.index, values)
    if x is None:
        return None
    if node.relation in ("==", "!="):
        return (x == 0) == (node.relation == "==")
    return node.sign * x > 0 or (x == 0 and node.relation == ">=")


def comparisons(node: Node) -> list[Comparison]:
    """All comparisons of a tree, in order."""
    if isinstance(node, Comparison):
        return [node]
    return [leaf for part in node.parts for leaf in comparisons(part)]


def equations(node: Node) -> list[int]:
    """The leaves that must vanish wherever the formula is true."""
    if isinstance(node, Comparison):
        return [node.index] if node.relation == "==" else []
    return [index for part in node.parts for index in equations(part)] if node.every else []
