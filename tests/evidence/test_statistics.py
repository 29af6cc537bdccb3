"""Statistical evidence: a true, a false and an undecidable sentence, open outcomes, and samples drawn again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from verify.claim import Budget, Claim, Source
from verify.conclusions import Behaviour
from verify.counterexample import load
from verify.evidence import Statistics
from verify.evidence.statistics import digest
from verify.verdict import Reason, Verdict


def coins(share: float, open_share: float = 0.0) -> Callable[[int, int], Sequence[int]]:
    """A sample of coins: the property with probability ``share``, open with ``open_share``."""

    def sample(seed: int, count: int) -> list[int]:
        drawn = np.random.default_rng(seed).uniform(size=(2, count))
        return [-1 if u < open_share else int(v < share) for u, v in drawn.T]

    return sample


def claim(evidence: Statistics) -> Claim:
    return Claim("t.coins", "", "", Source("t"), conclusion=Behaviour("coins"), evidence=(evidence,))


def verdict(evidence: Statistics, seed: int = 0) -> tuple[Verdict, Reason | None]:
    found = evidence.run(claim(evidence), Budget(seed=seed))
    return found.verdict, found.reason


def test_a_true_sentence_is_corroborated_and_never_more() -> None:
    assert verdict(Statistics(coins(0.8), 0.5, "coins", quick=200)) == (Verdict.CORROBORATED, None)
    assert verdict(Statistics(coins(0.2), 0.5, "coins", more=False, quick=200)) == (Verdict.CORROBORATED, None)


def test_a_false_sentence_is_refuted_with_its_seed_and_digest() -> None:
    evidence = Statistics(coins(0.2), 0.5, "coins", quick=200)
    found = evidence.run(claim(evidence), Budget(seed=3))
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample is not None
    assert found.counterexample["parameters"] == {"seed": "3", "count": "200", "sha256": digest(coins(0.2)(3, 200))}
    assert verdict(Statistics(coins(0.8), 0.5, "coins", more=False, quick=200))[0] is Verdict.REFUTED


def test_an_undecidable_sentence_stays_open() -> None:
    expected = (Verdict.INCONCLUSIVE, Reason.NEAR_BOUNDARY)
    assert verdict(Statistics(coins(0.5), 0.5, "coins", quick=200)) == expected
    assert verdict(Statistics(coins(0.9), 0.5, "coins", quick=4)) == expected  # too few


def test_open_outcomes_count_against_the_sentence_and_against_its_refutation() -> None:
    # 60 % have it, but 40 % are open: the share may be 0.6 x 0.6 or 0.76.
    assert verdict(Statistics(coins(0.6, 0.4), 0.5, "coins", quick=400))[0] is Verdict.INCONCLUSIVE
    # 30 % of the others have it; with every open one it would be 0.58.
    assert verdict(Statistics(coins(0.3, 0.4), 0.5, "coins", quick=400))[0] is Verdict.INCONCLUSIVE


def test_the_interval_is_clopper_and_pearsons() -> None:
    """10 of 10 at 95 %: the lower end is (0.025)^(1/10) = 0.6915."""
    evidence = Statistics(lambda _seed, count: [1] * count, 0.69, "coins", quick=10, confidence=0.95)
    assert verdict(evidence)[0] is Verdict.CORROBORATED
    assert verdict(replace(evidence, threshold=0.70))[0] is Verdict.INCONCLUSIVE


def test_nothing_drawn_is_vacuous() -> None:
    assert verdict(Statistics(lambda _seed, _count: [], 0.5, "coins")) == (Verdict.INCONCLUSIVE, Reason.VACUOUS)


@pytest.mark.parametrize(("change", "holds"), [({}, True), ({"seed": "4"}, False), ({"sha256": "0" * 64}, False)])
def test_a_refutation_replays_from_its_seed_alone(tmp_path: Path, change: dict[str, str], holds: bool) -> None:
    evidence = Statistics(coins(0.2), 0.5, "coins", quick=200)
    found = evidence.run(claim(evidence), Budget())
    assert found.counterexample is not None
    data = dict(found.counterexample) | {"parameters": found.counterexample["parameters"] | change}
    path = tmp_path / "sample.json"
    path.write_text(json.dumps(data))
    assert evidence.recheck(claim(evidence), load(path), [])[0] is holds


def test_another_file_does_not_fit(tmp_path: Path) -> None:
    evidence = Statistics(coins(0.2), 0.5, "coins")
    path = tmp_path / "sample.json"
    path.write_text(json.dumps({"claim": "t.coins", "parameters": {"seed": "x", "count": "3", "sha256": ""}}))
    assert evidence.recheck(claim(evidence), load(path), []) == (
        False,
        ["the parameters do not fit t.coins; expected seed, count and sha256 of a sample"],
    )
