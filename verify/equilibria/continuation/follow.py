"""An equilibrium followed through a parameter in both directions, its changes located and, where possible, proved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from verify.equilibria.continuation.branch import Branch, Certificate, Event, Point
from verify.equilibria.continuation.curve import SMALLEST, Curve, Node
from verify.equilibria.continuation.events import Crossing, Seen
from verify.equilibria.continuation.family import Family, family
from verify.equilibria.continuation.parameter import Parameter, require
from verify.equilibria.continuation.space import fixed_space
from verify.equilibria.continuation.trace import Trace, trace
from verify.errors import InvalidInput
from verify.systems import System


def follow(
    system: System,
    tokens: Any,
    parameter: Parameter,
    *,
    start: float | None = None,
    certify: bool = True,
    budget: int = 2000,
    largest: float = 0.05,
) -> Branch:
    """Follow the equilibrium near ``tokens`` over the whole range of a parameter, through folds, in both directions.

    The branch keeps the symmetry of its first state; eigenvalues are those of all tokens. Events that undo each other
    within one step are not seen: a smaller ``largest`` looks closer.

    Args:
        system: the flow, or the step; float64 (exact entries are rounded, and a note says so).
        tokens: near an equilibrium at ``start``, shape ``(n, d)``; Newton's method is run first.
        parameter: from :func:`~verify.equilibria.continuation.parameter.parse`.
        start: the value at which ``tokens`` is at rest; by default the system's own. A start outside of the range is
            followed into it first.
        certify: whether events are proved in ball arithmetic.
        budget: points in each direction at most.
        largest: arclength of a step at most; the parameter counts in units of the length of the range, tokens in radians.

    Raises:
        InvalidInput: if ``tokens`` is not near an equilibrium, or the system lacks the parameter.
    """
    require(parameter, system)
    systems = family(system, parameter)
    own = parameter.own_value(system) if start is None else float(start)
    state = systems.inward(_checked(tokens, systems))
    curve = Curve(systems, fixed_space(systems, state), parameter.low, parameter.high - parameter.low)
    state = _at_rest(curve, state, own)
    # The space of the refined state: a guess may have missed its symmetry, or seemed to have more.
    curve = replace(curve, space=fixed_space(systems, state))
    node = _started(curve, state, own)
    notes = _notes(system, curve)
    if not 0 <= node.q <= 1:
        inside = _approached(curve, node, budget, largest)
        if inside is None:
            notes.append(f"the branch at {own:.6g} was not followed into the range")
            return Branch(parameter, system.is_flow, (), (), ("corrector", "corrector"), tuple(notes))
        node = inside
    backward = trace(curve, Node(node.y, node.q, -node.along, 0.0), budget=budget, largest=largest)
    if backward.end == "closed":
        forward = Trace([backward.points[0]], [], "closed", [])
    else:
        forward = trace(curve, node, budget=budget, largest=largest)
    notes += [*backward.notes, *forward.notes]
    notes += _reasons(curve, backward, forward)
    neutral = min(seen.spectrum.neutral for seen in (*backward.points, *forward.points))
    if neutral:
        notes.append(f"{neutral} eigenvalues are on the boundary all along the branch: its equilibria are not isolated")
    points = [(seen, -1.0) for seen in reversed(backward.points)] + [(seen, 1.0) for seen in forward.points[1:]]
    made = tuple(_point(systems, curve, seen, sign) for seen, sign in points)
    located = [(event, -1.0) for event in reversed(backward.crossings)] + [(event, 1.0) for event in forward.crossings]
    events = tuple(_event(systems, curve, event, sign, certify) for event, sign in located)
    return Branch(parameter, system.is_flow, made, events, (backward.end, forward.end), tuple(notes))


def _checked(tokens: Any, systems: Family) -> np.ndarray:
    state = np.array(tokens, dtype=float)
    d = systems.template.dimension
    if state.ndim != 2 or state.shape[1] != d or not len(state):
        found = " x ".join(map(str, state.shape))
        raise InvalidInput(f"tokens have shape {found}; expected one state, (n, {d})")
    if d < 2:
        raise InvalidInput("the tokens are numbers (d = 1), which cannot move; expected d >= 2")
    norms = np.linalg.norm(state, axis=1, keepdims=True)
    if not (np.isfinite(state).all() and (norms > 0).all()):
        raise InvalidInput("tokens hold zero rows, nan or infinities; expected unit vectors")
    return state / norms


def _at_rest(curve: Curve, state: np.ndarray, own: float) -> np.ndarray:
    """The equilibrium near a state at the parameter's own value.

    Raises:
        InvalidInput: if Newton's method finds none nearby.
    """
    space = curve.space
    found = curve.corrected(space.restrict(state), (own - curve.origin) / curve.width, None)
    if found is None:
        raise InvalidInput(f"the tokens are not near an equilibrium at {own:.6g}: Newton's method does not converge")
    made = space.tokens(found[0])
    if np.abs(made - state).max() > 0.05:
        moved = float(np.abs(made - state).max())
        raise InvalidInput(f"the nearest equilibrium found at {own:.6g} is {moved:.3g} away; expected tokens near one")
    return np.asarray(made)


def _started(curve: Curve, state: np.ndarray, own: float) -> Node:
    node = curve.start(curve.space.restrict(state), (own - curve.origin) / curve.width, 1.0)
    if node is None:
        raise InvalidInput(f"the tokens are not near an equilibrium at {own:.6g}: Newton's method does not converge")
    return node


def _approached(curve: Curve, node: Node, budget: int, largest: float) -> Node | None:
    """The first point inside the range on the way from a start outside of it."""
    sign = 1.0 if node.q < 0 else -1.0
    node = Node(node.y, node.q, sign * node.along, 0.0)
    length = largest
    for _ in range(budget):
        there = curve.advance(node, length)
        if there is None:
            length /= 2
            if length < SMALLEST:
                return None
            continue
        length = min(largest, 1.5 * length)
        if 0 <= there.q <= 1:
            return Node(there.y, there.q, there.along * (1.0 if there.along[-1] >= 0 else -1.0), 0.0)
        node = there
    return None


def _notes(system: System, curve: Curve) -> list[str]:
    from verify.systems import MultiHead

    notes = []
    matrices = system.values if isinstance(system, MultiHead) else (system.value,)  # type: ignore[attr-defined]
    if any(matrix.dtype == object for matrix in matrices):
        notes.append("the exact matrices were rounded to float64: everything here is about the rounded ones")
    space = curve.space
    if space.line:
        notes.append("all tokens are on one line: the branch is followed among such states")
    elif space.symmetric:
        n, d = space.shape
        notes.append(
            f"the branch is followed among the states with its symmetry: {space.unknowns} of {n * (d - 1)} unknowns"
        )
    return notes


def _reasons(curve: Curve, *traces: Trace) -> list[str]:
    """Why a direction ends inside the range."""
    notes = []
    for one, word in zip(traces, ("backward", "forward"), strict=True):
        p = curve.parameter(one.points[-1].node.q)
        if one.end == "budget":
            notes.append(f"the branch goes on {word} beyond p = {p:.6g}, where the budget of points was spent")
        elif one.end == "corrector":
            notes.append(
                f"{word} the branch was lost at p = {p:.6g}: Newton's method fails even for steps of {SMALLEST:g} there"
            )
    return notes


def _point(systems: Family, curve: Curve, seen: Seen, sign: float) -> Point:
    from verify.equilibria.search.found import kind_of, layer_matrix

    p, state = curve.parameter(seen.node.q), curve.space.tokens(seen.node.y)
    spectrum, flow = seen.spectrum, systems.flow(p)
    return Point(
        p,
        systems.outward(state),
        spectrum.growth,
        spectrum.verdict,
        spectrum.unstable,
        kind_of(flow, state, max(float(np.linalg.norm(layer_matrix(flow), 2)), 1e-300)),
        sign * seen.node.s,
    )


def _event(systems: Family, curve: Curve, crossing: Crossing, sign: float, certify: bool) -> Event:
    count = 0 if crossing.kind == "not_fixed" else 1 if crossing.kind == "fold" else len(crossing.eigenvalues)
    proof: Certificate | None = None
    reason: str | None = "no proof was asked for"
    if certify:
        from verify.equilibria.continuation.prove import prove

        proof, reason = prove(curve, crossing)
    return Event(
        crossing.kind,
        curve.parameter(crossing.node.q),
        count,
        crossing.eigenvalues,
        systems.outward(curve.space.tokens(crossing.node.y)),
        sign * crossing.node.s,
        crossing.growth,
        (crossing.before, crossing.after) if sign > 0 else (crossing.after, crossing.before),
        proof,
        reason,
    )
