"""What shows, in balls, that starts stay where a statement says that they do not: one route for each kind of end.

* an isolated equilibrium, or a two-cycle: a ball of starts that one step (two steps) maps into itself and contracts
  (:func:`trapped`), around any state, exact or rounded;
* a polygon in a plane: a circle of equilibria that attracts (:mod:`verify.equilibria.families`);
* a line of two-cycles that mirror the tokens (:mod:`verify.equilibria.mirrored_cycles`);
* an exact equilibrium that a neighbourhood converges to (:mod:`verify.equilibria.basin`);
* a pair of antipodal tokens: a line of equilibria that attracts (:mod:`verify.equilibria.antipodal`);
* an exact equilibrium with an eigenvalue certified outside the unit circle (:func:`expanding`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from verify.counterexample import Counterexample
from verify.equilibria.contraction import Chart, extents, length, lyapunov_norm, operator_norm
from verify.evidence.enclose import Certificate
from verify.search.state import State, is_zero, layer_matrix, quantities
from verify.systems import System

RADII = tuple(2.0**-k for k in range(4, 22, 2))
PRECISION = 192
NO_DIRECTION = "the tokens are numbers (d = 1), which have no tangent direction; expected d >= 2"
MARGIN = 1e-6
"""A spectral radius closer to one than this is called marginal: no norm is even tried."""


def stays(example: Counterexample) -> Certificate:
    """The state is a Lyapunov stable equilibrium: it attracts, or it is one of a line or circle of equilibria that does."""
    from verify.equilibria.antipodal import attracting_pair
    from verify.equilibria.families import attracting_circle

    tokens = example.tokens()
    if tokens is not None and tokens.shape == (2, 2):
        found = attracting_pair(example)
        if found.holds:
            return found
    if tokens is not None and len(tokens) > 2 and State(example.system(), tokens).polygonal:
        found = attracting_circle(example)
        if found.holds:
            return found
    return attracts(example)


def attracts(example: Counterexample) -> Certificate:
    """The state is an exact equilibrium, asymptotically stable: its spectral radius is certified below one."""
    from verify.equilibria.certified_radius import stable_equilibrium

    return stable_equilibrium(example)


def expanding(example: Counterexample) -> Certificate:
    """The state is no equilibrium, or a tangent eigenvalue of its Jacobian is certified outside the unit circle."""
    import flint

    state = State(example.system(), example.tokens())
    if not state.equilibrium:
        return Certificate(True, "the state is not an equilibrium")
    n, d = state.tokens.shape
    if d < 2:
        return Certificate(False, NO_DIRECTION)
    with flint.ctx.workprec(PRECISION):
        matrix = Chart(state.tokens).jacobian(state.system, np.zeros(n * (d - 1)))
        if matrix is None:
            return Certificate(None, "the step is not enclosed at the state")
        spectrum = flint.acb_mat([[flint.acb(entry) for entry in row] for row in matrix]).eig(multiple=True)
        largest = max((abs(value) for value in spectrum), key=lambda ball: float(ball.mid()))
        holds = True if largest > 1 else False if all(abs(value) < 1 for value in spectrum) else None
    told = f"step(X) = X exactly, and a tangent eigenvalue of the Jacobian has modulus {float(largest.mid()):.6g}"
    return Certificate(holds, told + (" > 1: unstable" if holds else ""), {"modulus": f"{float(largest.mid()):.6g}"})


def trapped(example: Counterexample, allowed: Iterable[str]) -> Certificate:
    """An open set of starts around the state converges to no end in ``allowed``.

    In tangent coordinates u around the (exactly unit) tokens let F be one step, or two. With ``q`` a bound of ``|DF|``
    over the ball ``|u| <= r`` in a norm, ``|F(0)| + q r <= r`` and ``q < 1``: F maps the ball into itself and contracts,
    so that every start in it converges to the one fixed point of F there; for one step that is an equilibrium, for
    two a cycle, if one step moves every state of the ball. An allowed end is excluded over the whole ball.

    Args:
        example: a system and a state near the end; every token must be a unit vector exactly.
        allowed: of :data:`verify.quantified.ENDS`.
    """
    import flint

    system, tokens = example.system(), example.tokens()
    if tokens is None or not State(system, tokens).unit:
        return Certificate(False, "the tokens are not unit vectors")
    if tokens.shape[1] < 2:
        return Certificate(None, NO_DIRECTION)
    with flint.ctx.workprec(PRECISION):
        chart = Chart(tokens)
        moved = chart.coordinates(system.step(chart.places))
        near = moved is not None and all(abs(u) < 0.01 for u in moved)
        for period in (1,) if near else (2, 1):
            found = _ball(system, chart, tokens.shape, period)
            if found is None:
                continue
            radius, factor, bounds = found
            states = chart.states(bounds)
            if period == 1:
                left = [end for end in allowed if not excluded(end, system, states)]
            else:
                after = system.step(states)
                left = [] if _apart(states, after) else ["an equilibrium"]
            if left:
                return Certificate(None, f"the end is trapped, but it is not shown that it is not: {', '.join(left)}")
            end = "an equilibrium" if period == 1 else "a cycle of period two"
            told = (
                f"Every start within {radius:.3g} of the state, in tangent coordinates, converges to {end} there "
                f"(contraction by {factor:.6g} in a ball that {'one step maps' if period == 1 else 'two steps map'} into "
                "itself)"
            )
            stats = {"radius": f"{radius:.6g}", "factor": f"{factor:.6g}", "period": period}
            return Certificate(True, f"{told}, and no state of it is: {', '.join(allowed)}", stats)
    return Certificate(None, "no ball around the state is shown to be mapped into itself")


def _ball(system: System, chart: Chart, shape: tuple[int, ...], period: int) -> tuple[float, float, Any] | None:
    """Radius (of a box inside), factor and bounds of the coordinates of the largest ball that is shown to be trapped."""
    import flint

    n, d = shape
    centre = chart.places
    for _ in range(period):
        centre = system.step(centre)
    offset = chart.coordinates(centre)
    at_rest = chart.jacobian(system, np.zeros(n * (d - 1)), period)
    if offset is None or at_rest is None:
        return None
    linear = np.array([[float(entry.mid()) for entry in row] for row in at_rest])
    if not np.isfinite(linear).all() or not np.abs(np.linalg.eigvals(linear)).max() < 1 - MARGIN:
        return None
    try:
        weight = lyapunov_norm(linear)
    except np.linalg.LinAlgError:  # too close to the unit circle for float64 to propose a norm
        return None
    if weight is None:
        return None
    spread = extents(weight)
    for radius in RADII:
        bounds = np.nextafter(radius * spread, np.inf)
        if bounds.max() > 0.5:
            continue
        balls = chart.jacobian(system, bounds, period)
        factor = None if balls is None else operator_norm(balls, weight)
        if factor is None or not factor < 1:
            continue
        if length(offset, weight) + factor * radius <= flint.arb(radius):
            # |L u| <= |L|_F sqrt(N) max |u_k|: a box of this size is inside.
            inside = radius / (np.linalg.norm(weight) * np.sqrt(len(weight)))
            return float(inside) * (1 - 1e-9), float(factor.upper()), bounds
    return None


def _apart(first: Any, second: Any) -> bool:
    """Some coordinate certainly differs."""
    return any(not (a - b).contains(0) for a, b in zip(first.flat, second.flat, strict=True))


def excluded(end: str, system: System, states: Any) -> bool:
    """No equilibrium among the states in these balls is of the kind ``end``."""
    if end in ("consensus", "consensus at v_1"):
        apart = any(_apart(row, states[0]) for row in states[1:])
        return apart or (end == "consensus at v_1" and _not_principal(system, states[0]))
    if end == "bipartite":
        off_line = any(_apart(row, states[0]) and _apart(row, -states[0]) for row in states)
        return off_line or all(_apart(row, -states[0]) for row in states)
    if end == "polygonal":
        return any(not entry.contains(0) for entry in system.influence(states).flat)
    return False


def _not_principal(system: System, token: Any) -> bool:
    """No vector in the ball is ``+-v_1``: ``|V x - lambda_1 x| > 0`` all over it."""
    from verify.arithmetic.numeric import object_arithmetic

    value = object_arithmetic("arb").asarray(layer_matrix(system), None)
    top = quantities(system).eigenvalues[0]
    return any(not entry.contains(0) for entry in value @ token - top * token)


def limit_itself(example: Counterexample, allowed: Iterable[str]) -> Certificate:
    """The state is an exact equilibrium of none of the kinds: the trajectory that starts there stays there."""
    from verify.search.classify import labels

    found = labels(State(example.system(), example.tokens()))
    holds = bool(found) and not found & set(allowed)
    kinds = ", ".join(sorted(found - {"equilibrium"})) or "of none of the other classes"
    rests = "field(X) = 0" if example.system().is_flow else "step(X) = X"
    return Certificate(holds, f"{rests} exactly: the state is its own limit, and it is {kinds}")


def line_of_pairs(example: Counterexample, allowed: Iterable[str]) -> Certificate:
    """An open set of starts converges to pairs ``(x, -x)``: never a consensus."""
    if set(allowed) - {"consensus", "consensus at v_1"}:
        return Certificate(None, "the line of antipodal pairs only excludes consensus")
    from verify.equilibria.antipodal import attracting_pair

    tokens = example.tokens()
    if tokens is None or tokens.shape != (2, 2) or not all(is_zero(a + b) for a, b in zip(*tokens, strict=True)):
        return Certificate(False, "not an antipodal pair in the plane")
    return attracting_pair(example)


def line_of_cycles(example: Counterexample, allowed: Iterable[str]) -> Certificate:  # noqa: ARG001 - a cycle is none of them
    """An open set of starts converges to cycles of period two, each of which mirrors the tokens."""
    from verify.equilibria.mirrored_cycles import attracting_mirrored_cycles

    return attracting_mirrored_cycles(example)
