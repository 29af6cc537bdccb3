"""The falsifier of claims about trajectories and states: planted false ones fall, planted true ones do not."""

from __future__ import annotations

from typing import Any

import pytest

from verify.claim import Budget, Claim, Source
from verify.counterexample import Counterexample
from verify.evidence import Falsify
from verify.properties import ATTRACTING, FULL_RANK, NOT_ATTRACTING, PRINCIPAL_TANGENT, UNSTABLE, loses_within
from verify.quantified import (
    ASSUMPTION_1,
    BIPARTITE,
    CLUSTERING,
    DOMINANT,
    HEADS_DIFFER,
    LINE_POLYGON,
    NOT_SYMMETRIC,
    OTHER_CONSENSUS,
    POLYGONAL,
    PRINCIPAL_BIPARTITE,
    PRINCIPAL_CONSENSUS,
    SMALL_STEP,
    SPREAD_POLYGON,
    STABLE_BIPARTITE,
    STEP_SIZE,
    Condition,
    Ensemble,
    Limits,
    States,
)
from verify.verdict import Reason, Verdict

OJA = Ensemble("oja", (*ASSUMPTION_1, STEP_SIZE))
ATTENTION = Ensemble("attention", (*ASSUMPTION_1, STEP_SIZE))
HEADS = Ensemble("multihead", (*ASSUMPTION_1, STEP_SIZE, HEADS_DIFFER))
QUICK = Budget.of_tier("quick")
SECOND_POSITIVE = Condition("all positive", r"\lambda_d > 0", lambda q: q.eigenvalues[-1] > 0)

FALSE: dict[str, Any] = {
    "Oja reaches the principal consensus": Limits(OJA, ("consensus at v_1",)),
    "Oja without a step-size condition reaches equilibria": Limits(OJA.without("step size"), ("equilibrium",)),
    "every start of Oja ends at signs": Limits(OJA, ("consensus", "bipartite"), starts="all"),
    "attention reaches consensus": Limits(ATTENTION, ("consensus",)),
    "heads reach consensus": Limits(HEADS, ("consensus",)),
    "any attention with a dominant eigenvalue": Limits(
        Ensemble("attention", (DOMINANT, NOT_SYMMETRIC)), ("consensus",)
    ),
    "principal bipartite states are unstable": States(OJA, PRINCIPAL_BIPARTITE, UNSTABLE),
    "polygons on a line are unstable": States(OJA, LINE_POLYGON, UNSTABLE),
    "polygons of attention are unstable": States(ATTENTION, POLYGONAL, UNSTABLE),
    "two heads never hold two groups": States(HEADS, BIPARTITE, NOT_ATTRACTING),
    "long steps keep the principal consensus": States(OJA.without("step size"), PRINCIPAL_CONSENSUS, ATTRACTING),
    "other consensus attracts": States(OJA, OTHER_CONSENSUS, ATTRACTING),
    "v_1 is tangent": States(ATTENTION, POLYGONAL, PRINCIPAL_TANGENT),
    "rank is the number of clusters": States(ATTENTION, CLUSTERING, FULL_RANK),
    "basins are small": States(
        Ensemble("attention", (*ASSUMPTION_1, SMALL_STEP)), STABLE_BIPARTITE, loses_within("0.1")
    ),
}
TRUE: dict[str, Any] = {
    "principal consensus of Oja": States(OJA, PRINCIPAL_CONSENSUS, ATTRACTING),
    "principal consensus of attention": States(ATTENTION, PRINCIPAL_CONSENSUS, ATTRACTING),
    "principal consensus of heads": States(HEADS, PRINCIPAL_CONSENSUS, ATTRACTING),
    "other consensus": States(OJA, OTHER_CONSENSUS, UNSTABLE),
    "polygons of Oja that are not on a line": States(OJA, SPREAD_POLYGON, UNSTABLE),
    "bipartite states of Oja where all eigenvalues are positive": States(
        Ensemble("oja", (*ASSUMPTION_1, SECOND_POSITIVE)), BIPARTITE, UNSTABLE
    ),
    "Oja where all eigenvalues are positive": Limits(
        Ensemble("oja", (*ASSUMPTION_1, SECOND_POSITIVE)), ("consensus at v_1",)
    ),
}


def planted(conclusion: Any) -> Claim:
    return Claim(id="planted.claim", title="", statement="", source=Source("ours", "ours"), conclusion=conclusion)


@pytest.mark.parametrize("name", FALSE)
def test_a_planted_false_claim_falls_and_its_counterexample_holds_from_its_numbers(name: str) -> None:
    claim = planted(FALSE[name])
    finding = Falsify().run(claim, QUICK)
    assert finding.verdict is Verdict.REFUTED, finding.detail
    holds, lines = claim.conclusion.recheck(Counterexample(dict(finding.counterexample or {})))  # type: ignore[union-attr]
    assert holds, lines


@pytest.mark.parametrize("name", TRUE)
def test_a_planted_true_claim_does_not_fall(name: str) -> None:
    finding = Falsify().run(planted(TRUE[name]), QUICK)
    assert finding.verdict is Verdict.CORROBORATED, finding.detail
    assert finding.stats["systems"] >= 40


@pytest.mark.parametrize(
    "conclusion",
    [
        States(Ensemble("attention", (*ASSUMPTION_1, SMALL_STEP)), SPREAD_POLYGON, UNSTABLE),
        Limits(Ensemble("attention", (*ASSUMPTION_1, SMALL_STEP)), ("equilibrium",)),
    ],
)
def test_harder_false_claims_fall(conclusion: Any) -> None:
    """A stable triangle, exactly; and a two-cycle of attention that attracts although the step is small."""
    finding = Falsify().run(planted(conclusion), QUICK)
    if finding.verdict is not Verdict.REFUTED:
        finding = Falsify().run(planted(conclusion), Budget.of_tier("full"))
    assert finding.verdict is Verdict.REFUTED, finding.detail
    assert conclusion.recheck(Counterexample(dict(finding.counterexample or {})))[0]


@pytest.mark.slow
def test_long_steps_break_almost_global_convergence_of_more_than_two_tokens() -> None:
    """A line of mirrored two-cycles for n = 4, found and certified from nothing but the ensemble."""
    negative = Condition("others negative", r"\lambda_2 < 0", lambda q: q.eigenvalues[1] < 0)
    conclusion = Limits(Ensemble("oja", (*ASSUMPTION_1, STEP_SIZE, negative), fewest=3), ("consensus at v_1",))
    findings = [Falsify().run(planted(conclusion), Budget.of_tier("full", seed)) for seed in range(4)]
    refuted = [finding for finding in findings if finding.verdict is Verdict.REFUTED]
    assert refuted, [finding.detail for finding in findings]
    assert all(len((finding.counterexample or {})["tokens"]) >= 3 for finding in refuted)


def test_the_same_seed_gives_the_same_finding() -> None:
    claim = planted(FALSE["attention reaches consensus"])
    first, second = (Falsify().run(claim, QUICK) for _ in range(2))
    assert first.counterexample == second.counterexample
    assert first.stats == second.stats


def test_an_empty_ensemble_is_vacuous() -> None:
    never = Condition("never", "", lambda q: q.alpha < 0)
    for conclusion in (
        Limits(Ensemble("oja", (never,)), ("consensus",)),
        States(Ensemble("oja", (never,)), BIPARTITE, UNSTABLE),
    ):
        finding = Falsify().run(planted(conclusion), QUICK)
        assert (finding.verdict, finding.reason) == (Verdict.INCONCLUSIVE, Reason.VACUOUS)
