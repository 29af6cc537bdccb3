"""JUnit XML for CI systems: a verdict that says nothing is a skip there, never a pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from verify.comparison import Difference


def junit(doc: Mapping[str, Any], differences: Sequence[Difference] | None) -> str:
    """One suite a paper, one case a claim. A contradiction fails, as does, in a check, every ledger difference.

    Of a document from :func:`verify.report.json.stable` every time is 0.
    """
    told: dict[str, list[str]] = defaultdict(list)
    for difference in differences or ():
        told[difference.claim_id].append(difference.message)
    suites: dict[str, TestSuite] = {}
    for claim in doc["claims"]:
        case = TestCase(claim["id"], claim["paper"], sum(e.get("seconds", 0) for e in claim["evidence"]))
        case.result = _result(claim, told.pop(claim["id"], []))
        case.system_out = f"{claim['verdict']} ({claim['standing']}) by {claim['reached_by']}: {claim['title']}"
        suites.setdefault(claim["paper"], TestSuite(claim["paper"])).add_testcase(case)
    for claim_id, messages in told.items():
        paper = claim_id.split(".", 1)[0]
        case = TestCase(claim_id, paper)
        case.result = [Failure("; ".join(messages))]
        suites.setdefault(paper, TestSuite(paper)).add_testcase(case)
    xml = JUnitXml("verify")
    for suite in suites.values():
        xml.add_testsuite(suite)
    xml.update_statistics()
    return xml.tostring().decode("utf-8") + "\n"


def _result(claim: Mapping[str, Any], messages: Sequence[str]) -> list[Any]:
    if claim["verdict"] == "CONTRADICTED" or messages:
        return [Failure("; ".join(messages) or "CONTRADICTED: two engines disagree")]
    if claim["verdict"] in ("INCONCLUSIVE", "SKIPPED"):
        reasons = [e["reason"] for e in claim["evidence"] if e["reason"]]
        return [Skipped(": ".join([claim["verdict"], *reasons]))]
    return []
