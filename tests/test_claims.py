"""The one bridge from claims to pytest: every shipped claim gives the verdict that the ledger expects."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from verify import ledger as ledgers
from verify import results
from verify.comparison import Difference, compare
from verify.graph import load
from verify.runner import run

THEORY = load()
IDS = list(THEORY.claims)


@pytest.fixture(scope="session")
def document(share: Callable[[str, Callable[[], Any]], Any]) -> dict[str, Any]:
    """The quick tier of all shipped claims, run once."""
    known = ledgers.read(THEORY)
    return share("claims", lambda: results.document(THEORY, run(THEORY, IDS), known.remembered("quick")))


@pytest.fixture(scope="session")
def differences(document: dict[str, Any]) -> list[Difference]:
    """What ``verify check`` would print."""
    return compare(ledgers.read(THEORY), document)


@pytest.mark.parametrize("claim_id", IDS)
def test_the_quick_verdict_is_the_ledgers(differences: list[Difference], claim_id: str) -> None:
    assert [str(difference) for difference in differences if difference.claim_id == claim_id] == []


def test_the_ledger_has_no_entry_without_a_claim() -> None:
    assert set(ledgers.read(THEORY).entries) == set(IDS)


def test_every_refutation_replays_from_its_numbers_alone(document: dict[str, Any], tmp_path: Path) -> None:
    from verify.counterexample import load as load_counterexample
    from verify.counterexample import recheck

    for claim in document["claims"]:
        if claim["verdict"] != "REFUTED":
            continue
        assert claim["counterexample"] is not None, claim["id"]
        path = tmp_path / f"{claim['id']}.json"
        path.write_text(json.dumps({**claim["counterexample"], "claim": claim["id"]}))
        holds, lines = recheck(load_counterexample(path))
        assert holds, (claim["id"], lines)
