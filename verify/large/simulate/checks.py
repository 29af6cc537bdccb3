"""What a simulation reports: a number that was predicted, the one that was measured, and whether they agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

SENSES = ("equal", "at most", "at least")


@dataclass(frozen=True)
class Check:
    """One comparison.

    Attributes:
        name: what is compared.
        predicted: from theory, before the run.
        measured: in the run; nan where nothing could be measured, which fails.
        tolerance: at least 0.
        sense: ``equal`` (within the tolerance), ``at most`` or ``at least`` the predicted number, up to the tolerance.
        basis: the statement that the prediction rests on.
    """

    name: str
    predicted: float
    measured: float
    tolerance: float
    sense: str = "equal"
    basis: str = ""

    @property
    def passed(self) -> bool:
        """Whether the measured number is where it was predicted."""
        excess = self.measured - self.predicted
        if self.sense == "equal":
            return abs(excess) <= self.tolerance
        return (excess if self.sense == "at most" else -excess) <= self.tolerance

    def to_dict(self) -> dict[str, Any]:
        """The entry of ``checks`` in ``verify.simulate/1``; a number that is not finite is ``null``."""
        return {
            "name": self.name,
            "predicted": self.predicted,
            "measured": self.measured if math.isfinite(self.measured) else None,
            "tolerance": self.tolerance,
            "pass": self.passed,
            "sense": self.sense,
            "basis": self.basis,
        }


@dataclass(frozen=True)
class Skipped:
    """A comparison that was not made, and why."""

    name: str
    reason: str

    def to_dict(self) -> dict[str, str]:
        """The entry of ``skipped``."""
        return {"name": self.name, "reason": self.reason}
