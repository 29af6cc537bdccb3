"""Attention without normalisation in balls: trajectories with a proved error.

One step of length h from the middle of a ball of states: the Taylor polynomial p of degree N of the solution through
the middle has the defect ``g = f(p) - p'``, whose coefficients below ``t^N`` vanish up to rounding. On a circle of
radius rho in the complex plane balls bound ``|g| <= M``, so that ``|g| <= M (h/rho)^N / (1 - h/rho)`` on ``[0, h]``
(Cauchy). If ``L`` bounds the norm of the Jacobian of f in a tube of radius R about p, a solution that starts within r
of the middle stays within ``e^{Lh} (r + h |g|)`` of p, as long as this is below R (Gronwall).
Norms are largest coordinates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from verify.systems import Clusters
from verify.systems.attention import head_jacobian

ARCS = 24
STEPS = 2_000


@dataclass(frozen=True, eq=False)
class Enclosed:
    """All solutions that started in a ball, at one time.

    Attributes:
        middle: exact numbers, an object array of ``flint.arb``, shape ``(n, d)``.
        radius: of the ball about it, in every coordinate.
        time: as a ball of radius 0.
    """

    middle: Any
    radius: Any
    time: Any

    @property
    def balls(self) -> Any:
        """The same as an array of balls."""
        import flint

        return np.frompyfunc(lambda entry: entry + flint.arb(0, self.radius.upper()), 1, 1)(self.middle)


def enclose(
    system: Clusters,
    tokens: Any,
    horizon: Fraction | int,
    *,
    order: int = 24,
    bits: int = 192,
    until: Callable[[Any], bool] | None = None,
) -> Enclosed | None:
    """Balls that hold the solution at the horizon, or at the first step at whose end ``until`` is certainly true.

    Args:
        system: its entries are numbers of any arithmetic, and meant exactly.
        tokens: exact numbers or balls, shape ``(n, d)``.
        horizon: positive.
        order: N.
        bits: of the balls.
        until: asked of the balls after every step.

    Returns:
        The state, or ``None`` if balls became too wide: then nothing is known.
    """
    import flint

    from verify.arithmetic.numeric import object_arithmetic

    with flint.ctx.workprec(bits):
        xp = object_arithmetic("arb")
        value = xp.asarray(system.value, None)
        key = xp.asarray(np.eye(len(value), dtype=int) if system.query_key is None else system.query_key, None)
        balls = Clusters(value=value, query_key=key)
        start = xp.asarray(tokens, None)
        end = flint.arb(flint.fmpq(Fraction(horizon).numerator, Fraction(horizon).denominator))
        state = Enclosed(_middle(start), _largest(start, lambda ball: ball.rad()), flint.arb(0))
        for _ in range(STEPS):
            if not state.time < end:
                return state
            after = _step(balls, state, end, order)
            if after is None:
                return None
            state = after
            if until is not None and until(state.balls):
                return state
        return None


def taylor_step(system: Clusters, middle: Any, order: int) -> Any:
    """The end of a Taylor step of about an eighth of the radius of convergence, without its error: to look, not to prove."""
    polynomial = _middle(_coefficients(system, middle, order))
    return _middle(_horner(polynomial, _reach(polynomial) / 8))


def _reach(polynomial: Any) -> float:
    """An estimate of the radius of convergence, from the coefficients of higher order."""
    half = len(polynomial) // 2
    sizes = [float(_largest(row, abs)) for row in polynomial[half:]]
    return min((1 / size) ** (1 / (half + k)) for k, size in enumerate(sizes) if size > 0)


def _step(system: Clusters, state: Enclosed, end: Any, order: int) -> Enclosed | None:
    """One step, as long as a sixteenth of the estimated radius of convergence."""
    import flint

    computed = _coefficients(system, state.middle, order)
    polynomial = _middle(computed)
    reach = _reach(polynomial)
    for shrink in (1, 2, 4, 8, 16, 32, 64):
        rho = Fraction(reach / (2 * shrink)).limit_denominator(1000)
        h = flint.arb(flint.fmpq(rho.numerator, rho.denominator)) / 8
        h = h.mid() if h < end - state.time else (end - state.time).mid()
        bound = _on_circle(system, polynomial, rho)
        if bound is None:
            continue
        ratio = h * rho.denominator / rho.numerator
        high = bound * ratio**order / (1 - ratio)
        low = sum(
            (k * _largest(computed[k], lambda b: b.rad()) * h ** (k - 1) for k in range(1, order + 1)), flint.arb(0)
        )
        drift = state.radius + h * (high + low)
        radius = _gronwall(system, polynomial, h, drift)
        if radius is not None:
            ends = _horner(polynomial, h)
            rounding = _largest(ends, lambda ball: ball.rad())
            return Enclosed(_middle(ends), (radius + rounding).upper(), (state.time + h).mid())
    return None


def _coefficients(system: Clusters, middle: Any, order: int) -> Any:
    """Taylor coefficients ``x_0`` to ``x_order`` of the solution through a point, shape ``(order + 1, n, d)``."""
    import flint

    n, d = middle.shape
    key, value = system.query_key, system.value
    found = np.empty((order + 1, n, d), dtype=object)
    found[0] = middle
    scale = flint.arb(max(float(score) for score in (middle @ key @ middle.T).flat))
    cap = flint.ctx.cap
    try:
        for k in range(1, order + 1):
            flint.ctx.cap = k  # the length of series that are made from here on
            zero = flint.arb_series([0])
            x = [[flint.arb_series(list(found[:k, i, p])) for p in range(d)] for i in range(n)]
            for i in range(n):
                query = [sum((x[i][q] * key[q, p] for q in range(d)), zero) for p in range(d)]
                weights = [(sum((query[p] * x[j][p] for p in range(d)), zero) - scale).exp() for j in range(n)]
                mass = sum(weights[1:], weights[0])
                means = [(sum((weights[j] * x[j][p] for j in range(n)), zero) / mass)[k - 1] for p in range(d)]
                for p in range(d):
                    found[k, i, p] = sum((means[q] * value[p, q] for q in range(d)), flint.arb(0)) / k
    finally:
        flint.ctx.cap = cap
    return found


def _on_circle(system: Clusters, polynomial: Any, rho: Fraction) -> Any | None:
    """A bound of ``|f(p(t)) - p'(t)|`` for ``|t| = rho``; ``None`` where f may have a pole."""
    import flint

    to_complex = np.frompyfunc(flint.acb, 1, 1)
    derivative = polynomial[1:] * np.arange(1, len(polynomial))[:, None, None]
    value, key = to_complex(system.value), to_complex(system.query_key)
    worst = flint.arb(0)
    for arc in range(ARCS):
        angle = flint.arb.pi() * (flint.arb(arc) + flint.arb(0.5, 0.5)) / ARCS
        radius = flint.arb(flint.fmpq(rho.numerator, rho.denominator))
        t = flint.acb(radius * angle.cos(), radius * angle.sin())
        x = _horner(to_complex(polynomial), t)
        scores = x @ key @ x.T
        rows = [flint.arb(max(float(score.real.mid()) for score in row)) for row in scores]
        weights = np.frompyfunc(lambda score: score.exp(), 1, 1)(scores - np.array(rows, dtype=object)[:, None])
        mass = weights.sum(axis=1, keepdims=True)
        if any(entry[0].contains(0) or not entry[0].is_finite() for entry in mass):
            return None
        defect = (weights / mass) @ x @ value.T - _horner(to_complex(derivative), t)
        worst = flint.arb.max(worst, _largest(defect, abs))
    return worst if worst.is_finite() else None


def _gronwall(system: Clusters, polynomial: Any, h: Any, drift: Any) -> Any | None:
    """``e^{Lh}`` times the drift, with L over a tube that is twice as wide; ``None`` if the tube is not wide enough."""
    import flint

    from verify.arithmetic.numeric import object_arithmetic

    xp = object_arithmetic("arb")
    tube = (4 * drift).upper()
    slope, parts = flint.arb(0), 4
    for part in range(parts):
        along = _horner(polynomial, h * (flint.arb(part) + flint.arb(0.5, 0.5)) / parts)
        box = np.frompyfunc(lambda ball: ball + flint.arb(0, tube), 1, 1)(along)
        blocks = head_jacobian(xp, box, system.value, system.query_key, system.attention(box))
        n, d = box.shape
        rows = np.abs(blocks.swapaxes(1, 2).reshape(n * d, n * d)).sum(axis=1)
        slope = flint.arb.max(slope, _largest(rows, abs))
    grown = drift * (slope * h).exp()
    return grown if grown < tube else None


def _horner(polynomial: Any, t: Any) -> Any:
    total = polynomial[-1]
    for row in polynomial[-2::-1]:
        total = total * t + row
    return total


def _middle(balls: Any) -> Any:
    return np.frompyfunc(lambda ball: ball.mid(), 1, 1)(balls)


def _largest(array: Any, of: Callable[[Any], Any]) -> Any:
    """An upper bound of the sizes of the entries."""
    import flint

    worst = flint.arb(0)
    for entry in array.flat:
        worst = flint.arb.max(worst, flint.arb(of(entry)).upper())
    return worst
