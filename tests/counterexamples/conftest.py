"""The counterexamples of a run over all refuted claims of the papers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from verify import ledger as ledgers
from verify import results
from verify.claim import Budget
from verify.examine import attempt
from verify.graph import load
from verify.verdict import Verdict

THEORY = load()
LEDGER = ledgers.read(THEORY)
PAPERS = ("power_method", "multistability", "asymptotic", "clusters")


def _by_statistics(claim_id: str) -> bool:
    """Whether the claim falls by a sample alone, which is no state: :mod:`tests.power_method.test_rare_numpy` draws it again."""
    claim = THEORY.claims[claim_id]
    if claim.parts:
        fallen = [part for part in claim.parts if LEDGER.verdict(part) is Verdict.REFUTED]
        return bool(fallen) and all(_by_statistics(part) for part in fallen)
    return any(method.kind == "statistics" for method in claim.evidence)


def refuted() -> list[str]:
    """The papers' claims that the ledger says are false, wholes included, but for those that fall by a sample."""
    fallen = [
        claim_id for claim_id, claim in THEORY.claims.items() if claim.paper in PAPERS and not _by_statistics(claim_id)
    ]
    verdicts = {claim_id: LEDGER.verdict(claim_id) for claim_id in fallen}
    return [claim_id for claim_id, verdict in verdicts.items() if verdict is not None and verdict.value == "REFUTED"]


@pytest.fixture(scope="session")
def found() -> dict[str, dict[str, Any]]:
    """The counterexample of each refuted claim, as ``verify run --json`` writes it; a whole has that of a part."""
    entries: dict[str, dict[str, Any]] = {}
    for claim_id in refuted():
        claim = THEORY.claims[claim_id]
        findings = (attempt(method, claim, Budget()) for method in claim.evidence if method.kind != "simulate")
        shown = next((dict(finding.counterexample) for finding in findings if finding.counterexample), None)
        entries[claim_id] = {"verdict": "REFUTED", "counterexample": shown}
    results._lend_counterexamples(THEORY, entries)
    # What a file holds: text that was written and read again.
    return {claim_id: json.loads(json.dumps(entry["counterexample"])) for claim_id, entry in entries.items()}
