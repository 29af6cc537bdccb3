"""Two antipodal tokens in the plane: a line of equilibria ``{(x, -x)}``, and when it attracts.

Linearisation cannot decide such states, because the line gives the eigenvalue 1. Here ball arithmetic over a whole box
of states shows that the distance to the line contracts by a factor q < 1 and that the place on the line moves by at
most C times that distance. Then every start close enough stays in the box for ever and converges to the line: the pair
is Lyapunov stable and an open set of starts converges to states ``(x, -x)``, never to a consensus.
"""

from __future__ import annotations

from typing import Any

from verify.counterexample import Counterexample, as_text, exact_matrix
from verify.evidence.enclose import Certificate
from verify.systems import System

RADII = (1 / 16, 1 / 64, 1 / 256)


def attracting_pair(example: Counterexample) -> Certificate:
    """Certify that the antipodal pair of ``example`` (n = 2, d = 2) is Lyapunov stable and attracts an open set.

    Every pair ``(x, -x)`` is an equilibrium, because ``x^T A x = 0`` for skew A. In the basis of x_1, with
    ``x_1 = e(theta + phi)``, ``x_2 = -e(theta - phi)`` the line is ``phi = 0``. In the box ``|theta| <= r``,
    ``|phi| <= r``: ``|phi+| <= q |phi|`` and ``|theta+ - theta| <= C |phi|`` by the mean value theorem, because both
    left sides vanish at ``phi = 0``. Starts within ``r / (1 + C/(1-q))`` therefore never leave the box. For a flow the
    derivatives of the velocities are bounded instead: ``phi' / phi <= -q`` and ``|theta'| <= C |phi|``, and starts within
    ``r / (1 + C/q)`` never leave the box.
    """
    import flint
    import sympy

    tokens = example.tokens()
    if tokens is None or tokens.shape != (2, 2) or any(tokens[0, i] + tokens[1, i] != 0 for i in range(2)):
        return Certificate(False, "the state is not an antipodal pair of tokens in the plane")
    if sympy.simplify(sum(entry**2 for entry in tokens[0]) - 1) != 0:
        return Certificate(False, "the tokens are not exactly of length 1; write them exactly, such as sqrt(2)/2")
    if not _is_equilibrium(example.system(), tokens):
        return Certificate(False, "the pair is not shown to be an equilibrium")
    if example.data.get("mask") is not None or not _scores_are_skew(example):
        return Certificate(
            None, "only where A is skew (or zero) for every head are the pairs near this one equilibria too"
        )
    with flint.ctx.workprec(128):
        return _contracting(_turned(example))


def _contracting(system: System) -> Certificate:
    """The bounds over boxes around the pair ``(e_1, -e_1)``, at the current precision of the balls."""
    import flint

    for radius in RADII:
        shrink, drift = _bounds(system, radius)
        lost = -shrink if system.is_flow else 1 - abs(shrink)
        if lost > 0:
            start = flint.arb(radius) / (1 + abs(drift) / lost)
            left, inner = float(lost.lower()), float(start.lower())
            told, rate = (
                (f"the distance to the line of equilibria (x, -x) decays at a rate of at least {left:.6g} > 0", "rate")
                if system.is_flow
                else (
                    f"one step multiplies the distance to the line of equilibria (x, -x) by at most q = {1 - left:.6g} < 1",
                    "q",
                )
            )
            detail = (
                f"For all states with both angles within {radius:g} of the pair, {told}; starts within {inner:.4g} stay within "
                f"{radius:g} for ever and converge to that line, not to a consensus: the pair is Lyapunov stable."
            )
            shown = f"{left if system.is_flow else 1 - left:.6g}"
            return Certificate(True, detail, {rate: shown, "box": str(radius), "starts": f"{inner:.4g}"})
    return Certificate(None, "the distance to the line of equilibria is not shown to contract")


def _turned(example: Counterexample) -> System:
    """The same system in the basis of ``x_1`` and a vector orthogonal to it, exactly: balls grow less along the axes."""
    import sympy

    token = example.tokens()[0]
    turn = sympy.Matrix([[token[0], -token[1]], [token[1], token[0]]])

    def there(rows: Any) -> Any:
        if rows is None:
            return None
        turned = turn.T * sympy.Matrix(exact_matrix("a matrix", rows)) * turn
        return as_text(turned.applyfunc(sympy.simplify).tolist())

    data = dict(example.data)
    data |= {name: there(data.get(name)) for name in ("value", "query_key")}
    data["heads"] = [
        {name: there(head.get(name)) for name in ("value", "query_key")} for head in data.get("heads") or []
    ]
    return Counterexample(data).system()


def _is_equilibrium(system: System, tokens: Any) -> bool:
    """Exactly: the influence of the pair vanishes."""
    import sympy

    return all(sympy.simplify(entry) == 0 for entry in system.influence(tokens).flat)


def _scores_are_skew(example: Counterexample) -> bool:
    """Exactly ``A + A^T = 0`` for every head: then the tokens x and -x score each other like themselves, for all x."""
    import sympy

    data = example.data
    if data["system"] == "oja":
        return True
    for head in data.get("heads") or [data]:
        key = head.get("query_key")
        if key is None:  # the identity
            return False
        matrix = sympy.Matrix(exact_matrix("a matrix", key))
        if any(sympy.simplify(entry) != 0 for entry in matrix + matrix.T):
            return False
    return True


def _bounds(system: System, radius: float) -> tuple[Any, Any]:
    """Balls that hold, over the box, ``d phi+/d phi`` and ``d (theta+ - theta)/d phi``; for a flow those of the velocities."""
    import flint
    import numpy as np

    spread = flint.arb(0, radius)
    theta, phi = spread, spread
    first, second = theta + phi, theta - phi
    unit = np.array([[first.cos(), first.sin()], [-second.cos(), -second.sin()]], dtype=object)
    # d/dphi of (x_1, x_2): x_1 turns forward, and -x_2 backward.
    along = np.array([-first.sin(), first.cos(), -second.sin(), second.cos()], dtype=object)
    change = (system.jacobian(unit) @ along).reshape(2, 2)
    # A velocity is orthogonal to its token, so that turning the frame with the token changes nothing to first order.
    after = unit if system.is_flow else system.step(unit)
    # Turning rate of a unit vector z that changes by dz: z_1 dz_2 - z_2 dz_1; -x_2 turns as x_2 does.
    turned = [after[i, 0] * change[i, 1] - after[i, 1] * change[i, 0] for i in range(2)]
    return (turned[0] - turned[1]) / 2, (turned[0] + turned[1]) / 2
