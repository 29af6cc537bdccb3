"""An optimiser that drives the margin of a claim down among points that meet its hypotheses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from verify.claim import Point
from verify.conclusions import Formula
from verify.search.chart import Chart
from verify.search.problem import Values, as_values
from verify.search.semantics import Comparison, Junction, Node, margin

DENOMINATORS = (1, 2, 3, 4, 6, 8, 12, 16, 64, 1024, 2**20)
BRANCHES = 2
FLAT = 1e-9


def minimisers(chart: Chart, starts: list[dict[str, float]], iterations: int) -> Iterator[dict[str, float]]:
    """Where the optimiser ends from each start: integers stand still, solved parameters follow the others.

    The largest t is sought such that every comparison that the premise needs, and every one that a violation needs, holds
    by t: a positive t is a violation in the open, which rounding does not destroy. Of an "or" the part that is nearest to
    being true at the start is taken for the premise, and the nearest few for the violation, one after the other.

    Args:
        chart: the problem.
        starts: points as floats.
        iterations: of sequential quadratic programming, for one start.
    """
    from scipy.optimize import minimize

    moving = [name for name in chart.free if name not in chart.problem.integers]
    if not moving:
        return
    for start in starts:
        fixed = {name: float(value) for name, value in start.items()}
        origin = np.array([fixed[name] for name in moving])
        for margins in _margins(chart, _placed(chart, fixed, moving, origin)):
            slack = partial(_slack, chart, fixed, moving, margins)
            first = np.append(origin, slack(np.append(origin, 0.0)).min())
            options: Any = {"maxiter": iterations, "ftol": 1e-9}
            constraint: Any = {"type": "ineq", "fun": slack}
            with np.errstate(all="ignore"):
                ended = minimize(_lowest, first, jac=_slope, constraints=[constraint], method="SLSQP", options=options)
            if np.isfinite(ended.x).all():
                reached = _placed(chart, fixed, moving, ended.x[:-1])
                yield {name: float(value) for name, value in reached.items()}


def _lowest(x: Any) -> float:
    """What is minimised: ``-t``."""
    return float(-x[-1])


def _slope(x: Any) -> Any:
    return np.append(np.zeros(len(x) - 1), -1.0)


def _placed(chart: Chart, fixed: dict[str, float], moving: list[str], x: Any) -> dict[str, Any]:
    return chart.complete({**fixed, **dict(zip(moving, map(np.float64, x), strict=True))})


def _margins(chart: Chart, point: dict[str, Any]) -> Iterator[list[Node | Formula]]:
    """What must be positive together: one list for each way to break the claim that is worth a try from here."""
    values = chart.problem.leaves.floats(point)
    premise = _branch(chart.premise, values)
    conclusion = chart.problem.claim.conclusion
    if isinstance(conclusion, Formula) and conclusion.margin is not None:
        yield [*premise, conclusion]
    goal = chart.problem.goal
    parts = [goal] if isinstance(goal, Comparison) or goal.every else list(goal.parts)
    for part in sorted(parts, key=lambda part: -float(margin(part, values)))[:BRANCHES]:
        yield [*premise, *_branch(part, values)]


def _branch(node: Node, values: Any) -> list[Node]:
    """The comparisons of a conjunction, with the nearest part of every disjunction in it."""
    if isinstance(node, Comparison):
        return [node]
    parts = node.parts if node.every or not node.parts else [max(node.parts, key=lambda p: float(margin(p, values)))]
    return [leaf for part in parts for leaf in _branch(part, values)] if parts else [Junction(node.every, ())]


def _slack(chart: Chart, fixed: dict[str, float], moving: list[str], margins: list[Node | Formula], x: Any) -> Any:
    """By how much every margin exceeds t, the last entry of ``x``; large and negative where one is undefined."""
    point = _placed(chart, fixed, moving, x[:-1])
    values = chart.problem.leaves.floats(point)
    found = [_own(m, point) if isinstance(m, Formula) else float(margin(m, values)) for m in margins]
    bounded = np.clip(np.nan_to_num(np.array(found), nan=-1.0), -1 + FLAT, 1 - FLAT)
    # From x / (1 + |x|) to log(1 + |x|) with the sign of x: far from zero the first is too flat for an optimiser.
    return -np.sign(bounded) * np.log1p(-np.abs(bounded)) - x[-1]


def _own(conclusion: Formula, point: dict[str, Any]) -> float:
    """How far the conclusion is from true by the margin that comes with it, which is negative where it fails."""
    assert conclusion.margin is not None
    try:
        own = -float(conclusion.margin(Point({name: float(value) for name, value in point.items()})))
    except (TypeError, ValueError, ArithmeticError):
        return float("nan")
    return own / (1 + abs(own))


def rationalised(chart: Chart, point: dict[str, float]) -> Iterator[Values]:
    """The point with denominators up to 1, 2, 3, 4, ... (continued fractions), solved parameters put in exactly."""
    if not all(np.isfinite(value) for value in point.values()):
        return
    exact = as_values(chart.problem.claim, point)
    for largest in DENOMINATORS:
        rounded = {name: value.limit_denominator(largest) for name, value in exact.items()}
        whole = chart.complete_exact(rounded)
        if whole is not None:
            yield whole
