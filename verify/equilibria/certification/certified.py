"""What is certified of one equilibrium: existence, local uniqueness, stability, and a part of its basin."""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from verify.equilibria.certification.centred import centred
from verify.equilibria.contraction import Chart
from verify.errors import InvalidInput
from verify.systems import System

PRECISION = 80
"""Bits of the balls; twice as many where that is not enough."""
NOT_ENCLOSED = "the Jacobian of the step is not enclosed: a token is nearly sent to 0"


@dataclass(frozen=True)
class Certified:
    """What balls proved about the equilibrium near float tokens, of the system with exactly these binary entries.

    Attributes:
        exists: an equilibrium is proved to exist near the tokens.
        isolated: it is the only one within ``radius``; ``None`` where that is not known.
        radius: all tangent coordinates of another equilibrium are not all at most this.
        error: the equilibrium's tangent coordinates, seen from the given tokens, are at most this.
        verdict: ``stable``, ``unstable`` or ``undecided``. Stable is asymptotically stable for an isolated equilibrium; for a
            member of a family, Lyapunov stable, and each start close enough converges to a member.
        family: dimension of the manifold of equilibria through this one, where it is recognised (:mod:`.families`); polygons of other
            systems, with exact entries, are decided by :mod:`verify.equilibria.polygons`.
        certified: existence and verdict are both proved.
        basin_radius: every start with each token within this angle (radians) of the equilibrium converges to it; ``None`` if not looked
            for or not proved.
        note: what is not proved and why, in one line.
        seconds: wall time.
    """

    exists: bool
    isolated: bool | None = None
    radius: float | None = None
    error: float | None = None
    verdict: str = "undecided"
    family: int | None = None
    certified: bool = False
    basin_radius: float | None = None
    note: str | None = None
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, without the time."""
        return {
            "exists": self.exists,
            "isolated": self.isolated,
            "radius": self.radius,
            "error": self.error,
            "verdict": self.verdict,
            "family": self.family,
            "certified": self.certified,
            "basin_radius": self.basin_radius,
            "note": self.note,
        }


def certify(system: System, tokens: Any, *, basin: bool = True, bits: int = PRECISION) -> Certified:
    """Certify the equilibrium near float tokens.

    Args:
        system: Oja, Attention (any V and A, masked or not) or MultiHead with float64 matrices, a flow or with steps; its entries are taken
            as the exact binary numbers that they are.
        tokens: float64, shape ``(n, d)``, rows near unit length, near an equilibrium.
        basin: look for a certified part of the basin too.
        bits: precision of the balls.

    Raises:
        InvalidInput: for tokens that are not finite or of another shape.
    """
    import flint

    started = time.perf_counter()
    state = _checked(system, tokens)
    for_balls = centred(system)
    found = Certified(False, note="not tried")
    for precision in (bits, 2 * bits):
        # Floats only propose: where a proposal is ill-conditioned, the proof fails and says so.
        with flint.ctx.workprec(precision), np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
            found = _certify(for_balls, state, basin)
            if not found.exists:
                found = _member(system, for_balls, state) or found
        if found.exists or found.note is None:
            break
    return replace(found, seconds=time.perf_counter() - started)


def flow_of(system: System) -> System:
    """The flow with the same matrices: its equilibria are those of the step, and more."""
    return system if system.is_flow else replace(system, step_size=None)


def _checked(system: System, tokens: Any) -> np.ndarray:
    state = np.asarray(tokens, dtype=float)
    if state.ndim != 2 or state.shape[1] != system.dimension or state.shape[0] < 1 or not np.isfinite(state).all():
        shape = " x ".join(map(str, state.shape)) or "()"
        raise InvalidInput(f"tokens have shape {shape}; expected finite numbers, (n, {system.dimension}) with n >= 1")
    norms = np.linalg.norm(state, axis=1)
    if np.abs(norms - 1).max() > 1e-6:
        raise InvalidInput(f"a token has length {norms[np.abs(norms - 1).argmax()]:.6g}; expected unit vectors")
    return state


def _certify(system: System, tokens: np.ndarray, basin: bool) -> Certified:
    from verify.equilibria.certification import existence, stability

    flow = flow_of(system)
    place = existence.exists(flow, tokens)
    if isinstance(place, str):
        return Certified(False, note=place)
    if not system.is_flow:
        refused = _refused(system, place.chart, place.error)
        if refused:
            return Certified(False, note=refused)
    found = Certified(True, True, place.radius, place.error)
    jacobian = place.jacobian if system.is_flow else enclosed_jacobian(system, place.chart, place.error)
    if jacobian is None:
        return replace(found, note=NOT_ENCLOSED)
    decided = stability.decide(jacobian, system.is_flow)
    if decided.verdict == "undecided":
        return replace(found, note=decided.note)
    found = replace(found, verdict=decided.verdict, certified=True)
    if decided.verdict == "stable" and basin:
        from verify.equilibria.certification.basins import certified_radius

        radius = certified_radius(system, place)
        return replace(found, basin_radius=radius, note=None if radius else "no part of the basin is proved")
    return found


def _member(system: System, for_balls: System, tokens: np.ndarray) -> Certified | None:
    """What is proved of tokens that belong to a recognised manifold of equilibria; ``None`` if they do not."""
    from verify.equilibria.certification import families, stability

    family = families.recognised(system, tokens)
    if family is None:
        return None
    if not system.is_flow:
        refused = _refused(for_balls, family.chart, family.bounds)
        if refused:
            return Certified(False, note=refused)
    found = Certified(True, False, error=family.error, family=family.dimension)
    jacobian = enclosed_jacobian(for_balls, family.chart, family.bounds)
    if jacobian is None:
        return replace(found, note=NOT_ENCLOSED)
    decided = stability.decide(families.across(jacobian, family, system.is_flow), system.is_flow)
    told = f"a member of a family of equilibria of dimension {family.dimension}"
    if decided.verdict == "undecided":
        return replace(found, note=f"{told}; across it {decided.note}")
    does = (
        "attracts: starts close enough converge to members" if decided.verdict == "stable" else "is unstable across it"
    )
    return replace(found, verdict=decided.verdict, certified=True, note=f"{told}, which {does}")


def _refused(system: System, chart: Chart, bound: float) -> str | None:
    """Why the zero of the field in a box of coordinates is no fixed point of the step, or may be none."""
    from verify.arithmetic.numeric import to_arb

    tokens = chart.states(np.full(len(chart.places) * (system.dimension - 1), bound))
    pulls = (tokens * system.influence(tokens)).sum(axis=1)
    alpha = to_arb(system.step_size)
    factors = [1 + alpha * pull for pull in pulls]
    if all(factor > 0 for factor in factors):
        return None
    if any(factor < 0 for factor in factors):
        return "the zero of the field is not a fixed point: 1 + alpha kappa_i < 0 for some token"
    return "the zero of the field may not be a fixed point of the step"


def enclosed_jacobian(system: System, chart: Chart, bound: float) -> Any:
    """That of the step (of the field, for a flow) in coordinates at most ``bound``, an ``arb_mat``; ``None`` where it is not enclosed."""
    import flint

    balls = chart.jacobian(system, np.full(len(chart.places) * (system.dimension - 1), bound))
    return None if balls is None else flint.arb_mat([list(row) for row in balls])
