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
from verify.report.certificates import index
from verify.report.json import stable
from verify.report.markdown import markdown
from verify.runner import run

REPORTS = Path(__file__).parent.parent / "reports"

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


def told(claim: dict[str, Any]) -> dict[str, Any]:
    """What a report says of a claim, without the numbers in an engine's words, which may differ in the last digit elsewhere."""
    words = (
        "statement",
        "hypotheses",
        "title",
        "label",
        "source",
        "note",
        "verdict",
        "standing",
        "reached_by",
        "digest",
    )
    kept = {name: claim[name] for name in (*words, "uses", "published_uses", "repaired_by", "repairs", "parts")}
    kept["evidence"] = [(finding["kind"], finding["verdict"], finding["certificate"]) for finding in claim["evidence"]]
    kept["mutants"] = [(mutant["name"], mutant["verdict"]) for mutant in claim["mutants"]]
    return kept


def test_the_reports_are_those_of_this_run(document: dict[str, Any]) -> None:
    """If this fails: verify run && verify report --out reports --format markdown,json,certificates."""
    now = {claim["id"]: told(claim) for claim in stable(document)["claims"]}
    stored = {claim["id"]: told(claim) for claim in json.loads((REPORTS / "claims.json").read_text("utf-8"))["claims"]}
    assert list(stored) == list(now)
    assert [
        claim_id
        for claim_id in now
        if json.loads(json.dumps(now[claim_id])) != json.loads(json.dumps(stored[claim_id]))
    ] == []


def test_the_files_of_the_reports_are_those_of_their_results() -> None:
    results_file = json.loads((REPORTS / "claims.json").read_text("utf-8"))
    figures = {path.name for path in (REPORTS / "figures").iterdir()}
    assert (REPORTS / "claims.md").read_text("utf-8") == markdown(results_file, figures)
    named = {e["certificate"] for claim in results_file["claims"] for e in claim["evidence"] if e["certificate"]}
    assert {f"certificates/{path.name}" for path in (REPORTS / "certificates").iterdir()} == named | {
        "certificates/README.md"
    }
    assert (REPORTS / "certificates" / "README.md").read_text("utf-8") == index(results_file)
