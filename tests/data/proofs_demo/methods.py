"""Small methods of evidence for the tests of the spine: they answer as they are told to."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verify.claim import Budget, Claim
from verify.errors import EngineMissing
from verify.verdict import Finding, Reason, Verdict


@dataclass(frozen=True)
class Says:
    """Gives ``verdict`` for a claim and ``on_mutants`` for each of its mutants."""

    kind: str
    verdict: Verdict
    on_mutants: Verdict = Verdict.REFUTED
    refutes: bool = True
    tier: str = "quick"
    engine: str = ""
    certificate: str | None = None
    stats: dict[str, Any] = field(default_factory=dict)
    counterexample: dict[str, Any] | None = None

    def run(self, claim: Claim, budget: Budget) -> Finding:
        verdict = self.on_mutants if "~" in claim.id else self.verdict
        stats = {**self.stats, "samples": budget.samples}
        return Finding(
            self.kind,
            verdict,
            Reason.UNKNOWN if verdict is Verdict.INCONCLUSIVE else None,
            engine=self.engine,
            detail="as told",
            certificate=self.certificate,
            stats=stats,
            counterexample=self.counterexample,
        )


@dataclass(frozen=True)
class Fails:
    """Fails in the given way: ``raise``, ``exit``, ``die``, ``missing``, ``module``, ``unsendable``."""

    how: str
    kind: str = "decide"
    tier: str = "quick"
    refutes: bool = False

    def run(self, claim: Claim, budget: Budget) -> Finding:  # noqa: ARG002
        if self.how == "exit":
            raise SystemExit("an engine that calls exit")
        if self.how == "die":
            os._exit(11)
        if self.how == "missing":
            raise EngineMissing("cvc5 is not installed")
        if self.how == "module":
            import no_such_engine  # noqa: F401
        if self.how == "unsendable":
            return Finding(self.kind, Verdict.PROVED, stats={"value": lambda: None})
        raise ZeroDivisionError("planted\ncrash")


@dataclass(frozen=True)
class Sleeps:
    """Takes ``seconds``, then corroborates."""

    seconds: float
    kind: str = "simulate"
    tier: str = "quick"
    refutes: bool = False

    def run(self, claim: Claim, budget: Budget) -> Finding:  # noqa: ARG002
        if "DEMO_MARK" in os.environ:
            Path(os.environ["DEMO_MARK"]).touch()  # tells a test that this one is under way
        time.sleep(self.seconds)
        return Finding(self.kind, Verdict.CORROBORATED)
