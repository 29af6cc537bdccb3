"""The search for numbers in which the two sides of an identity differ, and the check in balls that they really do.

A world is drawn twice from one seed: in floats, to find a difference, and in jets, whose balls hold the exact sides of a world
whose hypotheses (unit tokens, orthonormal columns) hold exactly. Only disjoint balls refute.
"""

from __future__ import annotations

from typing import Any

from verify.claim import Budget, Claim
from verify.conclusions import Identity
from verify.evidence.common import engine, relative_gap
from verify.verdict import Finding, Reason, Verdict

SUSPICIOUS = 1e-7
BITS = 256
# A number that a world computes among floats alone is off by 1e-16: balls that are nearer than this do not count as disjoint.
CLEAR = 1e-9


def search(claim: Claim, budget: Budget) -> Finding:
    """REFUTED by a world in which the balls of two entries are disjoint; CORROBORATED if all worlds agree in floats.

    Raises:
        TypeError: for an identity without a numeric world.
    """
    import numpy as np

    conclusion = claim.conclusion
    assert isinstance(conclusion, Identity)
    if conclusion.numeric is None:
        raise TypeError(f"{claim.id}: the identity has no numeric world")
    name = engine("numpy")
    doubt = ""
    for trial in range(budget.samples):
        left, right = conclusion.sides(conclusion.numeric(np.random.default_rng([budget.seed, trial])))
        gap = relative_gap(left, right)
        told = f"at random numbers (seed {budget.seed}, {trial})"
        if gap is None:
            text = f"{told} a side is empty, not finite or of another shape"
            return Finding("falsify", Verdict.INCONCLUSIVE, Reason.ENGINE_FAILED, name, text)
        if gap > SUSPICIOUS:
            found = refuted(claim, conclusion, budget.seed, trial)
            if found is not None:
                return Finding(
                    "falsify",
                    Verdict.REFUTED,
                    engine=found["checked_with"],
                    detail=found["explanation"],
                    counterexample=found,
                )
            doubt = doubt or f"{told} the two sides differ by {gap:.3g} in floats; no balls confirm it"
    if doubt:
        return Finding("falsify", Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, doubt)
    detail = f"{budget.samples} random instances agree"
    return Finding("falsify", Verdict.CORROBORATED, engine=name, detail=detail, stats={"satisfied": budget.samples})


def refuted(claim: Claim, conclusion: Identity, seed: int, trial: int) -> dict[str, Any] | None:
    """The counterexample of the world of a seed, if the balls of two entries that should be equal are disjoint."""
    told = difference(conclusion, seed, trial)
    if told is None:
        return None
    return {
        "claim": claim.id.split("~")[0],
        "parameters": {"seed": str(seed), "trial": str(trial)},
        "explanation": f"in the world of seed {seed}, {trial}: {told}",
        "checked_with": f"{engine('python-flint')}, {BITS} bits",
    }


def difference(conclusion: Identity, seed: int, trial: int) -> str | None:
    """What differs in the world of a seed, drawn in balls; ``None`` if nothing certainly does or the world has no balls."""
    import flint
    import numpy as np

    from verify.arithmetic.jets import JetRandom
    from verify.arithmetic.numeric import to_arb
    from verify.errors import InvalidInput

    if conclusion.numeric is None:
        return None
    with flint.ctx.workprec(BITS):
        try:
            world = conclusion.numeric(JetRandom(np.random.default_rng([seed, trial])))
            left, right = (flat(side) for side in conclusion.sides(world))
        except (TypeError, AttributeError, ArithmeticError, ValueError, InvalidInput):
            return None
        if len(left) != len(right) or any(isinstance(entry, (float, np.floating)) for entry in (*left, *right)):
            return None
        for index, (one, other) in enumerate(zip(left, right, strict=True)):
            a, b = (to_arb(getattr(entry, "value", entry)) for entry in (one, other))
            if not (a.is_finite() and b.is_finite()):
                return None
            gap = abs(a - b)
            if gap > CLEAR * (1 + abs(a)):
                return f"entry {index} is in {a.str(12)} on the left and in {b.str(12)} on the right"
    return None


def flat(side: Any) -> list[Any]:
    """All numbers of a side, in order: nested sequences and arrays."""
    if hasattr(side, "ravel") and hasattr(side, "dtype"):
        return list(side.ravel())
    if isinstance(side, (list, tuple)):
        return [entry for part in side for entry in flat(part)]
    return [side]
