"""A certified part of the basin of a stable equilibrium that is known by an enclosure only, for flows and steps.

Let u be tangent coordinates, u* the equilibrium, ``|u*| <= e``, in one of two norms:

* the token norm ``max_i |u_i|_2``, in which a ball is a product of balls, one for each token;
* the Lyapunov norm ``|L u|_2``, ``P = L^T L``, L symmetric, which contracts near every stable equilibrium.

Let ``q(s)`` bound, over all ``|u| <= s``, the logarithmic norm of ``Dg(u)`` for a flow (the right derivative of ``|I + h Dg|``), and the
operator norm of ``DF(u)`` for a step. Both are convex, so that the mean value theorem along the segment from u* to u, at whose point with
parameter t one has ``|.| <= t |u - u*| + e``, gives with ``v = |u - u*|``

    flow: dv/dt <= v * mean of q(t v + e) over t in [0, 1],      step: |F(u) - u*| <= v * mean of q(t v + e).

q is bounded in two ways, and the smaller one counts: from the Jacobian in balls over the whole neighbourhood, and from the Jacobian at the
chart's tokens and the norms by which it can change (:mod:`verify.equilibria.certification.variation`).

Where that mean is below 0 (below 1) for every v up to R, every start with ``v <= R`` converges to u*. q grows with s, and so does its
mean, which therefore need only be bounded at R, by an upper sum over shells. A bound is given only for neighbourhoods in which all
``|u_i| < 1``. They lie in the open hemispheres around the tokens, and the step does not leave these: on the way from u* to u, which is
mapped closer to u*, a token of the image that left its hemisphere would first have ``|F_i| = 1``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from verify.equilibria.certification import variation
from verify.equilibria.certification.definite import largest, largest_eigenvalue, midpoint, symmetric_part, two_norm
from verify.systems import System

GROWTH, FIRST, LARGEST, SMALLEST = 1.25, 1 / 64, 0.95, 1e-6
"""Shells grow by this factor, from a radius at which no coordinate exceeds ``FIRST`` (less, where that is too much), as long as none
exceeds ``LARGEST``."""


def certified_radius(system: System, place: Any) -> float | None:
    """The angle (radians) within which every start converges to the equilibrium; ``None`` if none is proved.

    Args:
        system: a flow or with steps.
        place: :class:`verify.equilibria.certification.existence.Existence` of a stable equilibrium.
    """
    at = variation.centre(system, place.chart)
    found = [_by_tokens(system, place, at)]
    found += [_by_form(system, place, at, weight) for weight in _norms(system, place)]
    return max((radius for radius in found if radius is not None), default=None)


def _sweep(
    system: System,
    place: Any,
    extents: np.ndarray,
    error: Any,
    rate: Callable[[Any], Any],
    changed: Callable[[float], float],
) -> Any:
    """The largest of the tried radii up to which the mean of q stays on the good side, an ``arb``; 0 if there is none.

    Args:
        system: a flow or with steps.
        place: the enclosure.
        extents: bounds of the coordinates of u with ``|u| <= 1``.
        error: ``e``.
        rate: q of the Jacobian's balls (an ``arb_mat``).
        changed: by how much q can be larger within ``|u|`` than at 0.
    """
    import flint

    boundary = flint.arb(0 if system.is_flow else 1)
    widest = float(extents.max())

    def in_balls(bounds: np.ndarray) -> Any:
        balls = place.chart.jacobian(system, bounds)
        return flint.arb("inf") if balls is None else rate(flint.arb_mat([list(row) for row in balls]))

    at_rest = in_balls(np.zeros(len(extents)))

    def bound(radius: float) -> Any:
        """q over ``|u| <= radius + e``."""
        reach = float(np.nextafter(float((flint.arb(radius) + error).upper()), np.inf))
        by_norms = (at_rest + flint.arb(changed(reach))).upper()
        # Where norms say that q is small, balls need not be asked: they cost more and rarely say less.
        if by_norms < boundary:
            return by_norms
        enclosed = in_balls(np.nextafter(reach * extents, np.inf))
        return enclosed if enclosed < by_norms else by_norms

    if not bound(SMALLEST / widest) < boundary:  # the norm does not contract even at the equilibrium
        return flint.arb(0)
    radius = FIRST / widest
    while not (first := bound(radius)) < boundary:
        radius /= 4
        if radius * widest < SMALLEST:
            return flint.arb(0)
    total, best = first * flint.arb(radius), flint.arb(radius)
    while radius * GROWTH * widest < LARGEST:
        radius *= GROWTH
        total += bound(radius) * (flint.arb(radius) - best)
        if not (total.is_finite() and total / flint.arb(radius) < boundary):
            break
        best = flint.arb(radius)
    return best


# ------------------------------------------------------------------ the token norm


def _by_tokens(system: System, place: Any, at: Any) -> float | None:
    """In the token norm: ``|u_i| <= sin(angle)``."""
    import flint

    n, d = place.chart.places.shape
    width = d - 1
    error = flint.arb(place.error) * flint.arb(width).sqrt()

    def rate(matrix: Any) -> Any:
        rows = matrix.tolist()
        worst = flint.arb("-inf") if system.is_flow else flint.arb(0)
        for i in range(n):
            blocks = [[row[j * width : (j + 1) * width] for row in rows[i * width : (i + 1) * width]] for j in range(n)]
            total = _logarithmic(blocks[i]) if system.is_flow else _norm(blocks[i])
            total = sum((_norm(block) for j, block in enumerate(blocks) if j != i), total)
            if not total.is_finite():
                return total
            upper = total.upper()
            worst = upper if upper > worst else worst
        return worst

    def changed(reach: float) -> float:
        return float(variation.change(at, np.full(n, reach)).sum(axis=1).max()) * variation.SLACK

    best = _sweep(system, place, np.ones(n * width), error, rate, changed)
    return _angle(best - error, error)


def _norm(block: Any) -> Any:
    """An upper bound of the 2-norm of a small block: the smaller of Frobenius' and the root of row times column sums."""
    import flint

    entries = [[abs(entry) for entry in row] for row in block]
    square = sum((entry * entry for row in entries for entry in row), flint.arb(0))
    rows = largest(sum(row, flint.arb(0)) for row in entries)
    columns = largest(sum(column, flint.arb(0)) for column in zip(*entries, strict=True))
    # A wide ball times itself reaches below 0, where there is no root.
    first, second = square.nonnegative_part().sqrt().upper(), (rows * columns).sqrt().upper()
    return second if second <= first else first


def _logarithmic(block: Any) -> Any:
    """An upper bound of the largest eigenvalue of the symmetric part of a small block: exact for one and two rows, else Gershgorin's."""
    import flint

    size = len(block)
    if size == 1:
        return block[0][0].upper()
    even = [[(block[i][j] + block[j][i]) / 2 for j in range(size)] for i in range(size)]
    if size == 2:
        half = (even[0][0] - even[1][1]) / 2
        return (
            (even[0][0] + even[1][1]) / 2 + (half * half + even[0][1] * even[0][1]).nonnegative_part().sqrt()
        ).upper()
    return largest(
        even[i][i] + sum((abs(even[i][j]) for j in range(size) if j != i), flint.arb(0)) for i in range(size)
    )


def _angle(sine: Any, away: Any) -> float | None:
    """The largest angle t with ``sin(t + asin(away)) <= sine``, rounded down.

    Args:
        sine: at most this are all ``|u_i|`` of a start that surely converges; below 1 (see ``LARGEST``).
        away: how far the equilibrium may be from the chart's tokens.
    """
    if not (sine > 0 and sine < 1 and away < 1):
        return None
    angle = float((sine.lower().asin() - away.asin()).lower())
    return float(np.nextafter(angle, 0)) if angle > 0 else None


# ------------------------------------------------------------------ a Lyapunov norm


def _by_form(system: System, place: Any, at: Any, weight: np.ndarray) -> float | None:
    """In the norm ``|L u|_2``: if all ``|u_i| <= t`` then ``|L u|_2^2 <= t^2 sum_ij |P_ij|_2`` over the blocks of P."""
    import flint

    n, d = place.chart.places.shape
    width = d - 1
    root = flint.arb_mat(weight.tolist())
    try:
        inverse = root.inv()
    except ZeroDivisionError:  # nearly singular at this precision
        return None
    rows = [sum((entry * entry for entry in row), flint.arb(0)).sqrt().upper() for row in inverse.tolist()]
    extents = np.array([np.nextafter(float(row), np.inf) for row in rows])
    error = flint.arb(place.error) * flint.arb(n * width).sqrt() * two_norm(root)

    def rate(matrix: Any) -> Any:
        moved = root * matrix * inverse
        return largest_eigenvalue(symmetric_part(moved)) if system.is_flow else two_norm(moved)

    square = _blocks(inverse * inverse.transpose(), n, width)  # of P^{-1}
    reaches = np.sqrt(np.diagonal(square)) * variation.SLACK  # |u_i|_2 where |L u|_2 <= 1
    left, right = _blocks(root, n, width), _blocks(inverse, n, width)

    def changed(reach: float) -> float:
        """``|L Delta L^{-1}|_2`` is at most the 2-norm of the product of the matrices of block norms."""
        product = left @ variation.change(at, reach * reaches) @ right
        return float(np.sqrt(product.sum(axis=0).max() * product.sum(axis=1).max())) * variation.SLACK

    best = _sweep(system, place, extents, error, rate, changed)
    stretch = (flint.arb(float(_blocks(root.transpose() * root, n, width).sum())) * flint.arb(variation.SLACK)).sqrt()
    return _angle((best - error) / stretch - flint.arb(place.error), flint.arb(place.error) * flint.arb(width).sqrt())


def _blocks(matrix: Any, n: int, width: int) -> np.ndarray:
    """Upper bounds of the 2-norms of the blocks, float64, shape ``(n, n)``."""
    rows = matrix.tolist()
    found = [
        [
            float(_norm([row[j * width : (j + 1) * width] for row in rows[i * width : (i + 1) * width]]))
            for j in range(n)
        ]
        for i in range(n)
    ]
    return np.array(found) * variation.SLACK


def _norms(system: System, place: Any) -> list[np.ndarray]:
    """Proposals L: the identity, and forms of the linearisation with a part of its rate taken away.

    Any L will do, and the rounder the better; whether the system contracts in it is then bounded.
    """
    from scipy.linalg import solve_continuous_lyapunov, solve_discrete_lyapunov

    from verify.equilibria.certification.certified import enclosed_jacobian

    linear = midpoint(place.jacobian if system.is_flow else enclosed_jacobian(system, place.chart, place.error))
    spectrum, eye = np.linalg.eigvals(linear), np.eye(len(linear))
    found = [eye]
    for share in (0.0, 0.5, 0.9):
        try:
            if system.is_flow:
                form = solve_continuous_lyapunov((linear - share * spectrum.real.max() * eye).T, -eye)
            else:
                form = solve_discrete_lyapunov((linear / np.abs(spectrum).max() ** share).T, eye)
            values, vectors = np.linalg.eigh((form + form.T) / 2)
            if values[0] > 0:
                found.append((vectors * np.sqrt(values)) @ vectors.T)
        except np.linalg.LinAlgError:
            continue
    return found
