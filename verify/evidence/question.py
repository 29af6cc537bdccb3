"""What a claim asks of real numbers: its hypotheses and its relation as SymPy formulas, before any solver sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy

from verify.claim import Claim, Point, Predicate


@dataclass(frozen=True)
class Question:
    """Formulas over named reals.

    Attributes:
        names: the parameters that are free.
        formulas: domains and hypotheses; all hold.
        relation: what is asserted beside them.
        scaled: whether ``lambda`` stands for ``alpha lambda``.
    """

    names: tuple[str, ...]
    formulas: tuple[Any, ...]
    relation: Any
    scaled: bool = False


def question(claim: Claim, holds: Predicate, fixed: Mapping[str, Any] | None = None) -> Question:
    """Hypotheses, domains and relation of a claim, with alpha taken out where it only scales the eigenvalues.

    Args:
        claim: whose predicates are read.
        holds: the relation.
        fixed: values put in for some parameters.
    """
    fixed = dict(fixed or {})
    symbols = claim.symbols()
    point = Point({name: sympy.sympify(fixed[name]) if name in fixed else symbols[name] for name in symbols})
    formulas = [sympy.sympify(h.holds(point)) for h in claim.hypotheses]
    relation = sympy.sympify(holds(point))
    scaled = False
    if any(p.name == "alpha" and p.domain == "positive" for p in claim.parameters) and "alpha" not in fixed:
        alpha = symbols["alpha"]
        rates = [symbols[name] for name in symbols if name.startswith("lambda_")]
        unbounded = not any(p.low for p in claim.parameters if p.name.startswith("lambda_"))
        if unbounded and all(_scales_out(formula, alpha, rates) for formula in [*formulas, relation]):
            scaled = True
            fixed["alpha"] = sympy.Integer(1)
            formulas, relation = [f.subs(alpha, 1) for f in formulas], relation.subs(alpha, 1)
    domains = []
    for parameter in claim.parameters:
        if parameter.name in fixed:
            continue
        symbol = symbols[parameter.name]
        if parameter.domain == "positive":
            domains.append(sympy.StrictGreaterThan(symbol, 0))
        if parameter.low is not None:
            domains.append(sympy.GreaterThan(symbol, parameter.low))
    names = tuple(name for name in symbols if name not in fixed)
    return Question(names, (*domains, *formulas), relation, scaled)


def _scales_out(formula: Any, alpha: Any, rates: list[Any]) -> bool:
    """Whether ``(alpha, lambda)`` may be replaced by ``(1, alpha lambda)`` in every relation of a formula.

    With ``lambda / alpha`` for ``lambda`` each relation must become a power of alpha (positive) times something free of
    alpha: then it has the same truth value at both points, and alpha = 1 stands for every alpha > 0.
    """
    for relation in formula.atoms(sympy.core.relational.Relational):
        moved = (relation.lhs - relation.rhs).subs({rate: rate / alpha for rate in rates}, simultaneous=True)
        for part in sympy.fraction(sympy.together(moved)):
            if part.has(alpha) and not (part.is_polynomial(alpha) and len(sympy.Poly(part, alpha).terms()) == 1):
                return False
    return True
