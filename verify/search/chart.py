"""Points on surfaces: equations of the premise solved for parameters, and places at, just inside and beyond a boundary.

A comparison that is linear in a parameter, after clearing denominators, is solved for it exactly. Equations that the
premise demands are solved first: what is drawn then satisfies them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

from verify.search.problem import Problem, Values
from verify.search.semantics import Junction, Node

Terms = tuple[tuple[tuple[int, ...], Fraction], ...]
LARGEST = 400  # operations of an expression that is still worth expanding
SMALL = 40  # operations of a numerator that is still worth factoring


@dataclass(frozen=True)
class Solution:
    """``name = numerator / denominator``, polynomials in the parameters ``names``."""

    name: str
    names: tuple[str, ...]
    numerator: Terms
    denominator: Terms
    expression: Any

    def floats(self, batch: Mapping[str, Any]) -> Any:
        """On arrays of floats; not finite where there is no solution."""
        with np.errstate(all="ignore"):
            return _polynomial(self.numerator, self.names, batch) / _polynomial(self.denominator, self.names, batch)

    def exact(self, values: Mapping[str, Fraction]) -> Fraction | None:
        """At a rational point; ``None`` where there is no solution."""
        below = _polynomial(self.denominator, self.names, values)
        return None if below == 0 else Fraction(_polynomial(self.numerator, self.names, values)) / below


def _polynomial(terms: Terms, names: tuple[str, ...], values: Mapping[str, Any]) -> Any:
    exact = not any(isinstance(values[name], (np.ndarray, float)) for name in names)
    total: Any = Fraction(0) if exact else np.float64(0)
    for powers, coefficient in terms:
        term: Any = coefficient if exact else float(coefficient)
        for name, power in zip(names, powers, strict=True):
            if power:
                term = term * values[name] ** power
        total = total + term
    return total


@functools.lru_cache(maxsize=4096)
def solutions(expression: Any, symbols: tuple[Any, ...]) -> tuple[Solution, ...]:
    """``expression = 0`` solved for each symbol that it, or a factor of it, is linear in after clearing denominators."""
    if sympy.count_ops(expression) > LARGEST:
        return ()
    numerator = sympy.fraction(sympy.together(expression))[0]
    if sympy.count_ops(numerator) > SMALL:
        return _solved(numerator, symbols)
    if not sympy.expand(numerator).free_symbols:
        return ()  # the sides differ by a constant, or not at all
    factors = [factor for factor, _ in sympy.factor_list(numerator)[1]]
    return tuple(solution for factor in factors for solution in _solved(factor, symbols))


def _solved(numerator: Any, symbols: tuple[Any, ...]) -> tuple[Solution, ...]:
    present = tuple(symbol for symbol in symbols if numerator.has(symbol))
    if not present or not numerator.is_polynomial(*present):
        return ()
    terms = sympy.Poly(numerator, *present).terms()
    if not all(coefficient.is_Rational for _, coefficient in terms):
        return ()
    names = tuple(symbol.name for symbol in present)
    found = []
    for i, symbol in enumerate(present):
        if max(powers[i] for powers, _ in terms) != 1:
            continue
        parts: tuple[dict[tuple[int, ...], Fraction], ...] = ({}, {})
        for powers, coefficient in terms:
            rest = (*powers[:i], 0, *powers[i + 1 :])
            parts[powers[i]][rest] = Fraction(int(coefficient.p), int(coefficient.q))
        constant, slope = ({key: -value for key, value in parts[0].items()}, parts[1])
        solved = _expression(constant, present) / _expression(slope, present)
        found.append(Solution(symbol.name, names, tuple(constant.items()), tuple(slope.items()), solved))
    return tuple(found)


def _expression(terms: Mapping[tuple[int, ...], Fraction], symbols: tuple[Any, ...]) -> Any:
    total = sympy.Integer(0)
    for powers, coefficient in terms.items():
        product = sympy.Rational(coefficient.numerator, coefficient.denominator)
        for symbol, power in zip(symbols, powers, strict=True):
            product *= symbol**power
        total += product
    return total


@dataclass(frozen=True)
class Chart:
    """The problem on the surface where its equations hold: some parameters are functions of the others.

    Attributes:
        problem: the whole problem.
        solved: the equations' solutions, in the order in which they are put in.
        premise: the premise without the equations.
    """

    problem: Problem
    solved: tuple[Solution, ...]
    premise: Node

    @property
    def free(self) -> list[str]:
        """Parameters that may be chosen."""
        return [name for name in self.problem.parameters if name not in {solution.name for solution in self.solved}]

    def complete(self, batch: Mapping[str, Any]) -> dict[str, Any]:
        """A batch of floats with the solved parameters put in."""
        made = dict(batch)
        for solution in self.solved:
            shape = np.shape(next(iter(made.values())))
            made[solution.name] = solution.floats(made) + np.zeros(shape)
        return made

    def complete_exact(self, values: Values) -> Values | None:
        """A rational point with the solved parameters put in; ``None`` where an equation has no solution."""
        made = dict(values)
        for solution in self.solved:
            value = solution.exact(made)
            if value is None:
                return None
            made[solution.name] = value
        return made

    def surfaces(self) -> Iterator[tuple[Solution, int]]:
        """Where a comparison changes, solved for one free parameter that is not an integer; with the comparison's leaf."""
        symbols = self.problem.leaves.symbols
        integers = set(self.problem.integers)
        equations = set(self.problem.equations)
        for index in self.problem.compared:
            if index in equations:
                continue
            expression = self.problem.leaves.expressions[index]
            for solution in reversed(self.solved):
                expression = expression.xreplace({symbols[solution.name]: solution.expression})
            for solution in solutions(expression, tuple(symbols.values())):
                if solution.name not in integers:
                    yield solution, index


def charts(problem: Problem, most: int) -> list[Chart]:
    """The whole space where the premise has no equations, else some ways to solve them; none if they are not solved."""
    premise = _without(problem.premise, set(problem.equations))
    found = list(_eliminated(problem, [problem.leaves.expressions[index] for index in problem.equations], ()))
    return [Chart(problem, solved, premise) for solved in found[:most]]


def _eliminated(problem: Problem, left: list[Any], solved: tuple[Solution, ...]) -> Iterator[tuple[Solution, ...]]:
    """Solve the first equation for one parameter, put it into the others, and go on."""
    if not left:
        yield solved
        return
    symbols = problem.leaves.symbols
    ways = solutions(left[0], tuple(symbols.values()))
    for solution in sorted(ways, key=lambda way: way.name in problem.integers):  # a whole number is rarely a solution
        if solution.name in {other.name for other in solved}:
            continue
        rest = [expression.xreplace({symbols[solution.name]: solution.expression}) for expression in left[1:]]
        # What is solved later holds fewer parameters and is put in first.
        yield from _eliminated(problem, [sympy.together(expression) for expression in rest], (solution, *solved))


def _without(node: Node, solved: set[int]) -> Node:
    if isinstance(node, Junction):
        kept = [part for part in node.parts if not (node.every and _is_solved(part, solved))]
        return Junction(node.every, tuple(_without(part, solved) if node.every else part for part in kept))
    return node


def _is_solved(node: Node, solved: set[int]) -> bool:
    return not isinstance(node, Junction) and node.relation == "==" and node.index in solved
