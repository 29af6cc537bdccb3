"""One claim as a search problem: what must hold, what must break, and both as margins and as exact truth values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

from verify.claim import Claim, Parameter, Point
from verify.conclusions import Exists, Formula
from verify.search.semantics import Comparison, Junction, Leaves, Node, comparisons, equations, margin, parse, true_at
from verify.strategies.numbers import rational

Values = dict[str, Fraction]


class Problem:
    """Find a point where ``premise`` and ``goal`` are true.

    For a :class:`Formula` the premise is domains and hypotheses, and the goal is that the conclusion fails; for an
    :class:`Exists` the goal is that it holds.

    Attributes:
        claim: that is searched.
        parameters: by name.
        leaves: all differences that the predicates compare.
        premise: domains and hypotheses.
        goal: what the search wants beside them.
    """

    def __init__(self, claim: Claim) -> None:
        conclusion = claim.conclusion
        if not isinstance(conclusion, (Formula, Exists)):
            raise TypeError(f"no formula to search in a {type(conclusion).__name__}")
        self.claim = claim
        self.parameters: dict[str, Parameter] = {p.name: p for p in claim.parameters}
        symbols = claim.symbols()
        self.leaves = Leaves(dict(symbols))
        parts: list[Node] = []
        for parameter in claim.parameters:
            symbol = symbols[parameter.name]
            if parameter.domain == "positive":
                parts.append(parse(symbol > 0, self.leaves))
            if parameter.low is not None:
                parts.append(parse(symbol >= parameter.low, self.leaves))
        parts += [parse(hypothesis.holds(symbols), self.leaves) for hypothesis in claim.hypotheses]
        self.premise = Junction(True, tuple(parts))
        fails = conclusion.fails if isinstance(conclusion, Formula) else None
        wanted = conclusion.holds(symbols) if fails is None else fails(symbols)
        self.goal = parse(wanted, self.leaves, negate=isinstance(conclusion, Formula) and fails is None)

    @property
    def integers(self) -> list[str]:
        """Parameters that are whole numbers."""
        return [name for name, parameter in self.parameters.items() if parameter.domain == "integer"]

    @property
    def equations(self) -> list[int]:
        """Leaves that must vanish for the premise to hold."""
        return equations(self.premise)

    @property
    def compared(self) -> list[int]:
        """Leaves of the premise and of the goal, each once, those of the goal first."""
        found = [leaf.index for leaf in (*comparisons(self.goal), *comparisons(self.premise))]
        return list(dict.fromkeys(found))

    def margins(self, batch: Mapping[str, Any]) -> tuple[Any, Any]:
        """How far premise and goal are from false, on a batch of floats."""
        values = self.leaves.floats(batch)
        size = np.broadcast_shapes(*(np.shape(batch[name]) for name in self.parameters))
        return (
            np.broadcast_to(margin(self.premise, values), size),
            np.broadcast_to(margin(self.goal, values), size),
        )

    def score(self, batch: Mapping[str, Any]) -> Any:
        """The smaller of the two: positive exactly where a point is found, up to rounding."""
        premise, goal = self.margins(batch)
        return np.minimum(premise, goal)

    def meets(self, values: Values) -> bool:
        """Whether the premise certainly holds at a rational point."""
        whole = all(values[name].denominator == 1 for name in self.integers)
        return whole and true_at(self.premise, self.leaves, values) is True

    def ruled_out(self, values: Values) -> bool:
        """Whether premise or goal is certainly false at a rational point: a float said otherwise by rounding."""
        return any(true_at(part, self.leaves, values) is False for part in (self.premise, self.goal))

    def found(self, values: Values) -> bool:
        """Whether premise and goal certainly hold at a rational point."""
        return self.meets(values) and true_at(self.goal, self.leaves, values) is True


def as_point(values: Mapping[str, Fraction]) -> Point:
    """Fractions as exact SymPy numbers."""
    return Point({name: rational(value) for name, value in values.items()})


def as_values(claim: Claim, numbers: Mapping[str, Any]) -> Values:
    """Floats, ints or SymPy rationals as fractions, in the order of the claim's parameters; floats exactly."""
    made: Values = {}
    for parameter in claim.parameters:
        number = numbers[parameter.name]
        if isinstance(number, sympy.Rational):
            made[parameter.name] = Fraction(int(number.p), int(number.q))
        else:
            made[parameter.name] = number if isinstance(number, Fraction) else Fraction(float(number))
    return made


__all__ = ["Comparison", "Problem", "Values", "as_point", "as_values"]
