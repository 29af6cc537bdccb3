"""The laws of the verdict lattice, checked on every pair and triple."""

from __future__ import annotations

from itertools import combinations_with_replacement, permutations, product

import pytest

from verify.verdict import Reason, Standing, Verdict

LADDER = [Verdict.SKIPPED, Verdict.INCONCLUSIVE, Verdict.CORROBORATED, Verdict.CERTIFIED, Verdict.PROVED]
ALL = list(Verdict)


def test_join_is_commutative_associative_and_idempotent() -> None:
    for a, b, c in product(ALL, repeat=3):
        assert a.join(b) is b.join(a)
        assert a.join(b.join(c)) is a.join(b).join(c)
    for a in ALL:
        assert a.join(a) is a


def test_order_is_a_partial_order_and_join_its_least_upper_bound() -> None:
    for a, b in product(ALL, repeat=2):
        assert a <= a.join(b)
        assert b <= a.join(b)
        if a <= b <= a:
            assert a is b
        bounds = [c for c in ALL if a <= c and b <= c]
        assert all(a.join(b) <= c for c in bounds)
    for a, b, c in product(ALL, repeat=3):
        if a <= b <= c:
            assert a <= c


def test_the_ladder_of_information() -> None:
    for low, high in combinations_with_replacement(range(5), 2):
        assert LADDER[low] <= LADDER[high]
        assert LADDER[low].join(LADDER[high]) is LADDER[high]


@pytest.mark.parametrize("weak", LADDER[:3])
def test_a_refutation_stands_above_what_is_not_proved(weak: Verdict) -> None:
    assert weak.join(Verdict.REFUTED) is Verdict.REFUTED


@pytest.mark.parametrize("strong", LADDER[3:])
def test_a_refutation_of_something_proved_is_a_contradiction(strong: Verdict) -> None:
    assert strong.join(Verdict.REFUTED) is Verdict.CONTRADICTED
    assert not strong <= Verdict.REFUTED
    assert not strong >= Verdict.REFUTED


def test_a_contradiction_absorbs_everything() -> None:
    for verdict in ALL:
        assert verdict.join(Verdict.CONTRADICTED) is Verdict.CONTRADICTED


def test_evidence_in_any_order_gives_one_verdict() -> None:
    for trio in combinations_with_replacement(ALL, 3):
        assert len({Verdict.of_evidence(order) for order in permutations(trio)}) == 1
    assert Verdict.of_evidence([]) is Verdict.SKIPPED


def test_a_whole_is_as_good_as_its_weakest_part_and_false_if_one_is() -> None:
    for pair in product(LADDER, repeat=2):
        assert Verdict.of_parts(pair) is min(pair, key=LADDER.index)
    for verdict in ALL:
        if verdict is not Verdict.CONTRADICTED:
            assert Verdict.of_parts([verdict, Verdict.REFUTED]) is Verdict.REFUTED
        assert Verdict.of_parts([verdict, Verdict.CONTRADICTED]) is Verdict.CONTRADICTED
    assert Verdict.of_parts([]) is Verdict.SKIPPED


@pytest.mark.parametrize("value", [*Verdict, *Standing])
def test_no_verdict_and_no_standing_is_a_truth_value(value: Verdict | Standing) -> None:
    with pytest.raises(TypeError, match="not a truth value"):
        bool(value)


def test_every_reason_says_something() -> None:
    assert all(len(reason.value.split()) >= 4 for reason in Reason)
