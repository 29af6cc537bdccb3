"""Trajectories from ``step`` or ``field``: what a statement about limits looks like when tokens actually move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from verify.claim import Budget, Claim
from verify.evidence.common import engine
from verify.verdict import Finding, Reason, Verdict


@dataclass(frozen=True)
class Simulate:
    """Run an experiment that reports ``(agrees, what was seen, numbers)``; it can only corroborate.

    Attributes:
        experiment: ``(seed, steps) -> (agrees or None, detail, stats)``; ``None`` means that nothing settled.
    """

    experiment: Callable[[int, int], tuple[bool | None, str, dict[str, Any]]]
    tier: str = "quick"
    kind: str = "simulate"
    refutes: bool = False
    package: str = "numpy"

    def run(self, claim: Claim, budget: Budget) -> Finding:  # noqa: ARG002
        """CORROBORATED if what was seen agrees; a disagreement is a candidate for the other engines."""
        name = engine(self.package)
        agrees, detail, stats = self.experiment(budget.seed, budget.steps)
        if agrees is None:
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.NOT_CONVERGED, name, detail, stats=stats)
        if not agrees:
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, detail, stats=stats)
        return Finding(self.kind, Verdict.CORROBORATED, engine=name, detail=detail, stats=stats)
