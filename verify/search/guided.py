"""A Hypothesis search over exact rational points of a claim's domain, steered towards the boundary."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import numpy as np

from verify.search.chart import Chart
from verify.search.problem import Values
from verify.search.semantics import margin


def search(chart: Chart, examples: int, seed: int) -> tuple[Values | None, int]:
    """A shrunk point where premise and goal hold exactly, if one is found; and how many points met the premise.

    Deterministic: derandomised for seed 0, seeded otherwise; no database.
    """
    from hypothesis import HealthCheck, Phase, find, settings, target
    from hypothesis.errors import NoSuchExample

    from verify.strategies.points import points

    problem = chart.problem
    met = 0

    def wanted(point: Any) -> bool:
        nonlocal met
        values = chart.complete_exact({name: Fraction(int(v.p), int(v.q)) for name, v in point.items()})
        if values is None:
            return False
        met += problem.meets(values)
        floats = problem.leaves.floats({name: np.float64(value) for name, value in values.items()})
        score = min(float(margin(chart.premise, floats)), float(margin(problem.goal, floats)))
        if np.isfinite(score):
            target(score)
        return problem.found(values)

    how = settings(
        max_examples=examples,
        derandomize=seed == 0,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.target, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    try:
        point = find(points(problem.claim), wanted, settings=how, random=random.Random(seed) if seed else None)
    except NoSuchExample:
        return None, met
    return chart.complete_exact({name: Fraction(int(v.p), int(v.q)) for name, v in point.items()}), met
