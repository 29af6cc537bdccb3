"""The sentences on made models: each is corroborated where it was planted and refuted where its opposite was."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
import scipy.stats
from made import block, layered, random_blocks, shared, with_spectrum

from verify.errors import InvalidInput
from verify.verdict import Verdict
from verify.weights import intervals
from verify.weights.experiment import Experiment, run_experiment
from verify.weights.judgement import NEARLY_ALL, Judgement, of_decisions, of_interval, of_number, of_parts
from verify.weights.reduced import Convention
from verify.weights.sentences import SENTENCES, WHOLES, judge_all, sentence
from verify.weights.sentences_layers import kendall, spearman

YES, NO, OPEN = Verdict.CORROBORATED, Verdict.REFUTED, Verdict.INCONCLUSIVE
START = Convention(initial="normalised")


@pytest.fixture(autouse=True)
def few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted effects are clear: their intervals need no many resamples."""
    monkeypatch.setattr(intervals, "RESAMPLES", 499)


def albert(eigenvalues: list[float], depth: int = 6, extra: int = 12, **more: Any) -> Experiment:
    """Shared weights with a symmetric layer matrix."""
    return run_experiment(
        shared(block([with_spectrum(eigenvalues)[0]]), depth),
        tokens=4,
        sequences=40,
        extra=extra,
        convention=START,
        **more,
    )


@cache
def gapped() -> Experiment:
    """A wide gap."""
    return albert([3.0, 0.2, 0.1, 0.0, -0.1])


@cache
def reversed_sign() -> Experiment:
    """The largest |1 + lambda| at a negative eigenvalue."""
    return albert([1.0, 0.5, 0.0, -5.0])


@cache
def turning(swapped: bool = False) -> Experiment:
    """A complex principal pair; swapped: a large negative eigenvalue besides."""
    H = np.diag([0.0, 0.0, 0.1, -6.0 if swapped else 0.0])
    H[:2, :2] = [[2.0, -1.5], [1.5, 2.0]]
    return run_experiment(shared(block([H]), 5), tokens=4, sequences=40, extra=15, convention=START)


@cache
def decoder(kind: str) -> Experiment:
    """Five layers: wide gaps, narrow ones, or a principal eigenvalue of 0.001 beside one of -0.9 that is all that acts."""
    if kind == "idle":
        units = np.eye(16)
        blocks = [block([0.001 * np.diag(units[seed + 1]) - 0.9 * np.diag(units[0])]) for seed in range(5)]
    else:
        values = [4.0, *np.linspace(0.3, -0.3, 15)] if kind == "wide" else np.linspace(1.0, 0.0, 16)
        blocks = [block([with_spectrum(list(values), seed)[0]]) for seed in range(5)]
    return run_experiment(layered(blocks), tokens=4, sequences=40, extra=0, convention=START)


def verdict(id: str, reduced: Experiment, full: Experiment | None = None) -> Verdict | None:
    """Of one sentence."""
    return sentence(id).judged(reduced, full).verdict


def changed(experiment: Experiment, change: Callable[[Experiment], None]) -> Experiment:
    """A copy with other numbers."""
    made = Experiment(
        experiment.settings, copy.deepcopy(experiment.layers), copy.deepcopy(experiment.path), dict(experiment.arrays)
    )
    change(made)
    return made


def test_a_wide_gap_does_what_the_paper_says() -> None:
    """Shared weights, case 1."""
    found = gapped()
    for id in (
        "consensus_distance",
        "convergence_beyond",
        "both_signs",
        "principal_choice.real_part",
        "principal_choice.one_plus",
    ):
        assert verdict(id, found) is YES, id
    assert verdict("principal_choice.better", found) is None
    assert verdict("complex_principal.plane", found) is None
    assert verdict("near_tie.slow", found) is None
    assert verdict("increments.positive", found) is None


def test_the_step_decides_against_the_real_part() -> None:
    """diag(1, 0.5, 0, -5): tokens go to the last eigenvector, and a horizon does not matter."""
    found = reversed_sign()
    assert verdict("convergence_beyond", found) is NO
    assert verdict("principal_choice.real_part", found) is NO
    assert verdict("principal_choice.one_plus", found) is YES
    assert verdict("principal_choice.better", found) is YES
    assert "largest |1 + alpha lambda|" in sentence("convergence_beyond").judged(found).explanation


def test_a_finite_horizon_refutes_no_limit() -> None:
    """Gap 0.02: too few layers to align, and nothing against it."""
    slow = albert([1.0, 0.98, 0.0, -0.1], depth=3, extra=3)
    judged = sentence("convergence_beyond").judged(slow)
    assert judged.verdict is OPEN
    assert "horizon" in judged.explanation
    assert verdict("near_tie.next_span", slow) is YES
    assert verdict("near_tie.slow", slow) is YES
    assert verdict("near_tie.last_span", slow) is None
    assert {part.id: part.verdict for part in judge_all(slow)}["near_tie"] is YES


def test_with_biases_the_correlation_must_have_settled() -> None:
    """A step at consensus is affine then: the spectrum alone says nothing about the limit."""
    found = albert([1.0, 0.98, 0.0, -0.1], depth=3, extra=3)
    settings = {**found.settings, "convention": {**found.settings["convention"], "biases": True}}
    biased = Experiment(settings, found.layers, copy.deepcopy(found.path), found.arrays)
    assert verdict("convergence_beyond", biased) is OPEN
    for entry in biased.path:
        entry["alignments"]["real_part"] = {"mean": 0.4, "std": 0.0, "interval": [0.39, 0.41]}
    judged = sentence("convergence_beyond").judged(biased)
    assert judged.verdict is NO
    assert "settled" in judged.explanation


def test_near_tie_can_fail() -> None:
    """A second eigenvalue that is nearly as large, and a third: the plane of two does not hold the tokens."""
    crowded = albert([1.0, 0.98, 0.97, 0.96, 0.95], depth=3, extra=3)
    assert verdict("near_tie.next_span", crowded) is NO

    def separated(made: Experiment) -> None:
        made.path[3]["alignments"]["real_part"]["interval"] = [0.95, 0.99]

    assert verdict("near_tie.slow", changed(crowded, separated)) is NO


def test_a_complex_pair() -> None:
    """Consensus, plane and rotation; and refuted where another eigenvalue wins."""
    parts = ("consensus", "plane", "rotation")
    assert [verdict(f"complex_principal.{part}", turning()) for part in parts] == [YES, YES, YES]
    assert verdict("convergence_beyond", turning()) is None
    assert verdict("complex_principal.plane", turning(True)) is NO
    assert verdict("complex_principal.rotation", turning(True)) is OPEN

    assert verdict("principal_choice.rotation", turning()) is YES
    assert verdict("principal_choice.rotation", gapped()) is None

    def other_turn(made: Experiment) -> None:
        for entry in made.path[1:]:
            entry["rotation"]["real_part"]["mean"] += 0.2

    assert verdict("complex_principal.rotation", changed(turning(), other_turn)) is NO


def test_a_pair_that_only_the_step_prefers() -> None:
    """0.5 and -0.1 +- 3 i: real part chooses 0.5, the step the pair; tokens turn by arg(0.9 + 3 i)."""
    H = np.diag([0.5, 0.0, 0.0, 0.0])
    H[1:3, 1:3] = [[-0.1, -3.0], [3.0, -0.1]]
    found = run_experiment(shared(block([H]), 5), tokens=4, sequences=40, extra=15, convention=START)
    assert verdict("convergence_beyond", found) is NO
    assert verdict("principal_choice.one_plus", found) is YES
    assert verdict("principal_choice.rotation", found) is YES
    assert found.path[-1]["rotation"]["one_plus"]["mean"] == pytest.approx(np.arctan2(3.0, 0.9), abs=1e-3)
    assert verdict("complex_principal.rotation", found) is None


def test_increments_and_averages() -> None:
    """Wide gaps lift the principal eigenvector; a layer that shrinks something else does not lift it above the average."""
    wide, idle = decoder("wide"), decoder("idle")
    for part in (
        "increments.positive",
        "increments.above_average",
        "increments.probability",
        "averages.rho",
        "averages.probability",
        "same_kind.rho",
        "same_kind.delta_rho",
        "same_kind.probability",
    ):
        assert verdict(part, wide) is YES, part
    judged = {part.id: part for part in judge_all(idle)}
    assert judged["increments.above_average"].verdict is not YES
    assert judged["averages.rho"].verdict is not YES

    def falling(made: Experiment) -> None:
        for index in (1, 3):
            made.layers[index]["alignments"]["real_part"]["delta_rho"]["interval"] = [-0.2, -0.1]

    refuted = sentence("increments.positive").judged(changed(wide, falling))
    assert refuted.verdict is NO
    assert refuted.where == (1, 3)
    assert {part.id: part.verdict for part in judge_all(changed(wide, falling))}["increments"] is NO


def test_gaps() -> None:
    """Relative to |1 + lambda_1|: (4 - 0.3) / 5 is not small, (1 / 15) / 2 is."""
    assert verdict("small_gap", decoder("wide")) is NO
    assert verdict("small_gap", decoder("narrow")) is YES
    assert sentence("small_gap").judged(decoder("narrow")).numbers["gaps"][0] == pytest.approx(1 / 30)
    assert verdict("gap_predicts.correlation", decoder("wide")) is None


def test_the_gap_of_the_largest_increment() -> None:
    """One layer of eight has a wide gap and moves tokens most; or another layer does."""
    blocks = [
        block([with_spectrum([3.0 if seed == 2 else 0.5, *np.linspace(0.4, 0.0, 7)], seed)[0]]) for seed in range(8)
    ]
    found = run_experiment(layered(blocks), tokens=4, sequences=40, extra=0, convention=START, cumulative=False)
    assert verdict("gap_predicts.largest", found) is YES
    assert verdict("cumulative_product", found) is None
    assert verdict("gpt2.reduced", found) is None

    def elsewhere(made: Experiment) -> None:
        made.layers[5]["alignments"]["real_part"]["delta_rho"] = {"mean": 2.0, "std": 0.1, "interval": [1.9, 2.1]}

    refuted = sentence("gap_predicts.largest").judged(changed(found, elsewhere))
    assert refuted.verdict is NO
    assert refuted.where == (5,)


@pytest.mark.parametrize(("sign", "wanted"), [(1.0, YES), (-1.0, NO)])
def test_gaps_and_increments_together(sign: float, wanted: Verdict) -> None:
    """Twenty layers whose increments are ordered as their gaps, or the other way round."""
    made = decoder("narrow")
    layers = [
        {**copy.deepcopy(made.layers[0]), "index": i, "gap": 0.01 * (i + 1), "delta_rho": sign * i} for i in range(20)
    ]
    planted = Experiment({**made.settings, "depth": 20}, layers, made.path, made.arrays)
    assert verdict("gap_predicts.correlation", planted) is wanted


@pytest.mark.parametrize("id", ["cumulative_product", "alignment_low.no_growth"])
def test_trends(id: str) -> None:
    """A curve that rises at every layer is growth; one that falls is none; noise about a level is not growth either."""
    made = decoder("narrow")
    noise = 0.01 * np.random.default_rng(0).standard_normal((12, 40))
    name = {"cumulative_product": "cumulative", "alignment_low.no_growth": "rho real_part"}[id]

    def planted(slope: float) -> Experiment:
        return changed(made, lambda copied: copied.arrays.update({name: noise + slope * np.arange(12)[:, None]}))

    assert verdict(id, planted(0.1)) is NO
    assert verdict(id, planted(-0.1)) is YES
    assert kendall(np.array([1.0, 2.0, 3.0])) == 1.0
    assert kendall(np.array([1.0, 3.0, 2.0])) == pytest.approx(1 / 3)


def test_spearman_is_scipys() -> None:
    """Equals included."""
    first, second = np.random.default_rng(0).integers(0, 5, (2, 3, 20)).astype(float)
    wanted = [scipy.stats.spearmanr(a, b).statistic for a, b in zip(first, second, strict=True)]
    np.testing.assert_allclose(spearman(first, second), wanted)
    assert np.isnan(spearman(np.ones(5), np.arange(5.0)))


def test_low_alignment() -> None:
    """Wide gaps align tokens."""
    assert verdict("alignment_low.low", decoder("wide")) is NO
    low = [0.1, 0.2]

    def lowered(made: Experiment) -> None:
        for layer in made.layers:
            layer["alignments"]["real_part"]["rho"]["interval"] = low

    assert verdict("alignment_low.low", changed(decoder("wide"), lowered)) is YES


def test_cases() -> None:
    """A negative eigenvalue of larger modulus: dominant in real part, not in modulus."""
    assert verdict("cases.real_part", reversed_sign()) is YES
    assert verdict("cases.modulus", reversed_sign()) is NO
    assert verdict("cases.modulus", gapped()) is YES
    assert verdict("cases.real_part", decoder("wide")) is YES


def test_bipartite_consensus_is_noticed() -> None:
    """One start that ends there refutes the sentence; too few starts say nothing."""

    def one(made: Experiment) -> None:
        made.path[-1]["bipartite"] = 1

    def few(made: Experiment) -> None:
        made.path[-1]["bipartite"] = 0

    none = changed(gapped(), few)
    none = Experiment({**none.settings, "sequences": 100}, none.layers, none.path, none.arrays)
    assert verdict("albert_no_bipartite", none) is YES
    assert verdict("albert_no_bipartite", changed(gapped(), one)) is NO
    assert (
        verdict(
            "albert_no_bipartite", Experiment({**none.settings, "sequences": 10}, none.layers, none.path, none.arrays)
        )
        is OPEN
    )


def test_consensus_distance_and_extra_layers() -> None:
    """H = 0 keeps all distances; a narrow gap needs the extra layers; another winner loses by them."""
    still = albert([0.0, 0.0, 0.0], extra=3)
    assert verdict("consensus_distance", still) is NO
    assert verdict("gpt2.reduced", still) is None
    assert verdict("gpt2.reduced", albert([0.0, 0.0, 0.0], depth=3, extra=3)) is OPEN
    assert verdict("gpt2.reduced", gapped()) is YES
    assert verdict("extra_layers", albert([1.0, 0.7, 0.1, 0.0], depth=2, extra=20)) is YES
    assert verdict("extra_layers", albert([1.0, 0.5, 0.0, -5.0], depth=2, extra=20)) is NO
    assert verdict("extra_layers", albert([1.0, 0.7, 0.1, 0.0], depth=2, extra=0)) is None


def test_feed_forward_networks() -> None:
    """They are random here: alignment with v_1 is lost; without full layers nothing is said."""
    model = shared(block([with_spectrum([3.0, 0.2, 0.1, 0.0, -0.1])[0]]), 6)
    full = run_experiment(model, kind="full", tokens=4, sequences=40, extra=0)
    reduced = gapped()
    judged = {part.id: part for part in judge_all(reduced, full)}
    assert judged["ffn.direction"].verdict is YES
    assert judged["ffn.rho"].verdict is YES
    assert {part.verdict for part in judge_all(reduced) if part.id.startswith("ffn")} == {None}
    # The experiment with itself: nothing has changed, and nothing is degraded.
    itself = Experiment({**reduced.settings, "kind": "full"}, reduced.layers, reduced.path, reduced.arrays)
    judged = {part.id: part for part in judge_all(reduced, itself)}
    assert judged["ffn.consensus"].verdict is YES
    assert judged["ffn.direction"].verdict is NO
    assert judged["ffn.rho"].verdict is OPEN
    with pytest.raises(InvalidInput, match="expected full ones"):
        judge_all(reduced, reduced)
    with pytest.raises(InvalidInput, match="expected one model"):
        judge_all(reduced, Experiment({**itself.settings, "model": "other"}, itself.layers, itself.path, itself.arrays))


def test_the_choice_across_layers() -> None:
    """Where |1 + lambda| is largest at a negative eigenvalue, that eigenvector gains more."""
    blocks = [block([with_spectrum([0.6, *np.linspace(0.1, 0.0, 6), -4.0], seed)[0]]) for seed in range(5)]
    found = run_experiment(layered(blocks), tokens=4, sequences=40, extra=0, convention=START)
    assert verdict("principal_choice.layers", found) is YES
    names = ("delta_rho one_plus", "delta_rho real_part")
    exchanged = {name: found.arrays[other] for name, other in zip(names, reversed(names), strict=True)}
    assert verdict("principal_choice.layers", changed(found, lambda made: made.arrays.update(exchanged))) is NO
    assert verdict("principal_choice.layers", decoder("wide")) is None


def test_few_sequences_decide_nothing() -> None:
    """No interval, no verdict but INCONCLUSIVE or what the weights alone say."""
    found = run_experiment(layered(random_blocks(6, 4)), tokens=3, sequences=3, extra=4)
    exact = {"small_gap", "cases.real_part", "cases.modulus"}
    verdicts = {part.id: part.verdict for part in judge_all(found)}
    assert {verdicts[id] for id in verdicts if id not in exact} <= {None, OPEN}
    few = {
        part.verdict
        for part in judge_all(albert([1.0, 0.5, 0.0], depth=2, extra=2))
        if part.id == "albert_no_bipartite"
    }
    assert few == {OPEN}


def test_decisions_intervals_numbers_and_parts() -> None:
    """The four ways to a verdict, at their borders."""
    assert of_decisions("x", [True] * 9 + [False], NEARLY_ALL, "", {}).verdict is YES
    assert of_decisions("x", [True] * 8 + [False] * 2, NEARLY_ALL, "", {}).verdict is NO
    assert of_decisions("x", [True] * 8 + [False, None], NEARLY_ALL, "", {}).verdict is OPEN
    assert of_interval("x", [0.1, 0.2], 0.0, True, "").verdict is YES
    assert of_interval("x", [-0.1, 0.0], 0.0, True, "").verdict is NO
    assert of_interval("x", [-0.1, 0.1], 0.0, True, "").verdict is OPEN
    assert of_interval("x", [-0.1, 0.1], 0.0, False, "").verdict is OPEN
    assert of_interval("x", [0.0, 0.1], 0.0, False, "").verdict is NO
    assert of_interval("x", None, 0.0, True, "").verdict is OPEN
    assert of_number("x", 0.1, 0.1, True, "").verdict is NO
    assert of_number("x", 0.1, 0.1, False, "").verdict is NO
    parts = [Judgement("x.a", YES, ""), Judgement("x.b", None, ""), Judgement("x.c", OPEN, "", (3,))]
    assert of_parts("x", parts).verdict is OPEN
    assert of_parts("x", parts).where == (3,)
    assert of_parts("x", [Judgement("x.b", None, "")]).verdict is None


def test_the_list() -> None:
    """Ids once, numbers for the words, every whole behind its parts, JSON with words."""
    ids = [entry.id for entry in SENTENCES]
    assert len(set(ids)) == len(ids)
    assert all(entry.text and entry.number for entry in SENTENCES)
    judged = judge_all(gapped())
    order = [part.id for part in judged]
    assert sorted(order) == sorted([*ids, *WHOLES])
    for whole in WHOLES:
        assert order[order.index(whole) - 1].startswith(f"{whole}.")
    assert judged[0].to_dict()["verdict"] == "CORROBORATED"
    with pytest.raises(KeyError):
        sentence("none")
