"""A certified part of an equilibrium's basin of attraction, and certified arrivals in it, in ball arithmetic.

In tangent coordinates u around the equilibrium (:class:`verify.equilibria.contraction.Chart`) one step is a map F with
``F(0) = 0``. In a norm ``|u|``, with ``q(s)`` a bound of ``|DF|`` over the whole ball ``|u| <= s``, the mean value
theorem along the ray from 0 to u gives

    |F(u)| <= integral of q(s) over 0 <= s <= |u|  <=  Q |u|,

and ``Q < 1`` up to ``|u| = r`` means that every start with ``|u| <= r`` converges to the equilibrium. Two norms are
tried: the largest coordinate (the box is then enclosed without excess), and the Lyapunov norm of the linearisation,
which contracts near every equilibrium whose spectral radius is below 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verify.counterexample import Counterexample
from verify.equilibria.contraction import Chart, extents, length, lyapunov_norm, operator_norm, two_norm
from verify.errors import InvalidInput
from verify.evidence.enclose import Certificate
from verify.systems import System

PRECISION = 128
SMALLEST, GROWTH, LARGEST = 1 / 4096, 1.15, 0.9
"""The radii that are tried, in the norm; the coordinates stay below ``LARGEST``."""
BITS = (200, 400, 800, 1600)
"""Precisions of a trajectory: one whose balls grow too wide starts again with the next."""


@dataclass(frozen=True)
class Basin:
    """A neighbourhood of an equilibrium from which every start converges to it.

    Attributes:
        tokens: the equilibrium, exact, shape ``(n, d)``.
        angle: every start with each token within this angle (radians) of its place converges.
        radius: every start with ``|u| <= radius`` does, in the norm that was used.
        factor: one step multiplies ``|u|`` by at most this.
        weight: the matrix L of the norm ``|L u|_2`` (float64, taken exactly); ``None`` for the largest coordinate.
    """

    tokens: Any
    angle: float
    radius: float
    factor: float
    weight: Any = None

    def contains(self, tokens: Any, chart: Chart | None = None) -> bool:
        """Whether every unit state in these balls lies in the neighbourhood."""
        offsets = (chart or Chart(self.tokens)).coordinates(tokens)
        return offsets is not None and bool(length(offsets, self.weight) <= self.radius)

    def certificate(self) -> Certificate:
        """In words."""
        norm = "the largest tangent coordinate" if self.weight is None else "a Lyapunov norm of the tangent coordinates"
        detail = (
            "The state is an equilibrium, exactly. Every start with each token within "
            f"{self.angle:.4g} rad of its place converges to it: one step multiplies {norm} by at most "
            f"{self.factor:.6g} in a neighbourhood that contains these starts."
        )
        return Certificate(True, detail, {"angle": f"{self.angle:.4g}", "factor": f"{self.factor:.6g}"})


@dataclass(frozen=True)
class Arrival:
    """After ``steps`` steps the exact trajectory is in a certified neighbourhood; ``bits`` of precision were enough."""

    steps: int
    bits: int


def attracting(example: Counterexample) -> Certificate:
    """Certify that the state of ``example`` is an equilibrium that attracts a neighbourhood: asymptotically stable."""
    found = certified_basin(example.system(), example.tokens())
    return found if isinstance(found, Certificate) else found.certificate()


def arrives(example: Counterexample, target: Any) -> Certificate:
    """Certify that the start of ``example`` converges to the equilibrium ``target`` (exact tokens)."""
    system = example.system()
    basin = certified_basin(system, target)
    if isinstance(basin, Certificate):
        return basin
    arrival = reaches(system, example.tokens(), basin)
    if arrival is None:
        return Certificate(None, "the trajectory is not shown to enter the certified part of the basin")
    detail = (
        f"After {arrival.steps} steps, followed with {arrival.bits} bits, the state is in a neighbourhood from which "
        f"every "
        f"start converges to the equilibrium: one step multiplies the distance by at most {basin.factor:.6g}."
    )
    return Certificate(True, detail, {"steps": arrival.steps, "bits": arrival.bits, "angle": f"{basin.angle:.4g}"})


def certified_basin(system: System, tokens: Any) -> Basin | Certificate:
    """The larger neighbourhood of the two norms, or why there is none.

    Args:
        system: in discrete time, with exact entries.
        tokens: the equilibrium, exact (SymPy or rational numbers), shape ``(n, d)``.

    Raises:
        InvalidInput: for a flow, or without tokens.
    """
    import flint
    import numpy as np

    _require_discrete(system, tokens)
    with flint.ctx.workprec(PRECISION):
        fixed = _is_equilibrium(system, tokens)
        if not fixed:
            return Certificate(fixed, f"the state is not {'shown to be ' if fixed is None else ''}an equilibrium")
        chart = Chart(tokens)
        n, d = tokens.shape
        at_rest = chart.jacobian(system, np.zeros(n * (d - 1)))
        weight = (
            None if at_rest is None else lyapunov_norm(np.array([[float(e.mid()) for e in row] for row in at_rest]))
        )
        if weight is None:
            return Certificate(False, "the linearisation does not contract: its spectral radius is not below 1")
        candidates = [_grow(system, tokens, chart, norm) for norm in (None, weight)]
    found = [candidate for candidate in candidates if candidate is not None]
    if not found:
        return Certificate(None, "no neighbourhood is shown to contract; a smaller one or more precision may be")
    return max(found, key=lambda basin: basin.angle)


def reaches(system: System, start: Any, basin: Basin, max_steps: int = 2_000) -> Arrival | None:
    """Follow the exact trajectory in balls until it is inside ``basin``; ``None`` if that is not shown.

    Args:
        system: in discrete time, with exact entries: the one that ``basin`` was certified for.
        start: exact unit tokens, shape ``(n, d)``.
        basin: of an equilibrium.
        max_steps: where to stop.

    Raises:
        InvalidInput: for a flow, or without tokens.
    """
    import flint
    import sympy

    from verify.arithmetic.numeric import object_arithmetic

    _require_discrete(system, start)
    if start.shape != basin.tokens.shape or any(sympy.simplify(sum(x * x for x in row) - 1) != 0 for row in start):
        return None
    for bits in BITS:
        with flint.ctx.workprec(bits):
            chart = Chart(basin.tokens)
            tokens = object_arithmetic("arb").asarray(start, None)
            for steps in range(max_steps + 1):
                if basin.contains(tokens, chart):
                    return Arrival(steps, bits)
                tokens = system.step(tokens)
                if not all(entry.rad() < 1e-3 for entry in tokens.flat):
                    break
            else:
                return None
    return None


def _require_discrete(system: System, tokens: Any) -> None:
    if system.is_flow or tokens is None or system.dimension < 2:
        raise InvalidInput("a basin is certified in discrete time; expected a step size and tokens in R^2 or more")


def _is_equilibrium(system: System, tokens: Any) -> bool | None:
    """Exactly: unit tokens whose influence is radial with ``1 + alpha x.s > 0``. Equal tokens are given once."""
    import sympy

    from verify.arithmetic.numeric import object_arithmetic, to_arb

    exact = object_arithmetic("exact")
    state = exact.asarray(tokens, None)
    if any(sympy.simplify(row @ row - 1) != 0 for row in state):
        return False
    counts = None
    if not getattr(system, "causal", False):
        groups: dict[tuple[Any, ...], int] = {}
        for row in state:
            groups[tuple(row)] = groups.get(tuple(row), 0) + 1
        state, counts = exact.asarray([list(row) for row in groups], None), list(groups.values())
    for x, s in zip(state, system.influence(state, counts), strict=True):
        radial = x @ s
        across = s - radial * x
        if any(sympy.simplify(entry) != 0 for entry in across):
            return None if all(to_arb(entry).contains(0) for entry in across) else False
        if not to_arb(1 + sympy.sympify(system.step_size) * radial) > 0:
            return False
    return True


def _grow(system: System, tokens: Any, chart: Chart, weight: Any) -> Basin | None:
    """The largest of the tried radii up to which ``Q < 1``."""
    import flint
    import numpy as np

    n, d = tokens.shape
    spread = np.ones(n * (d - 1)) if weight is None else extents(weight)
    total = worst = flint.arb(0)
    best = before = 0.0
    factor, radius = flint.arb(0), SMALLEST
    while radius * spread.max() < LARGEST:
        balls = chart.jacobian(system, np.nextafter(radius * spread, np.inf))
        bound = None if balls is None else operator_norm(balls, weight)
        if bound is None or not bound.is_finite():
            break
        total += bound * (flint.arb(radius) - before)
        # On each piece the integral up to s, over s, is largest at one of the piece's ends.
        ratio = (total / radius).upper()
        worst = ratio if ratio > worst else worst
        if not worst < 1:
            break
        best, factor = radius, worst
        before, radius = radius, radius * GROWTH
    if best == 0:
        return None
    # A token at angle t has |u_i| = sin t, and |L u|_2 <= |L|_2 sqrt(n) max |u_i|.
    stretch = flint.arb(1) if weight is None else two_norm(flint.arb_mat(weight.tolist())) * flint.arb(n).sqrt()
    angle = float(np.nextafter(float((best / stretch).asin().lower()), 0))
    return Basin(tokens, angle, best, float(np.nextafter(float(factor), np.inf)), weight)
