"""Where a branch changes between two of its points: found by signs, located by Brent's method on the arclength.

Sorted margins are continuous along a branch, so that the k-th of them changes sign exactly where the number of unstable
eigenvalues passes k. Changes that undo each other within one step are not seen.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from verify.equilibria.continuation.branch import EventKind
from verify.equilibria.continuation.curve import Curve, Node
from verify.equilibria.continuation.spectrum import Spectrum, spectrum

TOGETHER = 1e-8
"""Crossings closer than this in arclength are one event."""


@dataclass(frozen=True, eq=False)
class Crossing:
    """An event that has been located.

    Attributes:
        kind: as of events.
        node: the point of the curve.
        eigenvalues: those that cross there.
        growth: spectral abscissa or radius there.
        before: the number of unstable eigenvalues on the way to it; ``None`` where the state is no fixed point.
        after: beyond it.
    """

    kind: EventKind
    node: Node
    eigenvalues: tuple[complex, ...]
    growth: float | None = None
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, eq=False)
class Seen:
    """A point of the curve with its spectrum."""

    node: Node
    spectrum: Spectrum


def seen(curve: Curve, node: Node) -> Seen:
    """``node`` with its spectrum."""
    return Seen(node, spectrum(curve.family, curve.parameter(node.q), curve.space.tokens(node.y)))


class _Lost(ArithmeticError):
    """The corrector failed between two points of the curve."""


def between(curve: Curve, first: Seen, last: Seen) -> tuple[list[Crossing], str | None]:
    """The events from one point to the next, in order; and why some could not be located, or ``None``."""
    length = last.node.s - first.node.s

    def at(s: float) -> Seen:
        if s <= 0 or s >= length:
            return first if s <= 0 else last
        node = curve.advance(first.node, s)
        if node is None:
            raise _Lost
        return seen(curve, node)

    try:
        found = sorted(_located(curve, at, length), key=lambda event: event.node.s)
        if not found:
            return [], None
        # The counts half-way to the neighbouring events.
        places = [0.0, *(event.node.s - first.node.s for event in found), length]
        counts = [first.spectrum.unstable]
        counts += [at((low + high) / 2).spectrum.unstable for low, high in itertools.pairwise(places[1:-1])]
        counts.append(last.spectrum.unstable)
        return [replace(e, before=a, after=b) for e, a, b in zip(found, counts[:-1], counts[1:], strict=True)], None
    except _Lost:
        low, high = sorted(curve.parameter(node.q) for node in (first.node, last.node))
        return [], f"an event between {low:.6g} and {high:.6g} was seen and not located: Newton's method failed there"


def _located(curve: Curve, at: Callable[[float], Seen], length: float) -> list[Crossing]:
    found, first, last = list[Crossing](), at(0.0), at(length)
    turns: list[float] = []
    if first.node.along[-1] * last.node.along[-1] < 0 and curve.space.unknowns:
        turns.append(_root(lambda s: float(at(s).node.along[-1]), 0.0, length))
    low, high = 0.0, length
    if (first.spectrum.normaliser > 0) != (last.spectrum.normaliser > 0):
        edge = _root(lambda s: at(s).spectrum.normaliser, 0.0, length)
        found.append(Crossing("not_fixed", at(edge).node, ()))
        # The eigenvalues are without bound at the edge: they are compared just inside it.
        inside = 1e-6 * length
        low, high = (edge + inside, length) if last.spectrum.normaliser > 0 else (0.0, edge - inside)
    if (first.spectrum.normaliser > 0 or last.spectrum.normaliser > 0) and low < high:
        found += _crossings(curve, at, low, high, turns)
    return found + [_turn(curve, at(s)) for s in turns]


def _crossings(
    curve: Curve, at: Callable[[float], Seen], low: float, high: float, turns: list[float]
) -> list[Crossing]:
    """Changes of the number of unstable eigenvalues, those where the parameter turns left out."""
    first, last = at(low).spectrum.unstable, at(high).spectrum.unstable
    if first is None or last is None:
        return []

    def margin(k: int) -> Callable[[float], float]:
        def of(s: float) -> float:
            margins = at(s).spectrum.margins
            return float(margins[k]) if len(margins) else 0.0

        return of

    roots = sorted(_root(margin(k), low, high) for k in range(min(first, last), max(first, last)))
    groups: list[list[float]] = []
    for root in roots:
        if groups and root - groups[-1][-1] < TOGETHER:
            groups[-1].append(root)
        else:
            groups.append([root])
    apart = [group for group in groups if all(abs(group[0] - turn) > 1e-6 for turn in turns)]
    return [_event(curve, at(float(np.mean(group))), len(group)) for group in apart]


def _event(curve: Curve, place: Seen, count: int) -> Crossing:
    assert place.spectrum.eigenvalues is not None
    order = np.argsort(np.abs(place.spectrum.margins), kind="stable")[:count]
    crossing = place.spectrum.eigenvalues[np.sort(order)]
    eigenvalues = tuple(complex(value) for value in crossing)
    flow, away = curve.family.is_flow, 1e-6 * place.spectrum.scale
    kind: EventKind
    if max(abs(value.imag) for value in crossing) > away:
        kind = "hopf" if flow else "neimark_sacker"
    elif not flow and min(value.real for value in crossing) < 0:
        kind = "period_doubling"
    else:
        kind = "symmetry_breaking" if curve.space.symmetric and _regular(curve, place.node) else "branch_point"
    return Crossing(kind, place.node, eigenvalues, place.spectrum.growth)


def _turn(curve: Curve, place: Seen) -> Crossing:
    """A fold; or a branch point from which this branch leaves to one side only: two null vectors are there."""
    values = place.spectrum.eigenvalues
    nearest = () if values is None else (complex(values[np.argmin(np.abs(place.spectrum.margins))]),)
    sizes = np.linalg.svd(curve.residual(place.node.y, place.node.q)[1], compute_uv=False)
    kind: EventKind = "branch_point" if sizes[-1] < 1e-5 * max(1.0, sizes[0]) else "fold"
    return Crossing(kind, place.node, nearest, place.spectrum.growth)


def _regular(curve: Curve, node: Node) -> bool:
    """Whether the Jacobian inside the fixed space is invertible."""
    _, matrix, _ = curve.residual(node.y, node.q)
    sizes = np.linalg.svd(matrix[:, :-1], compute_uv=False)
    return not len(sizes) or bool(sizes[-1] > 1e-6 * max(1.0, sizes[0]))


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    """Brent's method to rounding; an end where the sign is not that of the count (it is within its tolerance) is taken.

    Where the corrector fails near the root, as it may next to a branch point, the nearest place where it does not.
    """
    from scipy.optimize import brentq

    left, right = function(low), function(high)
    if left * right >= 0:
        return low if abs(left) <= abs(right) else high
    try:
        return float(brentq(function, low, high, xtol=1e-15, rtol=1e-14, maxiter=200))
    except _Lost:
        return _bisected(function, (low, left), (high, right))


def _bisected(function: Callable[[float], float], low: tuple[float, float], high: tuple[float, float]) -> float:
    """Bisection with the places left out at which the function cannot be evaluated."""
    for _ in range(60):
        for share in (0.5, 0.4, 0.6, 0.25, 0.75, 0.1, 0.9):
            place = low[0] + share * (high[0] - low[0])
            try:
                value = function(place)
            except _Lost:
                continue
            break
        else:
            break
        low, high = ((place, value), high) if low[1] * value > 0 else (low, (place, value))
    return low[0] if abs(low[1]) < abs(high[1]) else high[0]
