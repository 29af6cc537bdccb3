r"""Opposite tokens that exchange their places: a leading eigenvalue that does not lead in modulus, and four hyperplanes.

``V = lambda \oplus V_y`` with ``V_y + V_y^T = -2 kappa I``, ``kappa >= lambda > 0``, ``A = diag(a, -b, ..., -b)``; tokens ``(u_i, y_i)``
come in pairs with ``y_pi(i) = -y_i``. With ``zeta = e^{tV_y} y``: ``zeta_i' = V_y sum_j P_ij (zeta_i + zeta_j)`` and
``b <y_i, y_j> = b e^{2 kappa t} <zeta_i, zeta_j>``. Let g be the least ``b <zeta_i, zeta_j - zeta_pi(i)> - 2 |a| max u^2`` over
``j != pi(i)``, also after all tokens have moved by delta. Then the weights off the partner add up to at most
``eps(t) = (n-1) e^{-g e^{2 kappa t}}``, with the integral S. ``eta_i = zeta_i + zeta_pi(i)`` obeys ``eta_i' = 2 V_y eta_i`` up to
``2 |V_y| D eps`` and decays; zeta moves by at most ``|V_y| (int |eta| + D S)``. The mean of ``e^{-lambda t} u`` over a pair changes at
the rate ``2 lambda max|u| eps`` at most, and the difference decays: the pair's limit is known.
"""

from __future__ import annotations

from typing import Any

from proofs.clusters.notation import example
from proofs.clusters.worlds.balls import balls, dot, frobenius, largest, norm

MOVE = "1/4"


def octagon() -> dict[str, Any]:
    """Eight tokens on an octagon of a plane in which V is ``-2 + 1`` turn, with leading coordinates 0, 1, 2, 3 for the four pairs."""
    corners = [(5, 2), (2, 5), (-2, 5), (-5, 2)]
    rows = [[str(u), str(3 * s * p), str(3 * s * q)] for u, (p, q) in enumerate(corners) for s in (1, -1)]
    told = (
        "V has the simple eigenvalues 1 and -2 +- i: k = 1, lambda_1 = 1 is simple and has the largest real part, and "
        "<Q phi_1, K phi_1> = 1 > 0."
    )
    value = [["1", "0", "0"], ["0", "-2", "-1"], ["0", "1", "-2"]]
    return example(value, rows, told, [["1", "0", "0"], ["0", "-1", "0"], ["0", "0", "-1"]], radius="1/100")


def short_octagon() -> dict[str, Any]:
    """A spoiled example: the same leading coordinate everywhere."""
    data = octagon()
    return data | {"tokens": [["1", *row[1:]] for row in data["tokens"]]}


def planes(least: int) -> Any:
    """A certifier: the leading coordinates of pairs of opposite tokens have at least so many different limits."""

    def certify(given: Any) -> Any:
        import flint

        with flint.ctx.workprec(128):
            return _certified(given, least)

    return certify


def _structure(system: Any) -> tuple[Any, Any, Any, Any] | None:
    """``(lambda, kappa, a, b)`` if V and A have the shape above."""
    import sympy

    v, a = sympy.Matrix(system.value), sympy.Matrix(system.query_key)
    d = v.rows
    rest, low = v[1:, 1:], a[1:, 1:]
    shaped = all(v[0, j] == v[j, 0] == a[0, j] == a[j, 0] == 0 for j in range(1, d)) and d > 1
    kappa, b = -rest[0, 0], -low[0, 0]
    same = rest + rest.T == -2 * kappa * sympy.eye(d - 1) and low == -b * sympy.eye(d - 1)
    return (v[0, 0], kappa, a[0, 0], b) if shaped and same and kappa >= v[0, 0] > 0 and b > 0 else None


def _certified(given: Any, least: int) -> Any:
    import sympy

    from verify.arithmetic.numeric import to_arb
    from verify.evidence.enclose import Certificate

    system, tokens = given.system(), given.tokens()
    shape = None if system.query_key is None else _structure(system)
    if shape is None:
        return Certificate(None, "V and A are not of the form that is proved here")
    lam, kappa, a, b = (to_arb(entry) for entry in shape)
    places = [tuple(row[1:]) for row in tokens]
    opposite = [
        [j for j, q in enumerate(places) if j != i and all(x == -y for x, y in zip(p, q, strict=True))]
        for i, p in enumerate(places)
    ]
    if any(len(found) != 1 for found in opposite):
        return Certificate(None, "the tokens are no pairs of opposite ones")
    partner = [found[0] for found in opposite]
    u, zeta = [row[0] for row in balls(tokens)], [row[1:] for row in balls(tokens)]
    start = to_arb(sympy.Rational(str(given.data.get("radius") or 0)))
    move = to_arb(sympy.Rational(MOVE))
    delta, n = start + move, len(zeta)
    size = largest([norm(row) for row in zeta])
    wide = 2 * size + 2 * delta
    top = largest([abs(entry) for entry in u]) + start
    gaps = [
        b * dot(zeta[i], [x - y for x, y in zip(zeta[j], zeta[partner[i]], strict=True)])
        for i in range(n)
        for j in range(n)
        if j != partner[i]
    ]
    gap = -largest([-g for g in gaps]) - b * (2 * size * delta + 2 * delta * (size + delta)) - 2 * abs(a) * top**2
    if not gap > 0:
        return Certificate(None, f"the partner is not preferred by enough (margin {float(gap.mid()):.3g})")
    turn = frobenius([list(row)[1:] for row in balls(system.value)[1:]])
    off = (n - 1) * (-gap).exp() / (2 * kappa * gap)
    travelled = turn * ((start + turn * wide * off) / kappa + wide * off)
    if not travelled < move:
        return Certificate(None, f"tokens might move by {float(travelled.mid()):.2g}, more than {MOVE}")
    error = start + 2 * lam * top * off
    means = [(u[i] + u[j]) / 2 for i, j in enumerate(partner) if i < j]
    different = [m for k, m in enumerate(means) if all(abs(m - other) > 2 * error for other in means[:k])]
    told = (
        f"opposite tokens attend to each other with a margin of {float(gap.mid()):.3g} e^(2 kappa t); the pairs' limits of phi_1^*(z_i) "
        f"are known to {float(error.mid()):.2g}: {len(different)} different ones, for every start in the ball. The other coordinates of z "
        "grow and span their plane, so that planes which the tokens tend to are parallel to it."
    )
    return Certificate(len(different) >= least, told, {"planes": len(different)})
