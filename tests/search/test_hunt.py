"""``verify refute`` on anything: leaves, wholes, sentences without predicates, existential claims; and what it tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verify.claim import Claim, Hypothesis, Parameter, Source
from verify.cli import _main
from verify.conclusions import Behaviour, Exists, Formula
from verify.evidence import Decide
from verify.graph import Theory
from verify.search.hunt import hunt, leaves, methods
from verify.verdict import Verdict


def claim(claim_id: str, **kept: object) -> Claim:
    return Claim(id=claim_id, title="", statement="", source=Source(""), **kept)  # type: ignore[arg-type]


SMALL = Hypothesis("small", "x < 1", lambda p: p.x < 1)
TRUE = claim("a.true", parameters=(Parameter("x"),), hypotheses=(SMALL,), conclusion=Formula(lambda p: p.x < 2))
FALSE = claim("a.false", parameters=(Parameter("x"),), hypotheses=(SMALL,), conclusion=Formula(lambda p: p.x > -3))
SENTENCE = claim("a.sentence", conclusion=Behaviour("the sky is blue"))
FOUND = claim("a.found", parameters=(Parameter("x"),), hypotheses=(SMALL,), conclusion=Exists(lambda p: 3 * p.x > 2))
NEVER = claim("a.never", parameters=(Parameter("x"),), hypotheses=(SMALL,), conclusion=Exists(lambda p: p.x > 1))
INNER = claim("a.inner", parts=("a.sentence", "a.false"))
WHOLE = claim("a.whole", parts=("a.true", "a.inner", "a.true"))
THEORY = Theory(Path(), {c.id: c for c in (TRUE, FALSE, SENTENCE, FOUND, NEVER, INNER, WHOLE)})


def test_a_whole_is_all_its_leaves_once() -> None:
    assert [leaf.id for leaf in leaves(THEORY, WHOLE)] == ["a.true", "a.sentence", "a.false"]
    assert leaves(THEORY, TRUE) == [TRUE]


def test_a_claim_without_a_falsifier_gets_the_generic_one() -> None:
    assert [method.kind for method in methods(TRUE)] == ["falsify"]
    assert methods(SENTENCE) == []


def test_a_whole_falls_by_a_part_and_says_which() -> None:
    done = hunt(THEORY, WHOLE, 60, 0)
    assert (done.fallen, done.rounds, done.finding.verdict) == ("a.false", 1, Verdict.REFUTED)
    assert done.finding.counterexample is not None
    assert done.finding.counterexample["claim"] == "a.false"
    assert done.finding.counterexample["parameters"] == {"x": "-3"}


def test_the_time_ends_between_parts_and_what_was_left_out_is_told() -> None:
    done = hunt(THEORY, WHOLE, 0, 0)
    assert (done.fallen, done.rounds, done.searched) == (None, 1, ("a.true",))
    assert list(done.unsearched) == ["a.sentence", "a.false"]
    assert "cannot be evaluated" in done.unsearched["a.sentence"]
    assert "time was over" in done.unsearched["a.false"]


def test_the_same_seed_finds_the_same() -> None:
    first, second = (hunt(THEORY, FALSE, 0, 5).finding.counterexample for _ in range(2))
    assert first == second is not None


def test_a_true_claim_stands_and_rounds_go_on() -> None:
    assert hunt(THEORY, TRUE, 0, 0).rounds == 1
    later = hunt(THEORY, TRUE, 0.5, 0)
    assert later.fallen is None
    assert later.rounds >= 2


def test_a_sentence_cannot_be_searched() -> None:
    done = hunt(THEORY, SENTENCE, 60, 0)  # and no second is lost on it
    assert (done.fallen, done.refutable) == (None, False)
    assert "nothing about this claim can be searched" in done.finding.detail


def test_a_point_that_shows_an_existential_claim_is_told() -> None:
    finding = hunt(THEORY, FOUND, 0, 0).finding
    assert finding.verdict is Verdict.CORROBORATED
    assert finding.stats["witness"] == {"x": "3/4"}
    assert hunt(THEORY, NEVER, 0, 0).finding.verdict is Verdict.INCONCLUSIVE


def test_own_evidence_is_tried_where_nothing_can_be_evaluated() -> None:
    sentence = claim("a.other", conclusion=Behaviour("..."), evidence=(Decide(),))
    assert [method.kind for method in methods(sentence)] == ["decide"]


@pytest.mark.parametrize(
    ("claim_id", "code", "part"),
    [
        ("power_method.remark_1", 1, "power_method.remark_1.consensus_fixed"),
        ("power_method.schur_cohn.real", 0, None),
        ("power_method.lemma_7.limits", 1, "power_method.lemma_7.limits"),
        ("power_method.remark_10.group_3_fails", 1, "power_method.remark_10.group_3_fails"),
    ],
)
def test_the_command_on_claims_that_ship(here: Path, claim_id: str, code: int, part: str | None) -> None:
    assert _main(["refute", claim_id, "--seconds", "60" if code else "0", "--json", "found.json", "--quiet"]) == code
    found = json.loads((here / "found.json").read_text())
    assert (found["schema"], found["id"], found["fallen"]) == ("verify.refute/1", claim_id, part)
    if part is not None:
        assert _main(["replay", "found.json", "--quiet"]) == 1
