"""Verdicts: a small lattice ordered by information, and why a verdict is what it is.

``SKIPPED < INCONCLUSIVE < CORROBORATED < CERTIFIED < PROVED``. REFUTED stands above CORROBORATED and beside the two
strongest: it is incompatible with them, and their join is CONTRADICTED, which is always a fault of the suite.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import reduce
from typing import Any


class Verdict(Enum):
    """What is known of a claim. It has no truth value: ask for the verdict that you mean."""

    SKIPPED = "SKIPPED"
    INCONCLUSIVE = "INCONCLUSIVE"
    CORROBORATED = "CORROBORATED"
    CERTIFIED = "CERTIFIED"
    PROVED = "PROVED"
    REFUTED = "REFUTED"
    CONTRADICTED = "CONTRADICTED"

    def __bool__(self) -> bool:
        raise TypeError("a verdict is not a truth value; compare it with the verdict that you mean")

    def __le__(self, other: Verdict) -> bool:
        """Whether ``other`` carries at least the information of ``self``."""
        return self.join(other) is other

    def join(self, other: Verdict) -> Verdict:
        """What two pieces of evidence for one claim say together (least upper bound)."""
        low, high = sorted((self, other), key=_LADDER.index)
        if high is Verdict.REFUTED and low in (Verdict.CERTIFIED, Verdict.PROVED):
            return Verdict.CONTRADICTED
        return high

    @staticmethod
    def of_evidence(verdicts: Iterable[Verdict]) -> Verdict:
        """The join over all evidence; SKIPPED if there is none."""
        return reduce(Verdict.join, verdicts, Verdict.SKIPPED)

    @staticmethod
    def of_parts(verdicts: Iterable[Verdict]) -> Verdict:
        """The verdict of a statement from those of its parts: false if one is, else as good as the weakest."""
        found = list(verdicts)
        for fatal in (Verdict.CONTRADICTED, Verdict.REFUTED):
            if fatal in found:
                return fatal
        return min(found, key=_LADDER.index, default=Verdict.SKIPPED)


_LADDER = list(Verdict)


class Reason(Enum):
    """Why a verdict is not stronger. The value is the message."""

    TIMEOUT = "the resource limit was reached before an answer"
    WIDE_ENCLOSURE = "the ball is too wide to decide; more precision or a smaller box may"
    UNKNOWN = "the engine has no answer"
    NEAR_BOUNDARY = "the margin is too close to zero to decide"
    VACUOUS = "too few samples satisfied the hypotheses, so that nothing was tested"
    CANDIDATE = "a counterexample was found that no exact or ball-arithmetic check confirms"
    COVERS_LESS = "the evidence covers less than the claim"
    MISSING_ENGINE = "an engine that this evidence needs is not installed"
    MISSING_WEIGHTS = "trained weights, or a library that knows them, are not on this machine"
    INTERRUPTED = "the run was stopped before this evidence ran"
    ENGINE_FAILED = "the engine stopped with an error"
    NOT_CONVERGED = "the trajectories did not settle within the horizon"


class Standing(Enum):
    """What a verdict rests on, computed over all ancestors of a claim and never typed by an author."""

    UNCONDITIONAL = "UNCONDITIONAL"
    CONDITIONAL = "CONDITIONAL"
    BROKEN = "BROKEN"

    def __bool__(self) -> bool:
        raise TypeError("a standing is not a truth value")


@dataclass(frozen=True)
class Finding:
    """What one piece of evidence found.

    Attributes:
        kind: of evidence, such as ``identity`` or ``decide``.
        verdict: reached by this evidence alone.
        reason: why it is not stronger, if it is not.
        engine: name and version, such as ``z3 4.13``.
        detail: one line for a reader.
        seconds: wall time.
        certificate: text that others can check without us (an SMT-LIB query), if there is one.
        stats: numbers of the run (samples, digits, margins), JSON-ready.
        counterexample: the JSON of a replayable counterexample, if one was found and confirmed.
    """

    kind: str
    verdict: Verdict
    reason: Reason | None = None
    engine: str = ""
    detail: str = ""
    seconds: float = 0.0
    certificate: str | None = None
    stats: Mapping[str, Any] = field(default_factory=dict)
    counterexample: Mapping[str, Any] | None = None
