"""A branch of equilibria: its points, its events and how each direction ended; ready for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from verify.equilibria.continuation.parameter import Parameter

EventKind = Literal[
    "fold", "symmetry_breaking", "branch_point", "hopf", "period_doubling", "neimark_sacker", "not_fixed"
]
End = Literal["range", "closed", "budget", "corrector"]


@dataclass(frozen=True, eq=False)
class Point:
    """One equilibrium of a branch, in float64.

    Attributes:
        parameter: p.
        tokens: shape ``(n, d)``.
        growth: spectral abscissa (flow) or radius (step); ``None`` where the step has no fixed point.
        verdict: ``stable``, ``unstable`` or ``marginal`` by that float; ``None`` without a fixed point.
        unstable: eigenvalues beyond the boundary.
        kind: of the state, as in the search for equilibria.
        arclength: from the start of the branch, negative before it.
    """

    parameter: float
    tokens: np.ndarray
    growth: float | None
    verdict: str | None
    unstable: int | None
    kind: str
    arclength: float


@dataclass(frozen=True, eq=False)
class Certificate:
    """What is proved of an event in ball arithmetic.

    Attributes:
        low: an interval of the parameter that contains it: a fold lies in it, or the number of unstable eigenvalues is
            ``unstable_low`` at this end, while the equilibrium exists throughout.
        high: the other end.
        unstable_low: certified at ``low``; ``None`` for a fold or where the state is no fixed point there.
        unstable_high: at ``high``.
        told: the proof in a sentence.
    """

    low: float
    high: float
    unstable_low: int | None
    unstable_high: int | None
    told: str


@dataclass(frozen=True, eq=False)
class Event:
    """Where a branch changes.

    Attributes:
        kind: ``fold`` (the parameter turns), ``symmetry_breaking`` (an eigenvalue through 0, or 1 of a step, whose vector
            has less symmetry than the branch), ``branch_point`` (the same otherwise), ``hopf``, ``neimark_sacker``,
            ``period_doubling``, or ``not_fixed`` (a normaliser ``1 + alpha kappa_i`` vanishes).
        parameter: p, in float64.
        multiplicity: eigenvalues that cross (a fold: 1; 0 for ``not_fixed``).
        eigenvalues: those, at the event.
        tokens: the state, shape ``(n, d)``.
        arclength: as for points.
        growth: as for points; ``None`` for ``not_fixed``.
        unstable: eigenvalues beyond the boundary before and after it, in the order of arclength, in float64; ``None``
            where the state is no fixed point.
        certificate: the proof, or ``None``.
        reason: why there is none, or ``None``.
    """

    kind: EventKind
    parameter: float
    multiplicity: int
    eigenvalues: tuple[complex, ...]
    tokens: np.ndarray
    arclength: float
    growth: float | None
    unstable: tuple[int | None, int | None]
    certificate: Certificate | None = None
    reason: str | None = None

    @property
    def stability_changes(self) -> bool:
        """Whether the branch is stable on exactly one side."""
        return (self.unstable[0] == 0) != (self.unstable[1] == 0)

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON."""
        proof = self.certificate
        return {
            "kind": self.kind,
            "parameter": self.parameter,
            "multiplicity": self.multiplicity,
            "eigenvalues": [[float(z.real), float(z.imag)] for z in self.eigenvalues],
            "tokens": self.tokens.tolist(),
            "arclength": self.arclength,
            "unstable": list(self.unstable),
            "stability_changes": self.stability_changes,
            "certified": proof is not None,
            "interval": None if proof is None else [proof.low, proof.high],
            "certified_unstable": None if proof is None else [proof.unstable_low, proof.unstable_high],
            "note": self.reason if proof is None else proof.told,
        }


@dataclass(frozen=True, eq=False)
class Branch:
    """An equilibrium followed through a parameter.

    Attributes:
        parameter: which, and the range.
        continuous: whether the system is a flow.
        points: in the order of arclength.
        events: in the order of arclength.
        ends: why the branch ends, before its first point and after its last.
        notes: what a reader should know, one sentence each.
    """

    parameter: Parameter
    continuous: bool
    points: tuple[Point, ...]
    events: tuple[Event, ...]
    ends: tuple[End, End]
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The branch as JSON-ready data, the same every time."""
        growth = "spectral_abscissa" if self.continuous else "spectral_radius"
        return {
            "parameter": self.parameter.label,
            "range": [self.parameter.low, self.parameter.high],
            "time": "continuous" if self.continuous else "discrete",
            "ends": list(self.ends),
            "notes": list(self.notes),
            "events": [event.to_dict() for event in self.events],
            "points": [
                {
                    "parameter": point.parameter,
                    growth: point.growth,
                    "verdict": point.verdict,
                    "unstable": point.unstable,
                    "kind": point.kind,
                    "arclength": point.arclength,
                    "tokens": point.tokens.tolist(),
                }
                for point in self.points
            ],
        }
