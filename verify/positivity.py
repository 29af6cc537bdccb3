"""Check a positivity certificate in exact arithmetic; nothing but the standard library, so that it can be read whole.

A certificate shows that no real numbers satisfy a statement, the hypotheses of a claim with its conclusion denied:

* ``variables``: names of real numbers;
* ``hypotheses``: polynomial relations with a name each, ``"h1": "alpha*x - 1 > 0"``, with ``>``, ``>=`` or ``=`` and 0;
* ``statement``: a name, ``{"all": [...]}`` or ``{"any": [...]}`` of statements;
* ``splits``: three hypotheses each, ``p > 0``, ``p = 0`` and ``-p > 0``, of which one always holds;
* ``cases``: identities. Each is a list of terms ``{"times": c, "of": [names], "square": q}``, read as
  ``c * product of the left sides * q^2``. A term without equations in ``of`` has a rational c > 0, so that it is at least
  0, and above 0 if all its hypotheses are strict and it has no square; a term with an equation is 0, whatever c is. The
  terms add up to the polynomial 0 and one of them is above 0: the hypotheses of the case cannot hold together.

The certificate holds if every way to satisfy the statement satisfies all hypotheses of some case.

    python -m verify.positivity FILE        prints one line; exit 0: it holds, 1: it does not, 2: it cannot be read
"""

from __future__ import annotations

import ast
import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

FORMAT = "verify.positivity/1"
Polynomial = dict[tuple[int, ...], Fraction]  # exponents of the variables -> coefficient, never 0
Literal = tuple[Polynomial, str]


class Wrong(ValueError):
    """The certificate does not hold; the message says where."""


def add(left: Polynomial, right: Polynomial, sign: int = 1) -> Polynomial:
    """The sum, or with ``sign`` -1 the difference."""
    total = dict(left)
    for powers, value in right.items():
        total[powers] = total.get(powers, Fraction(0)) + sign * value
    return {powers: value for powers, value in total.items() if value}


def multiply(left: Polynomial, right: Polynomial) -> Polynomial:
    """The product."""
    total: Polynomial = {}
    for a, x in left.items():
        for b, y in right.items():
            powers = tuple(i + j for i, j in zip(a, b, strict=True))
            total[powers] = total.get(powers, Fraction(0)) + x * y
    return {powers: value for powers, value in total.items() if value}


def polynomial(text: str, variables: list[str]) -> Polynomial:
    """``"x**2 - 3/2*x*y + 1"`` as exponents and coefficients."""

    def read(node: ast.expr) -> Polynomial:
        match node:
            case ast.Constant(value=int(value)) if type(value) is int:
                return {(0,) * len(variables): Fraction(value)} if value else {}
            case ast.Name(id=name) if name in variables:
                return {tuple(int(name == other) for other in variables): Fraction(1)}
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return add({}, read(operand), -1)
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as sign, right=right):
                return add(read(left), read(right), 1 if isinstance(sign, ast.Add) else -1)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return multiply(read(left), read(right))
            case ast.BinOp(left=left, op=ast.Div(), right=ast.Constant(value=int(value))) if value:
                return {powers: number / value for powers, number in read(left).items()}
            case ast.BinOp(left=ast.Name() as left, op=ast.Pow(), right=ast.Constant(value=int(value))) if value >= 0:
                return {tuple(value * power for power in powers): one for powers, one in read(left).items()}
        raise Wrong(f"no polynomial: {text!r}")

    try:
        return read(ast.parse(text, mode="eval").body)
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        raise Wrong(f"no polynomial: {text!r}") from error


def literal(text: str, variables: list[str]) -> Literal:
    """``"x - 1 > 0"`` as a polynomial and its relation to 0."""
    for relation in (">=", ">", "="):
        left, found, right = text.rpartition(f" {relation} ")
        if found and right.strip() == "0":
            return polynomial(left, variables), relation
    raise Wrong(f"no relation of a polynomial to 0: {text!r}")


def check_case(terms: list[dict[str, Any]], known: dict[str, Literal], variables: list[str]) -> frozenset[str]:
    """The names of hypotheses that cannot hold together by this identity."""
    total: Polynomial = {}
    used: set[str] = set()
    above = False
    for term in terms:
        value = polynomial(term["times"], variables)
        names, square = term.get("of", []), polynomial(term.get("square", "1"), variables)
        if not any(known[name][1] == "=" for name in names):
            if list(value) != [(0,) * len(variables)] or next(iter(value.values())) <= 0:
                raise Wrong(f"the factor {term['times']!r} must be a positive number")
            above |= "square" not in term and all(known[name][1] == ">" for name in names)
        for factor in (square, square, *(known[name][0] for name in names)):
            value = multiply(value, factor)
        total, used = add(total, value), used | set(names)
    if total:
        raise Wrong(f"the terms of the case of {', '.join(sorted(used)) or 'no hypothesis'} do not add up to 0")
    if not above:
        raise Wrong(f"no term of the case of {', '.join(sorted(used)) or 'no hypothesis'} is above 0")
    return frozenset(used)


def closed(waiting: list[Any], held: frozenset[str], cases: list[frozenset[str]]) -> bool:
    """Whether every way to satisfy all statements of ``waiting`` beside ``held`` meets a case."""
    open_choices: list[list[Any]] = []
    waiting = list(waiting)
    while waiting:
        statement = waiting.pop()
        if isinstance(statement, str):
            held |= {statement}
        elif "all" in statement:
            waiting += statement["all"]
        elif not any(isinstance(option, str) and option in held for option in statement["any"]):
            open_choices.append(statement["any"])
    if any(case <= held for case in cases):
        return True
    # What can be excluded at once first: that leaves the fewest alternatives.
    left = [
        [o for o in choice if not (isinstance(o, str) and any(case <= held | {o} for case in cases))]
        for choice in open_choices
    ]
    if not left:
        return False
    smallest = min(range(len(left)), key=lambda index: len(left[index]))
    others = [{"any": options} for index, options in enumerate(left) if index != smallest]
    return all(closed([option, *others], held, cases) for option in left[smallest])


def check(certificate: dict[str, Any]) -> int:
    """The number of cases of a certificate that holds.

    Raises:
        Wrong: if it does not hold, or is no certificate.
    """
    try:
        if certificate["format"] != FORMAT:
            raise Wrong(f"no certificate: the format is not {FORMAT}")
        variables = list(certificate["variables"])
        known = {name: literal(text, variables) for name, text in certificate["hypotheses"].items()}
        cases = [check_case(terms, known, variables) for terms in certificate["cases"]]
        splits = certificate.get("splits", [])
        for above, zero, below in splits:
            (left, *_), minus = known[above], {powers: -value for powers, value in known[above][0].items()}
            if known[above][1] != ">" or known[zero] not in ((left, "="), (minus, "=")) or known[below] != (minus, ">"):
                raise Wrong(f"none of {above}, {zero}, {below} may hold")
        if not closed([certificate["statement"], *({"any": names} for names in splits)], frozenset(), cases):
            raise Wrong("the statement can be satisfied outside of all cases")
    except Wrong:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Wrong(f"no certificate: {type(error).__name__}: {error}") from error
    return len(cases)


def main(arguments: list[str]) -> int:
    """Check the file that is named; 0 it holds, 1 it does not, 2 it cannot be read."""
    if len(arguments) != 1:
        print("usage: python -m verify.positivity FILE", file=sys.stderr)
        return 2
    try:
        certificate = json.loads(Path(arguments[0]).read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        print(f"{arguments[0]}: cannot be read: {error}", file=sys.stderr)
        return 2
    try:
        count = check(certificate)
    except Wrong as error:
        print(f"{arguments[0]}: does not hold: {error}")
        return 1
    shown = "1 identity leaves" if count == 1 else f"{count} identities leave"
    print(f"{arguments[0]}: holds: {shown} no case of {certificate.get('claim', 'the statement')}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
