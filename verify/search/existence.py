"""The search for a point that shows an existential claim; such a claim falls only by a proof that there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from verify.claim import Budget, Claim, Point
from verify.conclusions import Exists, exact_point, hypotheses_hold, truth
from verify.evidence.common import draw, engine, vectorised
from verify.search import propose
from verify.search.chart import charts
from verify.search.descend import minimisers, rationalised
from verify.search.effort import Effort
from verify.search.guided import search as guided
from verify.search.problem import Problem, Values, as_point, as_values
from verify.search.shrink import shrunk, total
from verify.search.walk import Walk
from verify.verdict import Finding, Reason, Verdict


def search(claim: Claim, budget: Budget) -> Finding:
    """CORROBORATED by an exact point, found by the search, whose state (if there is one) shows it; never REFUTED.

    A claim whose witness is such a point needs no search, and one whose witness is none gets it in the full budget only.
    """
    conclusion = claim.conclusion
    assert isinstance(conclusion, Exists)
    name = engine("numpy")
    seen = ""
    if claim.witness:
        given = exact_point(claim, dict(claim.witness))
        shown, seen = _shows(claim, conclusion, given)
        if shown:
            return Finding("falsify", Verdict.CORROBORATED, None, name, f"the witness {seen}")
        seen = f"; the witness {seen}"
        if budget.tier == "quick":
            return Finding("falsify", Verdict.INCONCLUSIVE, Reason.UNKNOWN, name, "not searched" + seen)
    problem = Problem(claim)
    for values in _proposed(problem, budget):
        if not problem.found(values):
            continue
        point = as_point(shrunk(values, problem.found))
        shown, told = _shows(claim, conclusion, point)
        if shown:
            witness = {key: str(value) for key, value in point.items()}
            detail = f"found at {point}: it {told}"
            return Finding("falsify", Verdict.CORROBORATED, None, name, detail, stats={"witness": witness})
    # A claim that there is a point is not refuted by not finding one.
    return Finding("falsify", Verdict.INCONCLUSIVE, Reason.UNKNOWN, name, "no point was found" + seen)


def _shows(claim: Claim, conclusion: Exists, point: Point) -> tuple[bool, str]:
    """Whether an exact point satisfies hypotheses and relation, and its state shows what the claim says of it."""
    if not (hypotheses_hold(claim, point) and truth(conclusion.holds(point))):
        return False, "does not satisfy the relation"
    if conclusion.scene is None or conclusion.observed is None:
        return True, "satisfies hypotheses and relation exactly"
    from verify.observe import observe
    from verify.scenes import dense_scores

    facts = observe(conclusion.scene.make_system(point, dense_scores(1)), conclusion.scene.tokens(point))
    return conclusion.observed(facts), f"shows radius {facts.radius:.9g}"


def _proposed(problem: Problem, budget: Budget) -> Iterator[Values]:
    """Points that may satisfy everything: of the batch, then of the other stages."""
    effort, claim = Effort.of(budget), problem.claim
    assert isinstance(claim.conclusion, Exists)
    point, mask = draw(claim, budget.seed, effort.batch)
    hits: Any = np.flatnonzero(mask & vectorised(claim.conclusion.holds, point, effort.batch))
    drawn = [as_values(claim, {name: point[name][i] for name in point}) for i in hits[:4000]]
    yield from sorted(drawn, key=total)[:4]
    for chart in charts(problem, effort.charts):
        bases = propose.bases(chart, effort, budget.seed)
        yield from Walk(chart, bases).violations(effort.rounds, effort.each)
        for end in minimisers(chart, propose.starts(chart, bases, effort.starts), effort.iterations):
            yield from rationalised(chart, end)
        values, _ = guided(chart, effort.examples, budget.seed)
        if values is not None:
            yield values
