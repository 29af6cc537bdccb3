"""Find an identity that refutes polynomial relations: products of them, with factors >= 0, that add up to 0.

A linear program chooses the factors in floating point; its support is solved again over the rationals. Squares of single
terms, sums and differences stand beside the products. Only needed to find certificates: :mod:`verify.positivity` checks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from verify.positivity import Literal, Polynomial, multiply

LIMIT_SECONDS = 60.0


@dataclass(frozen=True)
class Effort:
    """How far to look: at most ``factors`` relations in a product, of this ``degree``, times squares of ``squares``."""

    factors: int
    degree: int
    squares: int = 0
    columns: int = 6_000


@dataclass(frozen=True)
class Term:
    """``times * product of literals (by index) * square^2``; ``times`` of a term with an equation is a polynomial."""

    times: Polynomial
    of: tuple[int, ...]
    square: Polynomial | None = None


@dataclass(frozen=True)
class _Column:
    of: tuple[int, ...]
    square: Polynomial | None
    times: Polynomial | None  # of an equation, either sign
    value: Polynomial
    strict: bool


def refute(literals: Sequence[Literal], effort: Effort) -> list[Term] | None:
    """Terms that add up to 0, one of them above 0, if there are some within ``effort``."""
    size = len(next(iter(literals[0][0])))
    columns = list(itertools.islice(_columns(literals, size, effort), effort.columns))
    support = _support(columns)
    if support is None:
        return None
    solved = _exact([columns[index] for index in support])
    if solved is None or any(x < 0 and columns[i].times is None for i, x in zip(support, solved, strict=True)):
        return None
    return _terms([(columns[i], value) for i, value in zip(support, solved, strict=True) if value], size)


def degree(polynomial: Polynomial) -> int:
    """The total degree."""
    return max((sum(powers) for powers in polynomial), default=0)


def _columns(literals: Sequence[Literal], size: int, effort: Effort) -> Iterator[_Column]:
    one: Polynomial = {(0,) * size: Fraction(1)}
    signed = [i for i, (_, relation) in enumerate(literals) if relation != "="]
    degrees = [degree(polynomial) for polynomial, _ in literals]
    products: dict[tuple[int, ...], Polynomial] = {(): one}
    for factors in range(effort.factors + 1):
        for of in itertools.combinations_with_replacement(signed, factors):
            if sum(degrees[i] for i in of) > effort.degree:
                continue
            if of:
                products[of] = multiply(products[of[:-1]], literals[of[-1]][0])
            yield _Column(of, None, None, products[of], all(literals[i][1] == ">" for i in of))
    monomials = sorted(_monomials(size, effort.degree), key=lambda powers: (sum(powers), powers))
    for index, (polynomial, relation) in enumerate(literals):
        if relation == "=":
            for powers in monomials:
                if sum(powers) + degrees[index] <= effort.degree:
                    times = {powers: Fraction(1)}
                    yield _Column((index,), None, times, multiply(polynomial, times), False)
    roots = list(_roots(size, effort.squares))
    for of, product in products.items():
        for root in roots:
            if degree(product) + 2 * degree(root) <= effort.degree:
                yield _Column(of, root, None, multiply(product, multiply(root, root)), False)


def _monomials(size: int, bound: int) -> Iterator[tuple[int, ...]]:
    for total in range(bound + 1):
        for chosen in itertools.combinations_with_replacement(range(size), total):
            yield tuple(chosen.count(index) for index in range(size))


def _roots(size: int, bound: int) -> Iterator[Polynomial]:
    """Monomials up to a degree, and sums and differences of two of the same degree (or of degrees 0 and 1)."""
    for total in range(1, bound + 1):
        monomials = [powers for powers in _monomials(size, total) if sum(powers) == total]
        for powers in monomials:
            yield {powers: Fraction(1)}
        if total == 1:
            monomials.append((0,) * size)
        for left, right in itertools.combinations(monomials, 2):
            for sign in (1, -1, 2, -2) if total == 1 else (1, -1):
                yield {left: Fraction(1), right: Fraction(sign)}


def _support(columns: Sequence[_Column]) -> list[int] | None:
    """The columns that a vertex of the linear program uses."""
    from scipy.optimize import linprog
    from scipy.sparse import csc_matrix

    minimise: Any = linprog  # its stubs want one method at a time

    rows: dict[tuple[int, ...], int] = {}
    where, which, values, scales = [], [], [], []
    for index, column in enumerate(columns):
        scale = float(max((abs(value) for value in column.value.values()), default=Fraction(1)))
        scales.append(scale)
        for powers, value in column.value.items():
            where.append(rows.setdefault(powers, len(rows)))
            which.append(index)
            values.append(float(value) / scale)
    if not any(column.strict for column in columns):
        return None
    for index, column in enumerate(columns):
        if column.strict:
            where.append(len(rows))
            which.append(index)
            values.append(1.0)
    matrix = csc_matrix((values, (where, which)), shape=(len(rows) + 1, len(columns)))
    target = np.zeros(len(rows) + 1)
    target[-1] = 1.0
    signed = np.array([column.times is None for column in columns])
    bounds = [(0, None) if is_signed else (None, None) for is_signed in signed]
    plain = np.array([1.0 + 0.2 * len(column.of) + 0.1 * degree(column.value) for column in columns]) * signed
    cost, best = plain, None
    # What was chosen with little weight costs more the next time: that leaves fewer terms.
    for _ in range(1 if len(columns) > 5_000 else 4):
        options = {"time_limit": LIMIT_SECONDS}
        found = minimise(cost, A_eq=matrix, b_eq=target, bounds=bounds, method="highs-ds", options=options)
        if found.status != 0:
            break
        support = [index for index, value in enumerate(found.x) if abs(value) > 1e-10]
        if best is None or len(support) < len(best):
            best = support
        cost = plain / (np.abs(found.x) + 0.05)
    return best


def _exact(columns: Sequence[_Column]) -> list[Fraction] | None:
    """Rational factors with which the columns add up to 0 and the strict ones to 1, free ones set to 0."""
    import flint

    rows: dict[tuple[int, ...], int] = {}
    for column in columns:
        for powers in column.value:
            rows.setdefault(powers, len(rows))
    entries = [[flint.fmpq(0)] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for index, column in enumerate(columns):
        for powers, value in column.value.items():
            entries[rows[powers]][index] = flint.fmpq(value.numerator, value.denominator)
        entries[-1][index] = flint.fmpq(int(column.strict))
    entries[-1][-1] = flint.fmpq(1)
    reduced, rank = flint.fmpq_mat(entries).rref()
    solution = [Fraction(0)] * len(columns)
    for row in range(rank):
        pivot = next(c for c in range(len(columns) + 1) if reduced[row, c] != 0)
        if pivot == len(columns):
            return None
        value = reduced[row, len(columns)]
        solution[pivot] = Fraction(int(value.p), int(value.q))
    return solution


def _terms(solved: Sequence[tuple[_Column, Fraction]], size: int) -> list[Term]:
    terms: list[Term] = []
    multipliers: dict[tuple[int, ...], Polynomial] = {}
    for column, value in solved:
        if column.times is not None:
            powers = next(iter(column.times))
            multipliers.setdefault(column.of, {})[powers] = value
        else:
            terms.append(Term({(0,) * size: value}, column.of, column.square))
    return [*terms, *(Term(times, of) for of, times in multipliers.items())]


def text(polynomial: Polynomial, names: Sequence[str]) -> str:
    """A polynomial as the checker reads it."""
    told = ""
    for powers, value in sorted(polynomial.items(), reverse=True):
        factors = [
            name if power == 1 else f"{name}**{power}" for name, power in zip(names, powers, strict=True) if power
        ]
        size = abs(value)
        if size != 1 or not factors:
            factors = [str(size), *factors]
        sign = "-" if value < 0 else "+"
        told += f" {sign} {'*'.join(factors)}" if told else f"{'-' * (value < 0)}{'*'.join(factors)}"
    return told or "0"
