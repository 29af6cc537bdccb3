"""Events proved in ball arithmetic, about the exact binary values of the system.

A fold is a regular zero of ``F = 0, F_u v = 0, l^T v = 1`` in ``(u, p, v)`` (Moore and Spence 1980): Krawczyk's test shows
that there is exactly one in a box, and that it is regular, so that the branch turns there quadratically. For every other
event Krawczyk's test with an interval of parameters follows one equilibrium from end to end, at which the eigenvalues are
counted. What crosses in between is not followed: the intervals are as short as the proof goes.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.arithmetic.jets import Jet
from verify.equilibria.continuation.balls import PRECISION, BallChart, Equations, Undecided, krawczyk, unstable_count
from verify.equilibria.continuation.branch import Certificate
from verify.equilibria.continuation.curve import Curve
from verify.equilibria.continuation.events import Crossing
from verify.equilibria.continuation.family import NotEnclosed

HALF_WIDTHS = (1e-13, 1e-12, 1e-11, 1e-10, 1e-8, 1e-6)
"""Of the interval of the parameter, relative to it or absolute where it is below 1."""
LARGEST = 80
"""Tangent directions of all tokens together, n (d - 1), that are looked at in balls (some seconds there)."""


def prove(curve: Curve, crossing: Crossing) -> tuple[Certificate | None, str | None]:
    """A certificate of an event, or ``None`` and the reason why there is none."""
    import flint

    n, d = curve.space.shape
    if n * (d - 1) > LARGEST:
        return None, f"events are certified up to {LARGEST} tangent directions; there are {n * (d - 1)}"
    # NumPy sees floating-point flags that flint leaves behind.
    with flint.ctx.workprec(PRECISION), np.errstate(all="ignore"):
        try:
            chart = BallChart(curve.family.enclosed(), curve.space, crossing.node.y)
            p = curve.parameter(crossing.node.q)
            return (_fold(curve, chart, crossing) if crossing.kind == "fold" else _passed(chart, p)), None
        except (NotEnclosed, Undecided) as error:
            if crossing.kind == "branch_point" and isinstance(error, Undecided):
                return None, f"another branch with the symmetry of this one seems to meet it there ({error})"
            return None, str(error)


def _passed(chart: BallChart, p: float) -> Certificate:
    """Different numbers of unstable eigenvalues at the ends of a short interval.

    Raises:
        Undecided: with the reason that the widest interval failed for.
    """
    reason = Undecided("nothing changes over the interval")
    for width in HALF_WIDTHS:
        half = width * max(1.0, abs(p))
        try:
            low, high = p - half, p + half
            told, counts = _ends(chart, low, high)
        except Undecided as error:
            reason = error
            continue
        if counts[0] != counts[1]:
            return Certificate(low, high, counts[0], counts[1], told)
        reason = Undecided(f"the number of unstable eigenvalues is certified to be {counts[0]} at both ends")
    raise reason


def _ends(chart: BallChart, low: float, high: float) -> tuple[str, tuple[int | None, int | None]]:
    """One equilibrium for every p of the interval, and what is counted at its ends."""
    import flint

    origin = np.zeros(chart.space.unknowns)
    if chart.space.line:
        return _on_a_line(chart, low, high)
    whole = flint.arb((flint.arb(low) + high) / 2, (flint.arb(high) - low) / 2)
    every = krawczyk(_equations(chart, whole), origin, polish=0)
    counts = []
    for end in (low, high):
        p = flint.arb(end)
        place = krawczyk(_equations(chart, p), origin)
        # The box of the interval holds one zero for each p: this one, if it lies inside.
        if not all(bool(outer.contains(inner)) for outer, inner in zip(every, place, strict=True)):
            raise Undecided("the equilibria at the ends are not shown to be the one in between")
        counts.append(unstable_count(chart.family, p, chart.tokens(place)))
    why = "is held by symmetry" if not len(origin) else "exists, once in its space by Krawczyk's test,"
    return _told(why, low, high, counts), (counts[0], counts[1])


def _on_a_line(chart: BallChart, low: float, high: float) -> tuple[str, tuple[int | None, int | None]]:
    """The same for tokens ``+-y``: at rest exactly if y is an eigenvector of V, and no parameter moves an eigenvector.

    So y need be enclosed once only, for the given V, also where two eigenvalues meet inside the interval.
    """
    import flint

    place = krawczyk(_equations(chart, flint.arb(chart.family.own)), np.zeros(chart.space.unknowns))
    tokens = chart.tokens(place)
    counts = [unstable_count(chart.family, flint.arb(end), tokens) for end in (low, high)]
    why = "stands at an eigenvector of V that p does not move, and exists"
    return _told(why, low, high, counts), (counts[0], counts[1])


def _told(why: str, low: float, high: float, counts: list[int | None]) -> str:
    words = ["no fixed point" if count is None else f"{count} unstable eigenvalues" for count in counts]
    return (
        f"the equilibrium {why} for every p in [{low!r}, {high!r}], with {words[0]} at the lower end and {words[1]} at "
        "the upper"
    )


def _equations(chart: BallChart, p: Any) -> Equations:
    return Equations(lambda u: chart.residual(p, u), lambda u: chart.derivative(p, u))


def _fold(curve: Curve, chart: BallChart, crossing: Crossing) -> Certificate:
    """Exactly one fold in a box.

    Raises:
        Undecided: where Krawczyk's test fails.
    """
    _, matrix, _ = curve.residual(crossing.node.y, crossing.node.q)
    null = np.linalg.svd(matrix[:, :-1])[2][-1]
    # The frames of floats and balls agree to rounding: they are made by the same lines.
    near = np.concatenate([np.zeros(len(null)), [curve.parameter(crossing.node.q)], null])
    place = krawczyk(fold_equations(chart, null), near)
    p = place[len(null)]
    low = float(np.nextafter(float(p.lower()), -np.inf))
    high = float(np.nextafter(float(p.upper()), np.inf))
    told = (
        f"a fold, the only one in a box around it, lies at p in [{low!r}, {high!r}] and is quadratic: a regular zero of the extended "
        "system F = 0, F_u v = 0, l.v = 1 by Krawczyk's test"
    )
    return Certificate(low, high, None, None, told)


def fold_equations(chart: BallChart, normal: np.ndarray) -> Equations:
    """``F(u, p) = 0``, ``F_u(u, p) v = 0``, ``normal . v = 1`` and its derivative, the second one of F by jets."""
    import flint

    r = len(normal)
    weights = np.array([flint.arb(float(x)) for x in normal], dtype=object)

    def residual(z: Any) -> Any:
        u, p, v = z[:r], z[r], z[r + 1 :]
        return np.concatenate([chart.residual(p, u), chart.derivative(p, u) @ v, [weights @ v - 1]])

    def derivative(z: Any) -> Any:
        u, p, v = z[:r], z[r], z[r + 1 :]
        moving = np.array([Jet(place, along) for place, along in zip(u, v, strict=True)], dtype=object)
        twice = chart.derivative(p, moving)
        mixed = chart.slope(p, moving)
        made = np.full((2 * r + 1, 2 * r + 1), flint.arb(0), dtype=object)
        made[:r, :r] = made[r : 2 * r, r + 1 :] = chart.derivative(p, u)
        made[:r, r] = chart.slope(p, u)
        made[r : 2 * r, :r] = _slopes(twice)
        made[r : 2 * r, r] = _slopes(mixed)
        made[2 * r, r + 1 :] = weights
        return made

    return Equations(residual, derivative)


def _slopes(jets: Any) -> Any:
    return np.frompyfunc(lambda jet: jet.slope, 1, 1)(jets)
