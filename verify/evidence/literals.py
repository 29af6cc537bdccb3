"""A claim's predicates, conclusion denied, as alternatives of polynomial relations: what a positivity certificate refutes.

The reading is that of :mod:`verify.evidence.smt`: a relation between terms of which one is undefined is false. Quotients
lose their denominators, absolute values become two cases, and a product is split into the signs of its factors.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from math import gcd, lcm
from typing import Any

import sympy
from sympy.core.relational import Equality, GreaterThan, LessThan, Relational, StrictGreaterThan, Unequality

from verify.claim import Claim
from verify.conclusions import Exists, Formula
from verify.evidence.question import Question, question
from verify.positivity import Polynomial

# ("leaf", polynomial, relation), ("all", statements) or ("any", statements); sets, so that order does not count.
Statement = tuple[Any, ...]
TRUE: Statement = ("all", frozenset())
FALSE: Statement = ("any", frozenset())


class NotPolynomial(TypeError):
    """The claim says something else than relations between rational functions of its parameters."""


def denied(claim: Claim) -> tuple[Question, Statement]:
    """The claim's question and what a violation must satisfy (for an :class:`Exists`: an example).

    Raises:
        NotPolynomial: for another kind of conclusion, or for functions that are not rational.
    """
    if not isinstance(claim.conclusion, (Formula, Exists)):
        raise NotPolynomial(f"no relation between reals: {type(claim.conclusion).__name__}")
    asked = question(claim, claim.conclusion.holds)
    reader = _Reader(asked)
    told = [reader.statement(formula, True) for formula in asked.formulas]
    told.append(reader.statement(asked.relation, isinstance(claim.conclusion, Exists)))
    return asked, conjunction(told)


def conjunction(statements: Iterable[Statement]) -> Statement:
    """All of them, flat."""
    parts: set[Statement] = set()
    for statement in statements:
        if statement == FALSE:
            return FALSE
        parts |= statement[1] if statement[0] == "all" else {statement}
    return next(iter(parts)) if len(parts) == 1 else ("all", frozenset(parts))


def disjunction(statements: Iterable[Statement]) -> Statement:
    """One of them, flat."""
    parts: set[Statement] = set()
    for statement in statements:
        if statement == TRUE:
            return TRUE
        parts |= statement[1] if statement[0] == "any" else {statement}
    return next(iter(parts)) if len(parts) == 1 else ("any", frozenset(parts))


@cache
def order(statement: Statement) -> tuple[int, int, str]:
    """A key to sort by that is the same in every process: small relations first, then alternatives."""
    kind, inside, *relation = statement
    if kind == "leaf":
        powers = [sum(exponents) for exponents, _ in inside]
        return max(powers), len(powers), f"{relation[0]} {[(e, str(c)) for e, c in inside]}"
    parts = sorted(map(order, inside))
    return 10**6, sum(part[1] for part in parts), f"{kind} {parts}"


def leaf(polynomial: Polynomial, relation: str) -> Statement:
    """A relation to 0 with coprime integer coefficients; those of an equation lead with a positive one."""
    if not polynomial or list(polynomial) == [(0,) * len(next(iter(polynomial)))]:
        value = next(iter(polynomial.values()), 0)
        return TRUE if {">": value > 0, ">=": value >= 0, "=": value == 0}[relation] else FALSE
    scale = Fraction(lcm(*(c.denominator for c in polynomial.values())))
    scale /= gcd(*((c * scale).numerator for c in polynomial.values()))
    if relation == "=" and polynomial[max(polynomial)] < 0:
        scale = -scale
    made = {powers: value * scale for powers, value in polynomial.items()}
    return ("leaf", tuple(sorted(made.items())), relation)


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


class _Reader:
    """Formulas of one question as statements."""

    def __init__(self, asked: Question) -> None:
        self.symbols = [sympy.Symbol(name, real=True) for name in asked.names]

    def statement(self, formula: Any, holds: bool) -> Statement:
        """The formula, or with ``holds`` false its negation."""
        if formula in (sympy.true, sympy.false):
            return TRUE if bool(formula) is holds else FALSE
        if isinstance(formula, sympy.Not):
            return self.statement(formula.args[0], not holds)
        if isinstance(formula, sympy.Implies):
            parts = [self.statement(formula.args[0], not holds), self.statement(formula.args[1], holds)]
            return disjunction(parts) if holds else conjunction(parts)
        if isinstance(formula, (sympy.And, sympy.Or)):
            parts = [self.statement(part, holds) for part in formula.args]
            return conjunction(parts) if isinstance(formula, sympy.And) is holds else disjunction(parts)
        if isinstance(formula, Relational):
            return self._relation(type(formula), formula.lhs, formula.rhs, holds)
        raise NotPolynomial(f"no polynomial relation: {formula!r}")

    def _relation(self, kind: Any, left: Any, right: Any, holds: bool, divisors: list[Any] | None = None) -> Statement:
        if divisors is None:  # as written: where |x| becomes x, x/|x| loses its denominator
            divisors = _divisors([left, right])
        inner = [a for side in (left, right, *divisors) for a in side.atoms(sympy.Abs) if not a.args[0].has(sympy.Abs)]
        if inner:
            absolute = min(inner, key=sympy.default_sort_key)
            inside = absolute.args[0]
            cases = []
            for compare, value in ((sympy.GreaterThan, inside), (sympy.StrictLessThan, -inside)):
                sides = (left.subs(absolute, value), right.subs(absolute, value))
                told = self._relation(kind, *sides, holds, [divisor.subs(absolute, value) for divisor in divisors])
                cases.append(conjunction([self._relation(compare, inside, sympy.Integer(0), True), told]))
            # Where |N/D| is undefined the relation is false.
            undefined = [] if holds else [self._sign(base, "=") for base in denominators([inside])]
            return disjunction([*cases, *undefined])
        if any(divisor.is_zero for divisor in divisors):
            return FALSE if holds else TRUE
        bases = _numerators([*_divisors([left, right]), *divisors])
        numerator, denominator = sympy.fraction(sympy.together(left - right))
        product = numerator * denominator
        if kind is Equality or kind is Unequality:
            sign = "=" if (kind is Equality) is holds else "!="
            told = self._sign(numerator, sign)
        else:
            # Both sides of a strict or weak order, negated where ``holds`` is false, as ">" or ">=" of one polynomial.
            upward = (kind in (StrictGreaterThan, GreaterThan)) is holds
            strict = (kind not in (GreaterThan, LessThan)) is holds
            told = self._sign(product if upward else -product, ">" if strict else ">=")
        if holds:
            return conjunction([told, *(self._sign(base, "!=") for base in bases)])
        return disjunction([told, *(self._sign(base, "=") for base in bases)])

    def _sign(self, expression: Any, relation: str) -> Statement:
        """``expression`` compared with 0, as signs of its factors."""
        try:
            constant, factors = sympy.factor_list(expression, *self.symbols)
        except sympy.PolynomialError as error:
            raise NotPolynomial(f"no polynomial over the rationals: {expression!r}") from error
        if not constant.is_Rational:
            raise NotPolynomial(f"no polynomial over the rationals: {expression!r}")
        if not constant:
            return TRUE if relation in ("=", ">=") else FALSE
        if relation == "=":
            return disjunction(self._leaf(factor, "=") for factor, _ in factors)
        odd = [factor for factor, power in factors if power % 2]
        even = [factor for factor, power in factors if power % 2 == 0]
        if relation == "!=":
            return conjunction(self._nonzero(factor) for factor, _ in factors)
        if relation == ">":
            return conjunction([self._positive(odd, bool(constant > 0)), *(self._nonzero(factor) for factor in even)])
        if not odd and constant > 0:
            return TRUE
        if len(odd) == 1:  # a single sign: no case of its own for zero
            told = self._leaf(odd[0] if constant > 0 else -odd[0].as_expr(), ">=")
        else:
            told = disjunction([self._positive(odd, bool(constant > 0)), *(self._leaf(f, "=") for f in odd)])
        return disjunction([told, *(self._leaf(factor, "=") for factor in even)])

    def _positive(self, factors: list[Any], positive: bool) -> Statement:
        """The product of the factors is positive, or negative: an even or odd number of them is negative."""
        if not factors:
            return TRUE if positive else FALSE
        first, *rest = factors
        if not rest:
            return self._leaf(first if positive else -first, ">")
        return disjunction(
            conjunction([self._leaf(first if sign else -first, ">"), self._positive(rest, positive is sign)])
            for sign in (True, False)
        )

    def _nonzero(self, factor: Any) -> Statement:
        return disjunction([self._leaf(factor, ">"), self._leaf(-factor, ">")])

    def _leaf(self, expression: Any, relation: str) -> Statement:
        return leaf(self.polynomial(expression), relation)

    def polynomial(self, expression: Any) -> Polynomial:
        """Exponents and coefficients over the question's variables."""
        terms = sympy.Poly(expression, *self.symbols, domain="QQ").terms()
        return {tuple(powers): _fraction(sympy.Rational(value)) for powers, value in terms if value}


def denominators(sides: list[Any]) -> list[Any]:
    """Polynomials that must not vanish: whatever either side divides by, also where it cancels in the difference."""
    return _numerators(_divisors(sides))


def _divisors(sides: list[Any]) -> list[Any]:
    """What the sides divide by, as written."""
    return [power.base for side in sides for power in side.atoms(sympy.Pow) if power.exp.is_negative]


def _numerators(divisors: list[Any]) -> list[Any]:
    bases = {sympy.fraction(sympy.together(divisor))[0] for divisor in divisors}
    return sorted((base for base in bases if not base.is_number), key=sympy.default_sort_key)
