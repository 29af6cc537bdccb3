"""Where to start: points that meet the premise and are near to the goal, or nearly meet it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from verify.evidence.common import draw
from verify.search.chart import Chart
from verify.search.effort import Effort
from verify.search.semantics import margin

DRAWN = 4_000
Batch = dict[str, Any]


def bases(chart: Chart, effort: Effort, seed: int) -> Batch:
    """Points of the chart as arrays of floats: those that meet the premise by most, then those that miss it by least."""
    claim = chart.problem.claim
    drawn, _ = draw(replace(claim, hypotheses=()), seed, DRAWN)
    batch = chart.complete({name: drawn[name] for name in drawn})
    premise, goal = margins(chart, batch)
    # Half of them meet the premise and are nearest to the goal, the rest come nearest to the premise.
    good = np.flatnonzero(premise > 0)
    good = good[np.argsort(-goal[good], kind="stable")][: effort.bases // 2]
    order = np.argsort(-premise, kind="stable")
    chosen = np.concatenate([good, order[: effort.bases - len(good)]])
    return {name: batch[name][chosen] for name in batch}


def margins(chart: Chart, batch: Batch, strict: float = 0.0) -> tuple[Any, Any]:
    """How far the chart's premise and the goal are from false, on arrays of floats of one shape."""
    shape = np.shape(next(iter(batch.values())))
    values = chart.problem.leaves.floats(batch)
    premise = np.broadcast_to(margin(chart.premise, values, strict), shape)
    return premise, np.broadcast_to(margin(chart.problem.goal, values, strict), shape)


def stack(chart: Chart, points: list[dict[str, float]]) -> Batch:
    """Points as one batch, rounded to multiples of 1/64 so that what is placed from them has few digits."""
    kept = [point for point in points if all(np.isfinite(value) for value in point.values())]
    return {name: np.array([round(64 * point[name]) / 64 for point in kept]) for name in chart.problem.parameters}


def starts(chart: Chart, batch: Batch, count: int) -> list[dict[str, float]]:
    """The points that are nearest to a violation, for the optimiser."""
    size = len(next(iter(batch.values())))
    if not size:
        return []
    score = np.minimum(*margins(chart, batch))
    order = np.argsort(-np.where(np.isfinite(score), score, -np.inf), kind="stable")
    # Neighbours in this order are often the same point but for one parameter: spread over the best half.
    chosen = order[: max(count, size // 2)][:: max(1, size // 2 // count)][:count]
    return [{name: float(batch[name][i]) for name in batch} for i in chosen]
