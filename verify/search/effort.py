"""How much each stage of a search may do: counts, never a clock, so that a verdict does not depend on the machine."""

from __future__ import annotations

from dataclasses import dataclass

from verify.claim import Budget


@dataclass(frozen=True)
class Effort:
    """The sizes of one round.

    Attributes:
        batch: points drawn at a time.
        charts: ways to solve the equations of the premise.
        bases: points that walk along boundaries.
        rounds: of that walk.
        each: of the places of one move that may be violations, how many are checked exactly.
        starts: of the optimiser.
        iterations: of the optimiser, for one start.
        examples: of the Hypothesis search.
        states: that are looked at where nothing was found.
    """

    batch: int = 40_000
    charts: int = 2
    bases: int = 48
    rounds: int = 5
    each: int = 1
    starts: int = 2
    iterations: int = 30
    examples: int = 40
    states: int = 80

    @staticmethod
    def of(budget: Budget) -> Effort:
        """Quick, full, or a multiple of full where the budget has more samples."""
        if budget.tier == "full":
            times = max(1, budget.samples // Budget.of_tier("full").samples)
            return Effort(400_000, 3, 200 * times, 12, 3, 8 * times, 200, 400 * times, 80)
        return Effort()
