"""Statistical sentences, made numeric before anything runs: an ensemble, a threshold, a confidence, and an exact interval."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verify.claim import Budget, Claim
from verify.evidence.common import engine
from verify.verdict import Finding, Reason, Verdict

if TYPE_CHECKING:
    from verify.counterexample import Counterexample

HAS, LACKS, OPEN = 1, 0, -1
"""An outcome: a member has the property, lacks it, or it was not found out."""


@dataclass(frozen=True)
class Statistics:
    """More (or less) than a share of an ensemble has a property.

    The interval of the share is Clopper and Pearson's, exact. Members whose outcome stays open count against the sentence where it would be
    supported, and for it where it would be refuted.

    Attributes:
        sample: ``(seed, count) -> outcomes``, each :data:`HAS`, :data:`LACKS` or :data:`OPEN`; the same for the same arguments.
        threshold: the share, fixed before the first run.
        more: the sentence says "more than the share"; else "less than".
        members: what a member of the ensemble is, for readers.
        quick: members drawn in the quick tier.
        full: and in the full one.
        confidence: of the two-sided interval.
    """

    sample: Callable[[int, int], Sequence[int]]
    threshold: float
    members: str
    more: bool = True
    quick: int = 40
    full: int = 200
    confidence: float = 0.99
    tier: str = "quick"
    kind: str = "statistics"
    refutes: bool = False

    def run(self, claim: Claim, budget: Budget) -> Finding:
        """CORROBORATED if the interval is on the sentence's side, REFUTED if it is on the other, else INCONCLUSIVE."""
        name = engine("scipy")
        count = self.full if budget.tier == "full" else self.quick
        outcomes = list(self.sample(budget.seed, count))
        if not outcomes:
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.VACUOUS, name, "no member was drawn")
        supported, excluded, told = self._judged(outcomes)
        stats = {
            "members": len(outcomes),
            "have": outcomes.count(HAS),
            "open": outcomes.count(OPEN),
            "threshold": self.threshold,
            "confidence": self.confidence,
            "seed": budget.seed,
            "sha256": digest(outcomes),
        }
        if excluded:
            witness = {
                "claim": claim.id.split("~")[0],
                "parameters": {"seed": str(budget.seed), "count": str(count), "sha256": stats["sha256"]},
                "explanation": told,
                "checked_with": name,
            }
            return Finding(self.kind, Verdict.REFUTED, engine=name, detail=told, stats=stats, counterexample=witness)
        if supported:
            return Finding(self.kind, Verdict.CORROBORATED, engine=name, detail=told, stats=stats)
        return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.NEAR_BOUNDARY, name, told, stats=stats)

    def recheck(self, claim: Claim, counterexample: Counterexample, lines: list[str]) -> tuple[bool, list[str]]:
        """The sample drawn again from its seed: the same outcomes, and the sentence excluded by them."""
        given = dict(counterexample.data.get("parameters") or {})
        if set(given) != {"seed", "count", "sha256"} or not all(str(given[k]).isdecimal() for k in ("seed", "count")):
            return False, [*lines, f"the parameters do not fit {claim.id}; expected seed, count and sha256 of a sample"]
        if int(given["count"]) not in (self.quick, self.full):
            # Samples of any other size could be chosen after looking.
            told = f"count is {given['count']}; expected the sample sizes of the claim, {self.quick} or {self.full}"
            return False, [*lines, told]
        outcomes = list(self.sample(int(given["seed"]), int(given["count"])))
        same = digest(outcomes) == given["sha256"]
        _, excluded, told = self._judged(outcomes)
        lines = [*lines, f"the sample drawn again has {'the same' if same else 'other'} outcomes", told]
        lines.append(
            f"this confidence ({self.confidence:.0%}) is that of a seed chosen before looking; {given['seed']} is the seed of the file"
        )
        return same and excluded, lines

    def _judged(self, outcomes: Sequence[int]) -> tuple[bool, bool, str]:
        """Whether the interval supports the sentence, whether it excludes it, and both in words."""
        from scipy.stats import binomtest

        have, still, total = outcomes.count(HAS), outcomes.count(OPEN), len(outcomes)
        low = binomtest(have, total).proportion_ci(self.confidence, method="exact").low
        high = binomtest(have + still, total).proportion_ci(self.confidence, method="exact").high
        words = "more" if self.more else "less"
        told = (
            f"{have} of {total} {self.members} have it{f', {still} open' if still else ''}: the share is in [{low:.3f}, {high:.3f}] "
            f"({self.confidence:.0%}); the sentence says {words} than {self.threshold:g}"
        )
        if self.more:
            return bool(low > self.threshold), bool(high < self.threshold), told
        return bool(high < self.threshold), bool(low > self.threshold), told


def digest(outcomes: Sequence[int]) -> str:
    """SHA-256 of the outcomes in their order."""
    return hashlib.sha256(",".join(map(str, outcomes)).encode()).hexdigest()
