"""The claims of the papers that the ledger says are false."""

from __future__ import annotations

from verify import ledger as ledgers
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
