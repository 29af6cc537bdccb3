"""Walks along boundaries: one parameter at a time is moved to where a comparison changes, or just off it.

Counterexamples sit in corners, where many hypotheses are nearly equations. From many points at once every move is tried; those
that may be violations are made exact and given, and each point takes the move that keeps the premise and comes nearest to the
goal. A walk is replayed exactly, in fractions, so that what is tight stays tight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from verify.search.chart import Chart, Solution
from verify.search.problem import Values, as_values
from verify.search.propose import Batch, margins

OFFSETS = tuple(Fraction(sign, size) for size in (2**20, 8) for sign in (1, -1))
ROUNDING = 1e-9
STRICT = 4 * ROUNDING
"""More than rounding: the boundary of a strict comparison is not stepped on."""


@dataclass(frozen=True)
class Move:
    """Put one parameter on a surface, plus ``offset`` times its size there (at least 1)."""

    surface: Solution
    offset: Fraction

    def floats(self, batch: Batch) -> Any:
        """The parameter's new values."""
        with np.errstate(all="ignore"):
            place = self.surface.floats(batch)
            return place + float(self.offset) * np.maximum(1.0, np.abs(place))

    def exact(self, values: Values) -> Fraction | None:
        """Its new value at a rational point; ``None`` where the surface has none there."""
        place = self.surface.exact(values)
        return None if place is None else place + self.offset * max(Fraction(1), abs(place))


class Walk:
    """One walk from a batch of points.

    Args:
        chart: the problem.
        batch: floats that are exact in binary, shape ``(points,)`` each.

    Attributes:
        places: how many places that meet the premise, up to rounding, were looked at.
    """

    def __init__(self, chart: Chart, batch: Batch) -> None:
        self.chart = chart
        self.batch = batch
        self.moves = [Move(surface, offset) for surface, _ in chart.surfaces() for offset in (Fraction(0), *OFFSETS)]
        self.places = 0

    def starts(self) -> Iterator[Values]:
        """The points that it starts from, exact."""
        for i in range(len(next(iter(self.batch.values())))):
            values = self._replay(i, [])
            whole = None if values is None else self.chart.complete_exact(values)
            if whole is not None:
                yield whole

    def violations(self, rounds: int, each: int) -> Iterator[Values]:
        """Exact points that may be violations, those of the first round first.

        Args:
            rounds: moves of every point.
            each: of the points that one move may make violations, how many are given.
        """
        size = len(next(iter(self.batch.values())))
        if not size or not self.moves:
            return
        current = {name: np.array(values, dtype=float) for name, values in self.batch.items()}
        history: list[list[Move]] = [[] for _ in range(size)]
        reached = self._value(*margins(self.chart, current, STRICT))
        for _ in range(rounds):
            tried = self._tried(current)
            premise, goal = margins(self.chart, tried, STRICT)
            self.places += int((premise >= -ROUNDING).sum())
            for m, i in self._hopeful(premise, goal, each):
                place = self._replay(i, [*history[i], self.moves[m]])
                if place is not None:
                    yield place
            value = self._value(premise, goal)
            best = value.argmax(axis=0)
            for i in range(size):
                m = int(best[i])
                if value[m, i] > reached[i] + ROUNDING:
                    history[i].append(self.moves[m])
                    reached[i] = value[m, i]
                    for name, values in current.items():
                        values[i] = tried[name][m, i]

    def _tried(self, current: Batch) -> Batch:
        """Every move of every point, shape ``(moves, points)``."""
        size = len(next(iter(current.values())))
        tried = {name: np.tile(values, (len(self.moves), 1)) for name, values in current.items()}
        for m, move in enumerate(self.moves):
            tried[move.surface.name][m] = np.broadcast_to(move.floats(current), (size,))
        return self.chart.complete(tried)

    @staticmethod
    def _value(premise: Any, goal: Any) -> Any:
        """The goal's margin where the premise holds, and less than any such where it does not."""
        value = np.where(premise >= -ROUNDING, goal, premise - 2)
        return np.where(np.isnan(value), -np.inf, value)

    def _hopeful(self, premise: Any, goal: Any, each: int) -> Iterator[tuple[int, int]]:
        hopeful = (premise >= -ROUNDING) & (goal >= -ROUNDING)
        for m in np.flatnonzero(hopeful.any(axis=1)):
            points = np.flatnonzero(hopeful[m])
            order = np.argsort(-np.minimum(premise, goal)[m, points], kind="stable")
            for i in points[order[:each]]:
                yield int(m), int(i)

    def _replay(self, i: int, moves: list[Move]) -> Values | None:
        start = {name: np.nan_to_num(values[i]) for name, values in self.batch.items()}
        values: Values | None = as_values(self.chart.problem.claim, start)
        for move in moves:
            assert values is not None
            value = move.exact(values)
            values = None if value is None else self.chart.complete_exact({**values, move.surface.name: value})
            if values is None:
                return None
        return values
