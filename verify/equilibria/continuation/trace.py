"""One direction of a branch: steps of adapted arclength until the range, the branch or the budget ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.equilibria.continuation.branch import End
from verify.equilibria.continuation.curve import SMALLEST, Curve, Node
from verify.equilibria.continuation.events import Crossing, Seen, between, seen


@dataclass(frozen=True, eq=False)
class Trace:
    """What one direction saw.

    Attributes:
        points: from the start on.
        crossings: events in this order.
        end: why it stopped.
        notes: what could not be located.
    """

    points: list[Seen]
    crossings: list[Crossing]
    end: End
    notes: list[str]


def trace(curve: Curve, start: Node, *, budget: int, largest: float) -> Trace:
    """Follow the curve from ``start`` along its tangent over ``0 <= q <= 1``.

    Args:
        curve: what is followed.
        start: inside the range.
        budget: points at most.
        largest: arclength of one step at most.
    """
    points, crossings, notes = [seen(curve, start)], [], list[str]()
    length: float = largest / 4
    end: End = "budget"
    if (start.q <= 0 and start.along[-1] < 0) or (start.q >= 1 and start.along[-1] > 0):
        return Trace(points, [], "range", [])
    while len(points) < budget:
        here = points[-1].node
        there = curve.advance(here, length)
        if there is None:
            length /= 2
            if length < SMALLEST:
                end = "corrector"
                break
            continue
        left = not 0 <= there.q <= 1
        if left:
            there = _at_the_end(curve, here, there)
            if there is None:
                end = "corrector"
                break
        last = seen(curve, there)
        events, lost = between(curve, points[-1], last)
        crossings += events
        notes += [lost] if lost else []
        points.append(last)
        if left:
            end = "range"
            break
        if len(points) > 8 and _back(start, here, there):
            end = "closed"
            break
        # A tangent that hardly turns allows a longer step.
        turn = float(there.along @ here.along)
        length = min(largest, length * (1.5 if turn > 0.999 else 1.0 if turn > 0.98 else 0.6))
    return Trace(points, crossings, end, notes)


def _at_the_end(curve: Curve, here: Node, there: Node) -> Node | None:
    """The point exactly at the end of the range that the step passes."""
    from scipy.optimize import brentq

    bound = 0.0 if there.q < 0 else 1.0

    def beyond(s: float) -> float:
        if s <= 0:
            return here.q - bound
        node = curve.advance(here, s)
        return (there.q if node is None else node.q) - bound

    length = there.s - here.s
    s = float(brentq(beyond, 0.0, length, xtol=1e-13)) if (here.q - bound) * (there.q - bound) < 0 else 0.0
    near = curve.advance(here, s) if s > 0 else here
    if near is None:
        return None
    exact = curve.corrected(near.y, bound, None)
    if exact is None or np.abs(exact[0] - near.y).max() > 1e-4:
        return near
    return Node(exact[0], bound, curve.tangent(exact[0], bound, near.along), near.s)


def _back(start: Node, here: Node, there: Node) -> bool:
    """Whether the last step passed the start in the direction in which it was left: the branch is closed."""
    step = np.append(there.y - here.y, there.q - here.q)
    size = float(np.linalg.norm(step))
    gap = np.append(start.y - here.y, start.q - here.q)
    if size == 0 or not np.linalg.norm(gap) < 1.5 * size:
        return False
    share = float(gap @ step) / size**2
    return 0 <= share <= 1 and float(np.linalg.norm(gap - share * step)) < 0.1 * size and float(step @ start.along) > 0
