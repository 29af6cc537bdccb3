"""The falsifier of claims about trajectories and states: planted false ones fall, planted true ones do not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy

from verify import Attention, MultiHead, Oja
from verify.claim import Budget, Claim, Point, Source
from verify.counterexample import Counterexample, describe
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
from verify.search import simulate
from verify.search.classify import classify, creeps, labels, refine
from verify.search.clusterings import constructed
from verify.search.draw import from_strategies, systems
from verify.search.shrink_system import on_sphere, shrink
from verify.search.state import State, quantities
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


# ------------------------------------------------------------------ counterexamples that do not hold


def _pair(value: list[list[str]], tokens: list[list[str]], alpha: str = "1") -> Counterexample:
    data = {"system": "oja", "time": "discrete", "step_size": alpha, "value": value, "query_key": None, "heads": None}
    return Counterexample(data | {"mask": None, "tokens": tokens, "parameters": {}, "explanation": ""})


PAIR = [["1", "0"], ["-1", "0"]]


@pytest.mark.parametrize(
    ("value", "tokens", "alpha"),
    [
        ([["1", "0"], ["0", "1/2"]], PAIR, "1"),  # lambda_2 > 0: the pair is unstable
        ([["1", "0"], ["0", "0"]], PAIR, "1"),  # V is singular, and the pair marginal in its own right
        ([["1", "0"], ["0", "1"]], PAIR, "1"),  # lambda_1 is not simple
        ([["1", "1"], ["0", "-1"]], PAIR, "1"),  # V is not symmetric
        ([["1", "0"], ["0", "-3"]], PAIR, "1"),  # on the boundary of the step-size condition
        ([["1", "0"], ["0", "-1"]], [["1", "0"], ["0", "1"]], "1"),  # no equilibrium
    ],
)
def test_what_lacks_a_hypothesis_or_the_phenomenon_is_no_counterexample(value: Any, tokens: Any, alpha: str) -> None:
    example = _pair(value, tokens, alpha)
    assert not States(OJA, PRINCIPAL_BIPARTITE, UNSTABLE).recheck(example)[0]
    assert not Limits(OJA, ("consensus at v_1",)).recheck(example)[0]


def test_a_system_of_another_kind_is_no_counterexample() -> None:
    example = _pair([["1", "0"], ["0", "-1"]], PAIR)
    assert States(OJA, PRINCIPAL_BIPARTITE, UNSTABLE).recheck(example)[0]
    assert not States(ATTENTION, PRINCIPAL_BIPARTITE, UNSTABLE).recheck(example)[0]


def test_causal_attention_and_flows_are_of_no_ensemble() -> None:
    pair = {**_pair([["1", "0"], ["0", "-1"]], PAIR).data, "system": "attention", "query_key": [["0", "0"], ["0", "0"]]}
    claim = States(ATTENTION, PRINCIPAL_BIPARTITE, UNSTABLE)
    assert claim.recheck(Counterexample(pair))[0]
    assert not claim.recheck(Counterexample({**pair, "mask": "causal"}))[0]
    assert not claim.recheck(Counterexample({**pair, "step_size": None, "time": "continuous"}))[0]


def test_a_marginal_state_is_not_certified_as_an_end() -> None:
    """V = diag(1, 0): along v_2 nothing moves at first order, and a ball around the pair is not shown to be trapped."""
    from verify.search.certify_end import stays, trapped

    example = _pair([["1", "0"], ["0", "0"]], PAIR)
    assert stays(example).holds is not True
    assert trapped(example, ("consensus",)).holds is not True


def test_an_allowed_end_is_not_excluded() -> None:
    """The trap is found, but the state in it is what the statement allows."""
    from verify.search.certify_end import trapped

    example = _pair([["2", "0"], ["0", "1"]], [["1", "0"], ["1", "0"]])
    assert trapped(example, ("consensus at v_1",)).holds is None
    assert trapped(example, ("bipartite", "polygonal")).holds is True
    assert trapped(example, ("equilibrium",)).holds is None
    assert trapped(_pair([["2", "0"], ["0", "1"]], [["2", "0"], ["1", "0"]]), ("polygonal",)).holds is False


# ------------------------------------------------------------------ the classifier


def _end(system: Any, start: Any, steps: int = 400) -> Any:
    run = simulate.run([system], np.asarray(start, dtype=float)[None, None], steps)
    return classify(system, run.tokens[0, 0], run.moved[0, 0], run.moved_twice[0, 0])


NEAR = np.array([[0.9, 0.1], [0.8, -0.2], [0.95, 0.3]])
NEAR /= np.linalg.norm(NEAR, axis=1, keepdims=True)


def test_ends_of_constructed_trajectories() -> None:
    consensus = _end(Oja(value=np.diag([1.0, 0.5]), step_size=1.0), NEAR)
    assert (consensus.kind, consensus.attraction) == ("consensus at v_1", "attracting")
    pair = _end(Oja(value=np.diag([1.0, -0.5]), step_size=1.0), [[0.96, 0.28], [-0.96, -0.28]])
    assert (pair.kind, pair.attraction) == ("polygonal", "neutral")
    cycle = _end(Oja(value=np.diag([1.0, -4.0]), step_size=1.0), NEAR[:, ::-1])
    assert (cycle.kind, cycle.attraction) == ("two-cycle", "attracting")
    held = Attention(value=np.diag([1.0, 0.25]), query_key=np.diag([3.0, 0.0]), step_size=0.25)
    bipartite = _end(held, [[0.99, 0.14], [1, 0], [-1, 0], [-0.99, 0.14]], 800)
    assert (bipartite.kind, bipartite.attraction) == ("bipartite", "attracting")


def test_a_rotating_consensus_is_no_equilibrium() -> None:
    turning = Oja(value=np.array([[1.0, -0.5], [0.5, 1.0]]), step_size=0.5)
    end = _end(turning, NEAR)
    assert end.kind == "turning"
    assert not end.is_end


@pytest.mark.parametrize("c", [10.0, 16.0, 24.0])
def test_a_slow_passage_is_not_an_end(c: float) -> None:
    """Two clusters a radian apart, A = c I: they approach at a rate e^{-c(1 - cos 1)}, or far below what float64 can see."""
    slow = Attention(value=np.eye(2), query_key=4 * c * np.eye(2), step_size=0.5)
    start = [[1, 0], [1, 0], [np.cos(1), np.sin(1)], [np.cos(1), np.sin(1)]]
    run = simulate.run([slow], np.asarray(start, dtype=float)[None, None], 200)
    end = classify(slow, run.tokens[0, 0], run.moved[0, 0], run.moved_twice[0, 0])
    assert end.attraction != "attracting"
    assert not end.is_end or creeps(slow, end.tokens)


def test_a_line_of_equilibria_does_not_creep() -> None:
    pair = np.array([[0.96, 0.28], [-0.96, -0.28]])
    assert not creeps(Oja(value=np.diag([1.0, -0.5]), step_size=1.0), pair)


def test_a_state_at_rest_on_a_saddle_is_passing() -> None:
    end = _end(Oja(value=np.diag([2.0, 1.0]), step_size=1.0), [[0, 1], [0, 1]])
    assert (end.kind, end.is_end) == ("passing", False)


def test_an_undefined_step_is_undecided() -> None:
    end = _end(Oja(value=np.diag([-1.0, -2.0]), step_size=1.0), [[1, 0], [1, 0]])
    assert (end.kind, end.is_end) == ("undecided", False)


def test_refine_finds_the_equilibrium_nearby_and_nothing_else() -> None:
    system = Oja(value=np.diag([2.0, 1.0]), step_size=1.0)
    found = refine(system, NEAR)
    assert found is not None
    np.testing.assert_allclose(np.abs(found[:, 0]), 1.0, atol=1e-12)
    assert labels(State(system, found)) == {"equilibrium", "consensus", "consensus at v_1"}


# ------------------------------------------------------------------ states, conditions, draws


def test_families_agree_in_floats_and_exactly() -> None:
    exact = np.array([[sympy.Rational(3, 5), sympy.Rational(4, 5)], [-sympy.Rational(3, 5), -sympy.Rational(4, 5)]])
    system = Oja(
        value=np.array([[sympy.Integer(1), sympy.Integer(0)], [sympy.Integer(0), sympy.Integer(-1)]]), step_size=1
    )
    for state in (State(system, exact), State(system, exact).floats):
        assert state.equilibrium
        assert state.polygonal
        assert state.on_a_line
        assert not state.bipartite
        assert state.clusters == 2


def test_conditions_in_balls_are_certain_or_false() -> None:
    """At equality nothing is certain: 1/3 is no float, and neither ``<`` nor ``>`` holds of a ball around it."""
    third = sympy.Rational(1, 3)
    system = Oja(value=np.array([[third, 0 * third], [0 * third, -third * 3]]), step_size=3)  # alpha (1 - 1/3) = 2
    assert not Ensemble("oja", (STEP_SIZE,)).holds(quantities(system))
    assert Ensemble("oja", ASSUMPTION_1).holds(quantities(system))


@pytest.mark.parametrize("ensemble", [OJA, ATTENTION, HEADS, Ensemble("attention", (DOMINANT, NOT_SYMMETRIC))])
def test_drawn_systems_satisfy_the_conditions_exactly(ensemble: Ensemble) -> None:
    from verify.search.shrink_system import exactly
    from verify.search.trajectories import belongs

    drawn = list(systems(ensemble, 3, 5, np.random.default_rng(0)))
    assert len(drawn) == 5
    for system in drawn:
        told = describe(None, exactly(system), None, "", "")
        assert belongs(ensemble, Counterexample(told))


@pytest.mark.parametrize("ensemble", [OJA, ATTENTION, HEADS])
def test_systems_from_the_public_strategies_satisfy_the_conditions(ensemble: Ensemble) -> None:
    drawn = from_strategies(ensemble, 2, 40, seed=1)
    assert drawn
    assert all(system.dimension == 2 and ensemble.holds(quantities(system)) for system in drawn)
    again = from_strategies(ensemble, 2, 40, seed=1)
    assert [system.step_size for system in drawn] == [system.step_size for system in again]


def test_stacked_systems_step_as_each_one_does() -> None:
    rng = np.random.default_rng(3)
    for ensemble in (OJA, ATTENTION, HEADS):
        drawn = list(systems(ensemble, 3, 4, rng))
        tokens = simulate.on_spheres(rng, (len(drawn), 5, 4, 3))
        together = simulate.stacked(drawn).step(tokens)
        alone = np.stack([system.step(tokens[i]) for i, system in enumerate(drawn)])
        np.testing.assert_allclose(together, alone, atol=1e-14)


def test_constructed_clusterings_are_exact_equilibria() -> None:
    found = list(constructed(Ensemble("attention", ASSUMPTION_1), 12, np.random.default_rng(1)))
    assert len(found) >= 2
    for system, tokens in found:
        assert CLUSTERING.contains(State(system, tokens))


def test_shrinking_keeps_the_phenomenon_and_makes_it_small() -> None:
    value = np.diag([1.375, -0.625, -0.875])
    tokens = np.array([[0.6, 0.8, 0.0], [-0.6, -0.8, 0.0], [0.0, 0.6, 0.8], [0.0, -0.6, -0.8]])

    def sums_to_zero(system: Any, state: Any) -> Any:
        return state if np.abs(state.sum(axis=0)).max() < 1e-12 and system.value[0, 0] > 0 else None

    system, small = shrink(Oja(value=value, step_size=0.375), tokens, sums_to_zero)
    assert small.shape == (2, 2)
    assert system.step_size == 1.0
    assert set(np.unique(system.value)) <= {0.0, 1.0}


def test_rounded_tokens_are_unit_exactly_and_near() -> None:
    tokens = simulate.on_spheres(np.random.default_rng(0), (6, 4))
    exact = on_sphere(tokens, 16)
    assert all(sum(x * x for x in row) == 1 for row in exact)
    assert np.abs(exact.astype(float) - tokens).max() < 1e-4


# ------------------------------------------------------------------ conclusions as data


def test_fingerprints_name_the_conditions_as_formulas() -> None:
    point = Point({})
    first, second = Limits(OJA, ("consensus",)), Limits(OJA.without("step size"), ("consensus",))
    assert first.fingerprint(point) != second.fingerprint(point)
    flipped = Condition("step size", STEP_SIZE.latex, lambda q: q.alpha * (-q.eigenvalues[-1] - q.eigenvalues[0]) > 2)
    changed = Limits(Ensemble("oja", (*ASSUMPTION_1, flipped)), ("consensus",))
    assert changed.fingerprint(point) != first.fingerprint(point)
    assert planted(first).digest == planted(Limits(OJA, ("consensus",))).digest


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="expected some of"):
        Limits(OJA, ("somewhere",))
    with pytest.raises(ValueError, match="no condition"):
        OJA.without("nothing")
    with pytest.raises(ValueError, match="different kinds"):
        simulate.stacked([Oja(value=np.eye(2), step_size=1.0), Attention(value=np.eye(2), step_size=1.0)])


def test_heads_that_are_equal_do_not_differ() -> None:
    eye = np.diag([1.0, 0.5])
    same = MultiHead(values=[eye, eye], query_keys=[eye, eye], step_size=1.0)
    other = MultiHead(values=[eye, eye], query_keys=[eye, 2 * eye], step_size=1.0)
    assert not quantities(same).heads_differ
    assert quantities(other).heads_differ
