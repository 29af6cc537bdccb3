"""The counterexamples of a run over all refuted claims of the papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fallen import THEORY, refuted

from verify import results
from verify.claim import Budget
from verify.examine import attempt


@pytest.fixture(scope="session")
def found(share: Callable[[str, Callable[[], Any]], Any]) -> dict[str, dict[str, Any]]:
    """The counterexample of each refuted claim, as ``verify run --json`` writes it; a whole has that of a part."""
    return share("counterexamples", _found)


def _found() -> dict[str, Any]:
    entries: dict[str, dict[str, Any]] = {}
    for claim_id in refuted():
        claim = THEORY.claims[claim_id]
        findings = (attempt(method, claim, Budget()) for method in claim.evidence if method.kind != "simulate")
        shown = next((dict(finding.counterexample) for finding in findings if finding.counterexample), None)
        entries[claim_id] = {"verdict": "REFUTED", "counterexample": shown}
    results._lend_counterexamples(THEORY, entries)
    return {claim_id: entry["counterexample"] for claim_id, entry in entries.items()}
