"""From predicates to SMT: SymPy formulas as z3 terms, solved by z3 under a resource limit and asked again of cvc5."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from typing import Any

import sympy
import z3
from sympy.core.relational import Equality, GreaterThan, LessThan, StrictGreaterThan, StrictLessThan, Unequality

from verify.claim import Claim, Predicate
from verify.evidence.common import version
from verify.evidence.question import question

Names = dict[str, Any]


LAST_RESORT_MS = 60_000
GENERATED = "; benchmark generated from python API\n"


@dataclass(frozen=True)
class Query:
    """A closed question: are these assertions satisfiable over the reals?"""

    assertions: tuple[Any, ...]
    names: tuple[str, ...]
    scaled: bool = False

    @property
    def smt2(self) -> str:
        """The query as an SMT-LIB 2 file that any solver reads."""
        # z3 names shared terms by counters of its context and process: a fresh context and names in order of appearance
        # make the text the same every time.
        context = z3.Context()
        solver = z3.Solver(ctx=context)
        solver.add(*(assertion.translate(context) for assertion in self.assertions))
        text = solver.to_smt2().replace("(set-info :status unknown)\n", "").replace(GENERATED, "")
        names: dict[str, str] = {}
        text = re.sub(r"[?$]x\d+", lambda found: names.setdefault(found[0], f"{found[0][0]}x{len(names) + 1}"), text)
        note = "; lambda stands for alpha * lambda\n" if self.scaled else ""
        return note + "(set-logic QF_NRA)\n" + text


def build(claim: Claim, holds: Predicate, *, negate: bool, fixed: Mapping[str, Any] | None = None) -> Query:
    """Hypotheses and domains of a claim, and its relation or the relation's negation.

    Args:
        claim: whose predicates are read.
        holds: the relation.
        negate: ask for a violation.
        fixed: values put in for some parameters.
    """
    asked = question(claim, holds, fixed)
    names = {name: z3.Real(name) for name in asked.names}
    assertions = [_boolean(formula, names) for formula in asked.formulas]
    term = _boolean(asked.relation, names)
    assertions.append(z3.Not(term) if negate else term)
    return Query(tuple(assertions), asked.names, asked.scaled)


def _boolean(formula: Any, names: Names) -> Any:
    if formula in (sympy.true, sympy.false):
        return z3.BoolVal(bool(formula))
    if isinstance(formula, sympy.And):
        return z3.And(*(_boolean(part, names) for part in formula.args))
    if isinstance(formula, sympy.Or):
        return z3.Or(*(_boolean(part, names) for part in formula.args))
    if isinstance(formula, sympy.Not):
        return z3.Not(_boolean(formula.args[0], names))
    if isinstance(formula, sympy.Implies):
        return z3.Implies(*(_boolean(part, names) for part in formula.args))
    if isinstance(formula, sympy.core.relational.Relational):
        return _relation(formula, names)
    raise TypeError(f"no SMT translation of {formula!r}")


def _relation(relation: Any, names: Names) -> Any:
    """``N/D < 0`` as ``D != 0 and N D < 0``: a relation between undefined terms is false."""
    sides = [_without_abs(side, names) for side in (relation.lhs, relation.rhs)]
    defined = [_term(base, names) != 0 for base in _denominators(sides)]
    numerator, denominator = sympy.fraction(sympy.together(sides[0] - sides[1]))
    product = _term(numerator, names) if denominator.is_number else _term(numerator * denominator, names)
    if denominator.is_number and denominator < 0:
        product = -product
    compare: dict[Any, Any] = {
        StrictLessThan: lambda t: t < 0,
        LessThan: lambda t: t <= 0,
        StrictGreaterThan: lambda t: t > 0,
        GreaterThan: lambda t: t >= 0,
        Equality: lambda _: _term(numerator, names) == 0,
        Unequality: lambda _: _term(numerator, names) != 0,
    }
    return z3.And(*defined, compare[type(relation)](product))


def _denominators(sides: list[Any]) -> list[Any]:
    """Polynomials that must not vanish: whatever either side divides by, also where it cancels in the difference."""
    powers = {power for side in sides for power in side.atoms(sympy.Pow) if power.exp.is_negative}
    bases = {sympy.fraction(sympy.together(power.base))[0] for power in powers}
    return sorted((base for base in bases if not base.is_number), key=sympy.default_sort_key)


def _without_abs(expression: Any, names: Names) -> Any:
    """Each ``|N/D|`` as ``u/w`` with ``u = |N|`` and ``w = |D|``, new names for terms that z3 defines by cases."""

    def absolute(polynomial: Any) -> Any:
        if polynomial.is_number:
            return abs(polynomial)
        name = f"abs({polynomial})"
        if name not in names:
            term = _term(polynomial, names)
            names[name] = z3.If(term >= 0, term, -term)
        return sympy.Symbol(name, real=True)

    def quotient(argument: Any) -> Any:
        numerator, denominator = sympy.fraction(sympy.together(argument))
        return absolute(numerator) / absolute(denominator)

    return expression.replace(sympy.Abs, quotient)  # innermost first


def _term(expression: Any, names: Names) -> Any:
    if expression.is_Rational:
        return z3.RatVal(int(expression.p), int(expression.q))
    if expression.is_Symbol:
        return names[expression.name]
    if expression.is_Add:
        return z3.Sum(*(_term(argument, names) for argument in expression.args))
    if expression.is_Mul:
        return z3.Product(*(_term(argument, names) for argument in expression.args))
    if expression.is_Pow and expression.exp.is_Integer:
        base, exponent = _term(expression.base, names), int(expression.exp)
        if exponent > 0:
            return z3.Product(*([base] * exponent))
    raise TypeError(f"no SMT translation of {expression!r}: only rational functions are decided")


def solve(query: Query, rlimit: int) -> tuple[str, dict[str, Any] | None]:
    """``unsat``, ``sat`` or ``unknown``, and the rational values of a model if there is one.

    The limit counts z3's own steps, not seconds: the answer does not depend on the machine. A wall-clock limit far above
    what those steps take stands behind it, because single operations on large polynomials are not counted.
    """
    # The default strategy is quick where little arithmetic is needed; nlsat is complete for real polynomials.
    for tactic, share in (("smt", 20), ("qfnra-nlsat", 1), ("smt", 1)):
        # A context of its own: what a process was asked before must not change which model is found.
        context = z3.Context()
        solver = z3.Tactic(tactic, context).solver()
        solver.set("rlimit", rlimit // share)
        solver.set("timeout", LAST_RESORT_MS)
        solver.add(*(assertion.translate(context) for assertion in query.assertions))
        answer = str(solver.check())
        if answer == "unsat":
            return "unsat", None
        if answer == "sat":
            return "sat", _rational_model(query, solver.model())
    return "unknown", None


def _rational_model(query: Query, model: Any) -> dict[str, Any] | None:
    """Rational values for all variables that satisfy the query, irrational ones rounded if that keeps it true."""
    values: dict[str, Any] = {}
    for name in query.names:
        value = model.eval(z3.Real(name, model.ctx), model_completion=True)
        if z3.is_algebraic_value(value):
            value = value.approx(12)
        if not z3.is_rational_value(value):
            return None
        values[name] = sympy.Rational(value.numerator_as_long(), value.denominator_as_long())
    checker = z3.Solver()
    checker.add(*query.assertions, *(z3.Real(n) == z3.RatVal(int(v.p), int(v.q)) for n, v in values.items()))
    return values if str(checker.check()) == "sat" else None


def second_opinion(query: Query, limit: int, seconds: int) -> str:
    """cvc5's answer to the same SMT-LIB text: ``unsat``, ``sat``, ``unknown``, or ``absent`` if it is not installed.

    ``limit`` counts cvc5's own steps; as for z3 a limit of time, ``seconds``, stands behind it.
    """
    from importlib.util import find_spec

    from verify.evidence.second_solver import ask

    return "absent" if find_spec("cvc5") is None else ask(query.smt2, limit, seconds)


def cvc5_name() -> str:
    """``cvc5`` with its version, if it is installed."""
    try:
        return version("cvc5")
    except PackageNotFoundError:
        return "cvc5"


def answered(query: Query, sought: str, answers: Mapping[str, str]) -> str:
    """The query as a file to keep: what it seeks, who answered what, and the status if nobody disagrees."""
    told = [f"; Is there {sought} among the real numbers?"]
    told += [f"; {name}: {answer}" for name, answer in answers.items()]
    known = {answer for answer in answers.values() if answer in ("sat", "unsat")}
    status = known.pop() if len(known) == 1 else "unknown"
    text = query.smt2.replace("(set-logic QF_NRA)\n", f"(set-logic QF_NRA)\n(set-info :status {status})\n", 1)
    return "\n".join([*told, text])
