"""The search for a counterexample of a formula: a batch, an optimiser, boundaries, and a Hypothesis search.

Every stage only proposes rational points. A proposal is checked exactly, made as simple as it gets, and confirmed: by SymPy
from the claim's own predicates, and, where the claim has a scene, by the state itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from verify.claim import Budget, Claim, Point
from verify.conclusions import Formula, exact_point
from verify.evidence.common import confirm, draw, engine, samples, vectorised
from verify.search import propose
from verify.search.chart import Chart, charts
from verify.search.effort import Effort
from verify.search.problem import Problem, Values, as_point, as_values
from verify.search.shrink import shrunk, total
from verify.search.walk import Walk
from verify.verdict import Finding, Reason, Verdict

FLOOR = 20
Found = tuple[Point, dict[str, Any]] | None
TRIALS = 12
LOOKS = 60


@dataclass
class Tally:
    """What a search did, for its report."""

    satisfied: int = 0
    boundary: int = 0
    optimised: int = 0
    examples: int = 0
    candidate: str | None = None
    by: str = ""

    def stats(self) -> dict[str, Any]:
        """JSON-ready."""
        told: dict[str, Any] = {"satisfied": self.satisfied, "boundary": self.boundary}
        return told | {"optimised": self.optimised, "examples": self.examples}


@dataclass
class Search:
    """One search of one claim; :meth:`run` is the whole of it."""

    claim: Claim
    conclusion: Formula
    budget: Budget
    tally: Tally = field(default_factory=Tally)

    def run(self) -> Finding:
        """REFUTED by a confirmed point, a candidate, vacuous, or CORROBORATED."""
        effort = Effort.of(self.budget)
        name = engine("numpy")
        for stage in self._stages(effort):
            point = stage()
            if point is not None:
                exact, counterexample = point
                stats = {**self.tally.stats(), "found_by": self.tally.by}
                detail = f"violated at {exact}"
                return Finding(
                    "falsify", Verdict.REFUTED, None, name, detail, stats=stats, counterexample=counterexample
                )
        tally = self.tally
        if tally.candidate is not None:
            stats = {**tally.stats(), "candidate": tally.candidate}
            return Finding("falsify", Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, stats=stats)
        if tally.satisfied < FLOOR:
            detail = f"{tally.satisfied} of the points drawn met the hypotheses, fewer than {FLOOR}: nothing was tested"
            return Finding("falsify", Verdict.INCONCLUSIVE, Reason.VACUOUS, name, detail, stats=tally.stats())
        seen = look(self.claim, self.conclusion, self.budget, effort.states)
        if isinstance(seen, Finding):
            return seen
        detail = f"{tally.satisfied} points met the hypotheses, {tally.boundary} places on boundaries"
        detail += f", {seen} states looked at" if seen else ""
        stats = {**tally.stats(), "states": seen}
        return Finding("falsify", Verdict.CORROBORATED, None, name, detail, stats=stats)

    def _stages(self, effort: Effort) -> Iterator[Callable[[], Found]]:
        yield lambda: self._batch(effort)
        problem = self.problem
        if problem is None:
            return  # no margin is known for the predicates: the batch is all there is
        for chart in charts(problem, effort.charts):
            bases = propose.bases(chart, effort, self.budget.seed)
            ends: list[dict[str, Any]] = []
            yield partial(self._walk, chart, partial(dict, bases), effort)
            yield partial(self._descend, chart, bases, effort, ends)
            yield partial(self._walk, chart, partial(propose.stack, chart, ends), effort)
            yield partial(self._guided, chart, effort)

    @cached_property
    def problem(self) -> Problem | None:
        """The claim as a search problem; ``None`` where no margin is known for its predicates."""
        try:
            return Problem(self.claim)
        except (TypeError, NotImplementedError, AttributeError):
            return None

    def _batch(self, effort: Effort) -> Found:
        """Many points at once, the predicates on arrays; simple points first."""
        for round_ in range(4):
            point, mask = draw(self.claim, self.budget.seed + round_, effort.batch)
            self.tally.satisfied += int(mask.sum())
            fails = self.conclusion.fails
            holds = vectorised(fails or self.conclusion.holds, point, effort.batch)
            broken = np.flatnonzero(mask & (holds if fails else ~holds))
            exact = [as_values(self.claim, {name: point[name][i] for name in point}) for i in broken[:4000]]
            for values in sorted(exact, key=total)[:TRIALS]:
                found = self._settle(values, "batch")
                if found is not None:
                    return found
            if self.tally.satisfied >= 50 * FLOOR:
                break
        return None

    def _walk(self, chart: Chart, bases: Callable[[], propose.Batch], effort: Effort) -> Found:
        walk = Walk(chart, bases())
        if chart.solved:  # the batch does not meet equations
            self.tally.satisfied += sum(chart.problem.meets(values) for values in walk.starts())
        found = self._first(chart, walk.violations(effort.rounds, effort.each), "boundary")
        self.tally.boundary += walk.places
        return found

    def _descend(self, chart: Chart, bases: dict[str, Any], effort: Effort, ends: list[dict[str, Any]]) -> Found:
        from verify.search.descend import minimisers, rationalised

        for end in minimisers(chart, propose.starts(chart, bases, effort.starts), effort.iterations):
            self.tally.optimised += 1
            ends.append(end)
            found = self._first(chart, rationalised(chart, end), "optimiser")
            if found is not None:
                return found
        return None

    def _guided(self, chart: Chart, effort: Effort) -> Found:
        from verify.search.guided import search as guided

        values, met = guided(chart, effort.examples, self.budget.seed)
        self.tally.examples += effort.examples
        self.tally.satisfied += met
        return None if values is None else self._settle(values, "hypothesis")

    def _first(self, chart: Chart, places: Iterator[Values], by: str) -> Found:
        tried = 0
        for values in places:
            met = chart.problem.meets(values)
            self.tally.satisfied += met
            if met and chart.problem.found(values):
                found = self._settle(values, by)
                tried += 1
                if found is not None or tried >= TRIALS:
                    return found
        return None

    def _settle(self, values: Values, by: str) -> Found:
        """The simplest confirmed point near a proposal, with its replayable counterexample."""
        exact, problem = as_point(values), self.problem
        if problem is not None and problem.ruled_out(values):
            return None
        counterexample = confirm(self.claim, exact)
        if counterexample is None:
            self.tally.candidate = self.tally.candidate or str(exact)
            return None
        self.tally.by = by
        if problem is None or not problem.found(values):
            return exact, counterexample
        simple = shrunk(values, problem.found)
        again = confirm(self.claim, as_point(simple))
        if again is None:
            # The simplest lie on a boundary, where the state is not seen: look at the state at every step.
            left = iter(range(LOOKS))
            simple = shrunk(values, lambda v: problem.found(v) and self._shows(v, left))
            again = confirm(self.claim, as_point(simple))
        return (exact, counterexample) if again is None else (as_point(simple), again)

    def _shows(self, values: Values, left: Iterator[int]) -> bool:
        return next(left, None) is not None and confirm(self.claim, as_point(values)) is not None


def search(claim: Claim, budget: Budget) -> Finding:
    """See :class:`Search`; where the linearisation is silent the state itself may still decide."""
    from verify.search import marginal

    assert isinstance(claim.conclusion, Formula)
    finding = Search(claim, claim.conclusion, budget).run()
    return finding if finding.verdict is Verdict.REFUTED else marginal.search(claim, budget) or finding


def look(claim: Claim, conclusion: Formula, budget: Budget, count: int) -> int | Finding:
    """Build states and look at them: the second route, which knows no closed form. How many, or what disagrees."""
    from verify.observe import observe
    from verify.scenes import dense_scores

    if conclusion.scene is None or conclusion.observed is None:
        return 0
    seen = 0
    for point in samples(claim, budget.seed + 1, count):
        if sum(int(size) for _, size in conclusion.scene.groups(point)) > 12:
            continue
        facts = observe(conclusion.scene.make_system(point, dense_scores(seen)), conclusion.scene.tokens(point))
        near = facts.fixed and abs(facts.radius - facts.boundary) <= facts.tolerance
        if not near and not conclusion.observed(facts):
            text = f"the formula holds at {point}, but the state shows {facts}"
            return Finding("falsify", Verdict.INCONCLUSIVE, Reason.CANDIDATE, engine("numpy"), text)
        seen += 1
    return seen


__all__ = ["FLOOR", "Search", "exact_point", "look", "search"]
